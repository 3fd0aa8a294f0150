//! What must hold after a storm, whatever happened in it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use mcu_bot::domain::ids::{ChatId, MessageId, UpdateId};
use mcu_bot::domain::incident::{ReplyKind, Status};
use mcu_bot::domain::ways::{Action, Facts, Review, next};
use mcu_bot::emulator::{Call, Outcome, PressState, Shown, Sound};

use super::crowd::{COORDINATORS, Crowd, GROUP, OPERATORS, RECIPIENTS, SUPERGROUP, VILLAGE};
use crate::process::stage::Stage;

/// What was found, none of it wrong.
pub struct Told {
    pub statuses: BTreeMap<&'static str, usize>,
    pub steps: usize,
    pub messages: usize,
    pub repeated: usize,
    pub lost_answers: usize,
    /// Posts that are no incident.
    pub lost: Vec<String>,
    /// Posts that are two, and updates that made two steps.
    pub doubled: Vec<String>,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { statuses, steps, messages, repeated, lost_answers, .. } = self;
        write!(
            f,
            "{steps} steps, {statuses:?}; {messages} messages sent, {repeated} of them again after a kill and \
             {lost_answers} after a lost answer"
        )
    }
}

/// One incident and its history.
struct Case {
    id: i64,
    status: Status,
    unit: Option<String>,
    text: String,
    version: i64,
    creator: i64,
    number: Option<String>,
    steps: Vec<Step>,
}

struct Step {
    action: Action,
    from: Status,
    to: Status,
    /// `None`: the clock did it.
    update: Option<i64>,
    /// By account.
    actor: Option<i64>,
}

pub async fn judge(stage: &Stage, crowd: &Crowd, deaths: &[Range<usize>]) -> Result<Told> {
    nothing_is_left(stage).await?;
    let cases = cases(stage).await?;
    let (lost, mut doubled) = every_post_is_one_incident(&cases, crowd)?;
    numbers_have_no_gaps(stage).await?;
    for case in &cases {
        history_is_legal(case).with_context(|| format!("incident {}", case.id))?;
    }
    doubled.extend(presses_count_once(stage, &cases, crowd)?);
    cards_are_right(stage, &cases).await?;
    whoever_must_act_was_called(stage, &cases, crowd)?;
    the_group_was_answered(stage, crowd).await?;
    let (messages, repeated, lost_answers) = repeats_are_explained(stage, crowd, deaths).await?;
    let mut statuses = BTreeMap::new();
    for case in &cases {
        *statuses.entry(case.status.code()).or_default() += 1;
    }
    let steps = cases.iter().map(|case| case.steps.len()).sum();
    Ok(Told { statuses, steps, messages, repeated, lost_answers, lost, doubled })
}

async fn nothing_is_left(stage: &Stage) -> Result<()> {
    let states: Vec<(String, i64)> = stage
        .rows(
            "SELECT 'update ' || state, COUNT(*) FROM inbox GROUP BY state
             UNION ALL SELECT 'message ' || state, COUNT(*) FROM outbox
                 WHERE state <> 'undelivered' OR card_id IS NOT NULL GROUP BY state
             UNION ALL SELECT 'stale card', COUNT(*) FROM card WHERE dirty > clean OR doubtful OR error IS NOT NULL HAVING COUNT(*) > 0
             UNION ALL SELECT 'unreachable', COUNT(*) FROM unreachable HAVING COUNT(*) > 0
             UNION ALL SELECT 'message taken in twice', COUNT(*) FROM part GROUP BY chat, message_id HAVING COUNT(*) > 1",
        )
        .await?;
    let good = ["update handled", "message sent", "message withdrawn"];
    let bad: Vec<_> = states.iter().filter(|(state, _)| !good.contains(&state.as_str())).collect();
    ensure!(bad.is_empty(), "left over: {bad:?}");
    let unclean: Vec<(bool,)> = stage.rows("SELECT clean FROM lead").await?;
    ensure!(unclean == [(true,)], "the lead is not left clean");
    Ok(())
}

