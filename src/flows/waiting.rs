//! `/my`: what waits for a person, the most urgent first, each line a button to its card.

use super::{Outcome, Turn, toast};
use crate::cards::{Lines, Page, list};
use crate::domain::permissions::{HeadPost, Matter, may};
use crate::domain::person::{Person, Role};
use crate::domain::visibility::{Detail, Scope, visible_units};
use crate::domain::waiting::{Count, Doer, Step, Urgency, Waiting, total};
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::IncidentsPress;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Button, Message, Toast};
use crate::store::StoreError;
use crate::store::lists::{self, PAGE, Today};

/// Overdue incidents that are named above the list.
const NAMED: i64 = 3;

pub async fn show(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    let (message, _) = drawn(turn, actor, 1).await?;
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// Another page, or the same anew, in place.
pub async fn turn_to(turn: &mut Turn<'_>, actor: &Person, page: u32) -> Outcome {
    let (message, page) = drawn(turn, actor, page).await?;
    turn.replace(actor.chat, &message).await?;
    Ok(toast(turned(turn.words, page)))
}

/// What is said when a list was turned to this page.
pub fn turned(words: &Words, page: Page) -> String {
    match page.of {
        1 => words.toast_refreshed(),
        _ => words.toast_page(&page.number.to_string()),
    }
}

async fn drawn(turn: &mut Turn<'_>, actor: &Person, asked: u32) -> Result<(Message, Page), StoreError> {
    let (doer, today) = (doer(turn, actor), today(turn));
    let counts = lists::count_waiting(turn.tx, &doer, today).await?;
    let page = Page::of(asked, total(&counts), PAGE);
    let offset = i64::from(page.number - 1) * PAGE;
    let rows = lists::waiting(turn.tx, &doer, today, PAGE, offset).await?;
    let named = if page.number == 1 {
        rows.iter().take(usize::try_from(NAMED).unwrap_or_default()).cloned().collect()
    } else {
        lists::waiting(turn.tx, &doer, today, NAMED, 0).await?
    };
    let known = turn.known.clone();
    let lines = lines(turn, &known.directory, actor);
    let buttons = rows.iter().map(|waiting| lines.waiting(waiting)).collect();
    Ok((list(above(turn.words, &counts, &named), buttons, page, IncidentsPress::Waiting, turn.words), page))
}

/// What waits first, and how many there are; for the greeting.
pub async fn first(turn: &mut Turn<'_>, actor: &Person) -> Result<Option<(Button, i64)>, StoreError> {
    let (doer, today) = (doer(turn, actor), today(turn));
    let counts = lists::count_waiting(turn.tx, &doer, today).await?;
    let rows = lists::waiting(turn.tx, &doer, today, 1, 0).await?;
    let known = turn.known.clone();
    let lines = lines(turn, &known.directory, actor);
    Ok(rows.first().map(|waiting| (lines.waiting(waiting), total(&counts))))
}

/// What the person has to answer, the most urgent first.
pub async fn to_answer(turn: &mut Turn<'_>, actor: &Person, most: i64) -> Result<Vec<Waiting>, StoreError> {
    let doer = Doer { steps: Vec::new(), ..doer(turn, actor) };
    let today = today(turn);
    lists::waiting(turn.tx, &doer, today, most, 0).await
}

/// How this person sees lines of a list.
pub fn lines<'a>(turn: &Turn<'_>, directory: &'a crate::domain::directory::Directory, actor: &Person) -> Lines<'a> {
    let full = visible_units(actor, directory) == Scope::All;
    let detail = if full { Detail::Full } else { Detail::WithoutAuthor };
    Lines { directory, words: turn.words, now: turn.now, detail }
}

/// Whose next step it may be: people answer for their own units, the other steps are of the whole centre.
fn doer(turn: &Turn<'_>, actor: &Person) -> Doer {
    const STEPS: [(Step, Action); 5] = [
        (Step::Review, Action::Approve),
        (Step::Publish, Action::Publish),
        (Step::Close, Action::Close),
        (Step::Decide, Action::Register),
        (Step::Assign, Action::Assign),
    ];
    let matter =
        Matter { unit: None, reply_author: None, assignee: None, head: HeadPost::Held, directory: turn.directory() };
    let led: Vec<_> = actor.units_as(Role::Lead).cloned().collect();
    Doer {
        people: [actor.id].into_iter().chain(actor.stands_in.people.iter().copied()).collect(),
        units: actor.units_as(Role::Recipient).chain(&led).cloned().collect(),
        steps: STEPS.iter().filter(|(_, action)| may(actor, *action, &matter)).map(|(step, _)| *step).collect(),
        led,
    }
}

fn today(turn: &Turn<'_>) -> Today {
    Today { now: turn.now, ends: turn.day_ends() }
}

/// How many of what, and what is overdue.
fn above(words: &Words, counts: &[Count], first: &[Waiting]) -> Html {
    let all = total(counts);
    if all == 0 {
        return words.say_nothing_waits();
    }
    let of = |urgency| total(counts.iter().filter(move |count| count.urgency == urgency));
    let mut lines = vec![words.say_waits(all)];
    lines.extend(overdue(words, of(Urgency::Overdue), first));
    let forgotten = of(Urgency::Forgotten);
    lines.extend((forgotten > 0).then(|| words.say_waits_forgotten(forgotten)));
    let today = of(Urgency::Today);
    lines.extend((today > 0).then(|| words.say_waits_today(today)));
    if all > 1 {
        let of = |step| total(counts.iter().filter(move |count| count.step == step));
        let steps = Step::ALL.iter().map(|step| (*step, of(*step))).filter(|(_, count)| *count > 0);
        lines.extend(steps.map(|(step, count)| said(words, step, count)));
    }
    Html::lines(lines)
}

fn overdue(words: &Words, count: i64, first: &[Waiting]) -> Option<Html> {
    let late = first.iter().filter(|waiting| waiting.urgency == Urgency::Overdue);
    let named: Vec<_> = late.map(|waiting| words.plain_number(&waiting.incident.shown_number())).collect();
    let more = count - i64::try_from(named.len()).unwrap_or_default();
    match count {
        0 => None,
        _ if named.is_empty() => Some(words.say_waits_overdue_count(count)),
        _ if more > 0 => Some(words.say_waits_overdue_more(named.join(", "), more.to_string())),
        _ => Some(words.say_waits_overdue(named.join(", "))),
    }
}

fn said(words: &Words, step: Step, count: i64) -> Html {
    match step {
        Step::Answer => words.say_step_answer(count),
        Step::Review => words.say_step_review(count),
        Step::Publish => words.say_step_publish(count),
        Step::Close => words.say_step_close(count),
        Step::Decide => words.say_step_decide(count),
        Step::Assign => words.say_step_assign(count),
    }
}
