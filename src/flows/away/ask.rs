//! The two questions: when, and who stands in.

use chrono::{Days, NaiveDate};

use super::{Held, keep, may_set, subject};
use crate::domain::absence::{Absence, AbsenceState, Unfit};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::{AbsenceId, PersonId};
use crate::domain::person::{Person, Role};
use crate::domain::when::read_period;
use crate::flows::turn::About;
use crate::flows::{FlowError, Outcome, Refusal, Turn, question, toast};
use crate::messenger::callback::{AbsencePress, AwayPress};
use crate::messenger::html::cut;
use crate::messenger::outgoing::{Button, Keyboard, Message, Toast};
use crate::store::dialogs::Question;
use crate::store::outbox::Priority;
use crate::store::{StoreError, absences, people};

/// People on a page of «Кто за вас?».
const PAGE: usize = 8;

/// `/away`, or `/away с 1 по 14 декабря`.
pub async fn command(turn: &mut Turn<'_>, actor: &Person, rest: &str) -> Outcome {
    let rest = rest.trim();
    if !rest.is_empty() {
        let (first, last) = read_period(rest, turn.today()).ok_or(Refusal::NotADate)?;
        return ask_deputy(turn, actor, actor, (first, last)).await;
    }
    for absence in absences::ahead(turn.tx).await?.iter().filter(|absence| absence.person == actor.id) {
        show(turn, actor, absence).await?;
    }
    ask_days(turn, actor, actor).await
}

/// 🏖 of somebody whom the actor manages.
pub async fn set_for(turn: &mut Turn<'_>, actor: &Person, id: PersonId) -> Outcome {
    let person = people::by_id(turn.tx, id).await?.filter(|person| !person.posts.is_empty());
    let person = person.ok_or(Refusal::NoSuchPerson)?;
    if !may_set(actor, &person) {
        return Err(Refusal::NotToManage.into());
    }
    ask_days(turn, actor, &person).await
}

async fn show(turn: &mut Turn<'_>, actor: &Person, absence: &Absence) -> Result<(), StoreError> {
    let deputy = match absence.deputy {
        Some(deputy) => people::by_id(turn.tx, deputy).await?.map(|deputy| deputy.name),
        None => None,
    };
    let span = turn.words.span(absence.first, absence.last, turn.today());
    let text = match deputy {
        Some(deputy) => turn.words.say_away(&actor.name, span, deputy),
        None => turn.words.say_away_nobody(&actor.name, span),
    };
    let cancel = Button::press(turn.words.button_call_off(), &AbsencePress::Cancel.of(absence.id));
    let message = Message::text(text).with_keyboard(Keyboard::default().row([cancel]));
    let about = About { subject: Some(subject(absence.id)), ..About::default() };
    turn.queue(actor.chat, &message, Priority::Prompt, about).await
}

async fn ask_days(turn: &mut Turn<'_>, actor: &Person, person: &Person) -> Outcome {
    let today = turn.today();
    let held = Held { person: person.id, days: None };
    let question = Question {
        waits_for: WaitsFor::AwayDays,
        incident: None,
        reply: None,
        held: serde_json::to_string(&held).ok(),
    };
    let text =
        if person.id == actor.id { turn.words.question_away() } else { turn.words.question_away_of(&person.name) };
    let day = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let words = turn.words;
    let quick = [
        (words.plain_choice_today(), (today, today)),
        (words.plain_choice_tomorrow(), (day(1), day(1))),
        (words.plain_choice_week(), (today, day(6))),
        (words.plain_choice_two_weeks(), (today, day(13))),
    ];
    let choices = |version| {
        let button = |(label, (first, last)): (String, (NaiveDate, NaiveDate))| {
            let label = words.button_choice(&label, &words.span(first, last, today));
            Button::press(label, &AwayPress::Days(first, last).of(version))
        };
        quick.into_iter().map(button).collect()
    };
    turn.ask_words(actor, &question, text, choices).await?;
    Ok(Toast::default())
}

/// Days that were chosen.
pub async fn days(turn: &mut Turn<'_>, actor: &Person, version: i64, days: (NaiveDate, NaiveDate)) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::AwayDays).await?;
    on_days(turn, actor, &dialog, days).await
}

/// Days in words.
pub async fn dates(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, words: &str) -> Outcome {
    let days = read_period(words, turn.today()).ok_or(Refusal::NotADate)?;
    on_days(turn, actor, dialog, days).await
}

async fn on_days(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, days: (NaiveDate, NaiveDate)) -> Outcome {
    let held = held(dialog)?;
    let person = people::by_id(turn.tx, held.person).await?.ok_or(Refusal::NoSuchPerson)?;
    ask_deputy(turn, actor, &person, days).await
}

fn held(dialog: &Dialog) -> Result<Held, Refusal> {
    let held = dialog.held.as_deref().and_then(|held| serde_json::from_str(held).ok());
    held.ok_or(Refusal::QuestionGone)
}

async fn ask_deputy(turn: &mut Turn<'_>, actor: &Person, person: &Person, days: (NaiveDate, NaiveDate)) -> Outcome {
    wanted(person.id, days, None).check(&[], turn.today()).map_err(Refusal::from)?;
    let held = Held { person: person.id, days: Some(days) };
    let held = serde_json::to_string(&held).ok();
    let question = Question { waits_for: WaitsFor::AwayDeputy, incident: None, reply: None, held };
    let dialog = turn.wait_for(actor, &question).await?;
    let message = who(turn, actor, person, days, dialog.version, 0).await?;
    turn.put_question(actor, &dialog, &message).await?;
    Ok(toast(turn.words.toast_deputy()))
}