type CaseRow = (i64, String, Option<String>, String, i64, i64, Option<i64>, Option<i64>);

type StepRow = (i64, String, String, String, Option<i64>, Option<i64>);

async fn cases(stage: &Stage) -> Result<Vec<Case>> {
    let rows: Vec<CaseRow> = stage
        .rows(
            "SELECT i.id, i.status, i.unit, i.text, i.version, p.chat, i.number_year, i.number_sequence
             FROM incident i JOIN person p ON p.id = i.created_by ORDER BY i.id",
        )
        .await?;
    let steps: Vec<StepRow> = stage
        .rows(
            "SELECT h.incident_id, h.action, h.from_status, h.to_status, h.update_id, p.chat
             FROM history h LEFT JOIN person p ON p.id = h.actor_id ORDER BY h.id",
        )
        .await?;
    let mut histories: HashMap<i64, Vec<Step>> = HashMap::new();
    for (incident, action, from, to, update, actor) in steps {
        let step = Step { action: action.parse()?, from: from.parse()?, to: to.parse()?, update, actor };
        histories.entry(incident).or_default().push(step);
    }
    rows.into_iter()
        .map(|(id, status, unit, text, version, creator, year, sequence)| {
            Ok(Case {
                id,
                status: status.parse()?,
                unit,
                text,
                version,
                creator,
                number: year.zip(sequence).map(|(year, sequence)| format!("{year}-{sequence:06}")),
                steps: histories.remove(&id).unwrap_or_default(),
            })
        })
        .collect()
}

/// What was lost, and what is there twice.
fn every_post_is_one_incident(cases: &[Case], crowd: &Crowd) -> Result<(Vec<String>, Vec<String>)> {
    let mut kept: BTreeSet<(i64, &str)> = BTreeSet::new();
    let mut doubled = Vec::new();
    for case in cases {
        let post = (case.steps.first().and_then(|step| step.update).unwrap_or_default(), case.text.as_str());
        if !kept.insert(post) {
            doubled.push(format!("incident {} of {post:?}", case.id));
        }
    }
    let sent: BTreeSet<_> = crowd.posts.iter().map(|(update, text)| (update.0, text.as_str())).collect();
    let perhaps: BTreeSet<_> = crowd.written.iter().map(|(update, text)| (update.0, text.as_str())).collect();
    let lost = sent.difference(&kept).map(|post| format!("{post:?}")).collect();
    let made_up: Vec<_> = kept.iter().filter(|post| !sent.contains(post) && !perhaps.contains(post)).collect();
    ensure!(made_up.is_empty(), "made up: {made_up:?}");
    Ok((lost, doubled))
}

async fn numbers_have_no_gaps(stage: &Stage) -> Result<()> {
    // Each year counts anew, and a clock that is wrong by a year counts in another.
    let gaps: Vec<(i64, i64, i64)> = stage
        .rows(
            "SELECT number_year, COUNT(*), MAX(number_sequence) FROM incident WHERE number_sequence IS NOT NULL
             GROUP BY number_year HAVING COUNT(*) <> MAX(number_sequence) OR COUNT(*) <> COUNT(DISTINCT number_sequence)",
        )
        .await?;
    ensure!(gaps.is_empty(), "years whose numbers have gaps, or come twice: {gaps:?}");
    Ok(())
}

fn history_is_legal(case: &Case) -> Result<()> {
    let review = |unit| if unit == "zhkh" { Review::Required } else { Review::Skipped };
    let facts = Facts { unit: case.unit.as_deref().map(review), reply: Some(ReplyKind::Final) };
    let (first, rest) = case.steps.split_first().context("no history")?;
    ensure!(first.action == Action::Create && first.to == Status::Draft, "begins with {}", first.action.code());
    let mut status = first.to;
    for step in rest {
        ensure!(step.from == status, "{} from {} after {}", step.action.code(), step.from.code(), status.code());
        ensure!(next(step.from, step.action, &facts) == Ok(step.to), "{} is no way on", step.action.code());
        status = step.to;
    }
    ensure!(case.status == status, "is {} where its history says {}", case.status.code(), status.code());
    // Every step but the first raises the version, and nothing else does.
    ensure!(case.version == i64::try_from(case.steps.len())?, "changed without a step: version {}", case.version);
    Ok(())
}

