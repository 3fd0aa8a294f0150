//! The history on a card, and an incident in one line.

use super::incident::{IncidentView, Reach};
use super::{acting, choices, limit, place};
use crate::domain::clocks::Moved;
use crate::domain::detail::{AskedUntil, NotOurs};
use crate::domain::directory::Directory;
use crate::domain::history::Told;
use crate::domain::incident::{Incident, Mark, Status};
use crate::domain::moment::Moment;
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::IncidentPress;
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard};

pub(super) fn colleagues(view: &IncidentView<'_>, page: u16, words: &Words) -> (Html, Keyboard) {
    let id = view.incident.id;
    let from = view.incident.holder_or(view.viewer.id);
    let rows = view.colleagues.iter().filter(|colleague| colleague.id != from).map(|colleague| {
        let label = match colleague.reach {
            Reach::Reached => words.button_colleague(&colleague.name),
            Reach::Silent => words.button_colleague_silent(&colleague.name),
        };
        Button::press(cut(&label, limit::LABEL), &IncidentPress::HandTo { to: colleague.id, from }.of(id))
    });
    let turn = |page| IncidentPress::HandOver(page).of(id);
    let back = Button::press(words.button_back(), &IncidentPress::Main.of(id));
    (words.card_choose_colleague(), choices::paged(&rows.collect::<Vec<_>>(), page, turn, None, back, words))
}

/// Who did what, when and why.
pub(super) fn history(view: &IncidentView<'_>, words: &Words) -> Html {
    let title = match view.incident.number {
        Some(number) => words.history_title(number),
        None => words.history_title_draft(),
    };
    let steps = view.history.iter().map(|step| told(view, step, words));
    Html::lines([title, Html::default()].into_iter().chain(steps))
}

fn told(view: &IncidentView<'_>, step: &Told, words: &Words) -> Html {
    let at = words.date_time(step.at, view.zone(), view.now);
    let nobody = words.history_nobody();
    let who = step.actor.as_deref().map_or(nobody, |name| Html::escape(&cut(name, limit::LABEL)));
    let what = words.action(step.action);
    match detail(view, step, words) {
        Some(why) => words.history_step_why(at, &who, what, cut(&why, limit::LINE)),
        None => words.history_step(at, &who, what),
    }
}

/// Codes as people name them; everything else as it was written.
fn detail(view: &IncidentView<'_>, step: &Told, words: &Words) -> Option<String> {
    let directory = view.directory;
    let written = step.detail.as_ref()?;
    let named = match step.action {
        Action::Register | Action::Assign | Action::ChooseUnit => {
            directory.unit(&written.as_str().into()).map(|unit| unit.short.clone())
        }
        Action::Reject => written.parse().ok().map(|why| words.reject_reason(why)),
        Action::ChangeImportance => written.parse().ok().map(|importance| words.importance(importance)),
        Action::AcceptFor | Action::Send => {
            written.parse().ok().map(|acted| acting::for_whom(directory, &acted, words))
        }
        Action::NotOurs => written.parse().ok().map(|returned| given_back(directory, &returned, words)),
        Action::Close => written.parse().ok().map(|outcome| words.outcome(outcome)),
        Action::Rate => Some(match written.parse() {
            Ok(mark) => words.plain_mark(Mark::code(mark)),
            Err(_) => words.plain_mark_removed(),
        }),
        Action::Recount | Action::ChangeDue | Action::Extend => {
            written.parse().ok().map(|moved| from_to(view, &moved, words))
        }
        Action::Interim => match written.parse() {
            Ok(day) => Some(words.day(day, view.today())),
            Err(_) => written.parse().ok().map(|acted| acting::for_whom(directory, &acted, words)),
        },
        Action::AskExtension | Action::RefuseExtension => written.parse().ok().map(|asked: AskedUntil| {
            let at = words.date_time(asked.until, view.zone(), view.now);
            words.plain_asked_until(&at, &asked.reason)
        }),
        Action::ChangeTopic => directory.topic(&written.as_str().into()).map(|topic| topic.name.clone()),
        _ => None,
    };
    Some(named.unwrap_or_else(|| written.clone()))
}

/// «пн 30 нояб., 14:05 → ср 2 дек., 17:00».
fn from_to(view: &IncidentView<'_>, moved: &Moved, words: &Words) -> String {
    let at = |at: Option<Moment>| at.map_or_else(|| "—".to_owned(), |at| words.date_time(at, view.zone(), view.now));
    format!("{} → {}", at(moved.from), at(moved.to))
}

fn given_back(directory: &Directory, returned: &NotOurs, words: &Words) -> String {
    let why = words.why(&returned.why);
    match returned.whose.as_ref().and_then(|whose| directory.unit(whose)) {
        Some(unit) => words.plain_history_not_ours_whose(&why, &unit.short),
        None => why,
    }
}

/// An incident as a button that shows its card.
#[must_use]
pub fn summary(incident: &Incident, directory: &Directory, words: &Words) -> Button {
    let topic = incident.topic.as_ref().and_then(|code| directory.topic(code)).map(|topic| topic.name.as_str());
    let what = topic.unwrap_or(&incident.text);
    let what = &match place::address(incident) {
        Some(address) => format!("{what}, {address}"),
        None => what.to_owned(),
    };
    let label = match incident.number {
        Some(number) if incident.status != Status::Draft => words.button_incident(&number.to_string(), what),
        _ => words.button_draft(what),
    };
    Button::press(cut(&label, limit::LABEL), &IncidentPress::Show.of(incident.id))
}