const fn wanted(person: PersonId, (first, last): (NaiveDate, NaiveDate), deputy: Option<PersonId>) -> Absence {
    Absence { id: AbsenceId(0), version: 0, person, first, last, deputy, state: AbsenceState::Planned }
}

/// Another page, in place.
pub async fn page(turn: &mut Turn<'_>, actor: &Person, version: i64, page: u16) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::AwayDeputy).await?;
    let (person, days) = asked(turn, &dialog).await?;
    let message = who(turn, actor, &person, days, version, usize::from(page)).await?;
    turn.replace(actor.chat, &message).await?;
    Ok(Toast::default())
}

async fn asked(turn: &mut Turn<'_>, dialog: &Dialog) -> Result<(Person, (NaiveDate, NaiveDate)), FlowError> {
    let held = held(dialog)?;
    let person = people::by_id(turn.tx, held.person).await?.ok_or(Refusal::NoSuchPerson)?;
    Ok((person, held.days.ok_or(Refusal::QuestionGone)?))
}

/// «Кто за вас?»: those who do the same, and nobody.
async fn who(
    turn: &mut Turn<'_>,
    actor: &Person,
    person: &Person,
    days: (NaiveDate, NaiveDate),
    version: i64,
    page: usize,
) -> Result<Message, StoreError> {
    let words = turn.words;
    let candidates = candidates(turn, person, days).await?;
    let page = page.min(candidates.len().saturating_sub(1) / PAGE);
    let at = |page: usize| AwayPress::Page(u16::try_from(page).unwrap_or(u16::MAX)).of(version);
    let previous = (page > 0).then(|| Button::press(words.button_previous(), &at(page - 1)));
    let more = (page + 1) * PAGE < candidates.len();
    let next = more.then(|| Button::press(words.button_next(), &at(page + 1)));
    let rows = candidates.iter().skip(page * PAGE).take(PAGE).map(|candidate| {
        let label = cut(&words.button_colleague(&candidate.name), 60);
        Button::press(label, &AwayPress::Deputy(candidate.id).of(version))
    });
    let nobody = Button::press(words.button_nobody(), &AwayPress::Nobody.of(version));
    let keyboard = rows.fold(Keyboard::default(), |keyboard, row| keyboard.row([row]));
    let keyboard = keyboard.row(previous.into_iter().chain(next)).row([nobody, question::cancelling(words, version)]);
    let span = words.span(days.0, days.1, turn.today());
    let text =
        if person.id == actor.id { words.question_deputy(span) } else { words.question_deputy_of(&person.name, span) };
    Ok(Message::text(text).with_keyboard(keyboard))
}

/// Colleagues of the own units first, then holders of the same posts; whoever would lead back is left out.
async fn candidates(
    turn: &mut Turn<'_>,
    person: &Person,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<Person>, StoreError> {
    let mut found: Vec<Person> = Vec::new();
    for unit in person.posts.iter().filter_map(|post| post.unit.as_ref()) {
        found.extend(people::colleagues(turn.tx, unit).await?);
    }
    for post in person.posts.iter().filter(|post| post.unit.is_none()) {
        found.extend(people::with_role(turn.tx, post.role).await?);
    }
    if found.iter().all(|other| other.id == person.id) {
        for role in [Role::Coordinator, Role::Head, Role::Operator] {
            found.extend(people::with_role(turn.tx, role).await?);
        }
    }
    let others = absences::ahead(turn.tx).await?;
    let mut seen = Vec::new();
    found.retain(|other| {
        let fits = wanted(person.id, days, Some(other.id)).check(&others, turn.today());
        !seen.contains(&other.id) && !matches!(fits, Err(Unfit::Oneself | Unfit::Loop)) && {
            seen.push(other.id);
            true
        }
    });
    Ok(found)
}

/// Somebody was chosen.
pub async fn deputy(turn: &mut Turn<'_>, actor: &Person, version: i64, id: PersonId) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::AwayDeputy).await?;
    let deputy = people::by_id(turn.tx, id).await?.filter(|person| !person.posts.is_empty());
    let deputy = deputy.ok_or(Refusal::NoSuchPerson)?;
    decide(turn, actor, &dialog, Some(deputy.id)).await
}

/// «Никто».
pub async fn nobody(turn: &mut Turn<'_>, actor: &Person, version: i64) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::AwayDeputy).await?;
    decide(turn, actor, &dialog, None).await
}

/// A name was written instead of chosen: as much of it as names one alone.
pub async fn named(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, words: &str) -> Outcome {
    let (person, days) = asked(turn, dialog).await?;
    let wanted = words.to_lowercase();
    let mut fitting = candidates(turn, &person, days).await?;
    fitting.retain(|candidate| candidate.name.to_lowercase().contains(&wanted));
    match fitting.as_slice() {
        [only] => decide(turn, actor, dialog, Some(only.id)).await,
        _ => Err(Refusal::NobodyNamed.into()),
    }
}

async fn decide(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, deputy: Option<PersonId>) -> Outcome {
    let (person, days) = asked(turn, dialog).await?;
    keep(turn, actor, wanted(person.id, days, deputy)).await
}