/// Toasts that tell of success, with what was then done.
const DONE: [(&str, Action); 7] = [
    ("Зарегистрировано", Action::Register),
    ("Принято.", Action::Accept),
    ("Ответ отправлен", Action::Send),
    ("Ответ готов", Action::Send),
    ("Согласовано", Action::Approve),
    ("Опубликовано", Action::Publish),
    ("Закрыто", Action::Close),
];

const REPEATED: &str = "Уже учтено";

/// Which updates made more than one step.
fn presses_count_once(stage: &Stage, cases: &[Case], crowd: &Crowd) -> Result<Vec<String>> {
    let mut by_update: HashMap<i64, Vec<Action>> = HashMap::new();
    for step in cases.iter().flat_map(|case| &case.steps) {
        if let Some(update) = step.update {
            by_update.entry(update).or_default().push(step.action);
        }
    }
    for pressed in &crowd.pressed {
        let Some(PressState::Answered(toast)) = stage.emulator.press(&pressed.press) else { continue };
        // A repeated press is told so: nobody knows any more what it was.
        let Some(words) = toast.text.filter(|words| !words.starts_with(REPEATED)) else { continue };
        let told = DONE.iter().find(|(begin, _)| words.starts_with(begin)).map(|(_, action)| *action);
        let done = by_update.get(&pressed.update.0).and_then(|actions| actions.first().copied());
        ensure!(told == done, "update {}: told «{words}», done {done:?}", pressed.update);
    }
    let twice = by_update.iter().filter(|(_, actions)| actions.len() > 1);
    Ok(twice.map(|(update, actions)| format!("update {update}: {actions:?}")).collect())
}

/// How a card of this status begins.
const fn mark(status: Status) -> &'static str {
    match status {
        Status::Draft => "📝",
        Status::New => "📥",
        Status::Assigned => "🆕",
        Status::InProgress => "🛠",
        Status::Review => "🔍",
        Status::Rework => "🔧",
        Status::Approved => "📢",
        Status::Published => "📣",
        Status::Monitoring => "⏳",
        Status::Closed => "✅",
        Status::Duplicate => "🔁",
        Status::Rejected => "🗑",
    }
}

/// Who must act next, and the button for it.
fn awaited(case: &Case) -> (Vec<ChatId>, &'static str) {
    let answering = if case.unit.as_deref() == Some("zhkh") { RECIPIENTS.to_vec() } else { VILLAGE.to_vec() };
    match case.status {
        Status::Draft => (vec![ChatId(case.creator)], "✅ Зарегистрировать"),
        Status::New => (OPERATORS.to_vec(), "🏢 Ответственный"),
        Status::Assigned => (answering, "👌 Принять в работу"),
        Status::InProgress | Status::Rework => (answering, "✍️ Ответить"),
        Status::Review => (COORDINATORS.to_vec(), "✅ Согласовать"),
        Status::Approved => (COORDINATORS.to_vec(), "📢 Опубликовано"),
        Status::Published => (COORDINATORS.to_vec(), "🏁 Решено"),
        _ => (Vec::new(), ""),
    }
}

async fn cards_are_right(stage: &Stage, cases: &[Case]) -> Result<()> {
    let rows: Vec<(i64, i64, i64, Option<i64>)> =
        stage.rows("SELECT incident_id, reply_id, chat, message_id FROM card").await?;
    let mut shown: HashMap<(i64, ChatId), Shown> = HashMap::new();
    for (incident, reply, chat, message) in rows {
        let (chat, message) = (ChatId(chat), MessageId(message.context("a card was never sent")?));
        let card = stage.emulator.message(chat, message).context("a card without its message")?;
        let case = cases.iter().find(|case| case.id == incident).context("a card of nothing")?;
        let number = case.number.as_deref().unwrap_or_default();
        ensure!(card.text.contains(number), "№ {number} shows «{}»", card.text);
        if reply == 0 {
            ensure!(card.text.starts_with(mark(case.status)), "{} shows «{}»", case.status.code(), card.text);
            shown.insert((incident, chat), card);
        }
    }
    for case in cases {
        let (people, label) = awaited(case);
        for person in people {
            let card = shown.get(&(case.id, person));
            let card = card.with_context(|| format!("{person} has no card of {}, {}", case.id, case.status.code()))?;
            let seen = (case.status.code(), &card.text, card.labels());
            ensure!(card.button(label).is_some(), "{person} cannot act on № {:?}: {seen:?}", case.number);
        }
    }
    Ok(())
}

/// Acts are this far apart at most, in milliseconds: the update came after the act before it.
const A_STEP: i64 = 100;

/// An edited card makes no sound: whoever is to do the next step, and has not done the last one, got a message that
/// rings since then.
fn whoever_must_act_was_called(stage: &Stage, cases: &[Case], crowd: &Crowd) -> Result<()> {
    for case in cases.iter().filter(|case| matches!(case.status, Status::Assigned | Status::Review | Status::Rework)) {
        let since = case.steps.iter().rev().find(|step| step.from != step.to).context("it came there by nothing")?;
        let came = since.update.and_then(|update| crowd.happened(UpdateId(update))).context("nobody did it")?;
        let number = case.number.as_deref().context("no number")?;
        let (people, _) = awaited(case);
        let called = people.iter().filter(|person| {
            let rings = |shown: &Shown| {
                let later = shown.at.millis() >= came.millis() / 1000 * 1000 - A_STEP;
                shown.is_from_bot() && shown.sound == Sound::On && later && shown.text.contains(number)
            };
            since.actor == Some(person.0) || stage.emulator.messages(**person).iter().any(rings)
        });
        // A reply comes back to whoever wrote it.
        let least = if case.status == Status::Rework { 1 } else { people.len() };
        ensure!(called.count() >= least, "№ {number}, {}: somebody was not called", case.status.code());
    }
    Ok(())
}

/// Each question in the group has one answer, wherever the group was then.
async fn the_group_was_answered(stage: &Stage, crowd: &Crowd) -> Result<()> {
    let answers: Vec<(String,)> = stage
        .rows("SELECT key FROM outbox WHERE chat IN (-100, -1000000000100) AND state = 'sent' AND key LIKE 'turn:%'")
        .await?;
    for asked in &crowd.asked {
        let of_this = format!("turn:{asked}:");
        let count = answers.iter().filter(|(key,)| key.starts_with(&of_this)).count();
        ensure!(count == 1, "{count} answers to question {asked} in the group");
    }
    let shown = [GROUP, SUPERGROUP].map(|group| stage.emulator.messages(group));
    let seen = shown.iter().flatten().filter(|shown| shown.is_from_bot()).count();
    ensure!(seen >= crowd.asked.len(), "{seen} answers to {} questions were seen", crowd.asked.len());
    Ok(())
}

/// Nobody sees a difference.
pub fn same(before: &Seen, after: &Seen) -> Result<()> {
    let changed: Vec<_> = before.iter().filter(|(place, seen)| after.get(place) != Some(seen)).collect();
    ensure!(changed.is_empty() && before.len() == after.len(), "people saw what was not so: {changed:#?}");
    Ok(())
}

/// What is shown where.
pub type Seen = BTreeMap<(ChatId, MessageId), String>;

/// What everybody sees, with markup and buttons. By when a draft would be answered depends on the minute, and whether a
/// registration can be undone too.
pub fn seen(stage: &Stage, crowd: &Crowd) -> Seen {
    let shown = crowd.chats().flat_map(|chat| stage.emulator.messages(chat));
    let look = |shown: Shown| {
        let lines: Vec<_> = shown.html.lines().filter(|line| !line.starts_with("⏰ ответить до")).collect();
        let labels: Vec<_> = shown.labels().into_iter().flatten().filter(|label| !label.starts_with('↩')).collect();
        ((shown.chat, shown.id), format!("{} {labels:?}", lines.join("\n")))
    };
    shown.filter(Shown::is_from_bot).map(look).collect()
}

/// A message nobody knows of was sent, and then sent again. That may happen when its answer was lost, or when the
/// process died between the call and its acknowledgement; a chat has one call in flight, so the death is next to
/// it. Whoever comes back after a block gets the open cards anew, and those from before are known no more.
///
/// Returns messages sent, and those sent again after a kill and after a lost answer.
async fn repeats_are_explained(stage: &Stage, crowd: &Crowd, deaths: &[Range<usize>]) -> Result<(usize, usize, usize)> {
    let known: HashSet<(i64, i64)> = stage
        .rows::<(i64, i64)>(
            "SELECT chat, message_id FROM card WHERE message_id IS NOT NULL
             UNION SELECT chat, message_id FROM outbox WHERE message_id IS NOT NULL",
        )
        .await?
        .into_iter()
        .collect();
    let calls = stage.emulator.calls();
    let (mut messages, mut repeated, mut lost_answers) = (0, 0, 0);
    for chat in crowd.chats() {
        let sent: Vec<_> = stage.emulator.all_messages(chat).into_iter().filter(Shown::is_from_bot).collect();
        let places = places(&calls, chat);
        let sends: Vec<_> = places
            .iter()
            .filter(|place| calls[**place].method.starts_with("send") && took_effect(&calls[**place]))
            .collect();
        ensure!(sends.len() == sent.len(), "{} messages by {} calls", sent.len(), sends.len());
        let greeted = |shown: &Shown| shown.text.starts_with("Здравствуйте");
        let returned = sent.iter().rposition(greeted).filter(|_| crowd.returned.contains(&chat)).unwrap_or(0);
        for (count, (message, place)) in sent.iter().zip(sends).enumerate() {
            messages += 1;
            if count < returned || known.contains(&(chat.0, message.id.0)) {
                continue;
            }
            if calls[*place].outcome == Outcome::Done {
                repeated += 1;
                ensure!(is_next_to_a_death(*place, &places, deaths), "sent again without a kill: «{}»", message.text);
            } else {
                lost_answers += 1;
            }
        }
    }
    // Each chat has one message on its way when a process dies, and when it loses the lead before.
    let most = 2 * deaths.len() * crowd.chats().count();
    ensure!(repeated <= most, "{repeated} messages came again after {} deaths", deaths.len());
    Ok((messages, repeated, lost_answers))
}

/// Which of the calls sent or edited something in this chat.
fn places(calls: &[Call], chat: ChatId) -> Vec<usize> {
    let speaks = |call: &Call| call.method.starts_with("send") || call.method.starts_with("edit");
    (0..calls.len()).filter(|place| calls[*place].chat == Some(chat) && speaks(&calls[*place])).collect()
}

fn took_effect(call: &Call) -> bool {
    match &call.outcome {
        Outcome::Done => true,
        Outcome::Failed(fault) => fault.applies(),
        Outcome::Refused { .. } => false,
    }
}

/// A process died after this call and before the chat's next one, or, as the server may finish a call of a process
/// that is dead, the other way round.
fn is_next_to_a_death(place: usize, places: &[usize], deaths: &[Range<usize>]) -> bool {
    let at = places.partition_point(|other| *other < place);
    let before = at.checked_sub(1).map_or(0, |before| places[before]);
    let after = places.get(at + 1).copied().unwrap_or(usize::MAX);
    deaths.iter().any(|death| before < death.end && death.start <= after)
}
