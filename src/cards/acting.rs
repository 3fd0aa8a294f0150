//! Done for a recipient who does not use the bot: for whom, and how it came.

use super::incident::IncidentView;
use crate::domain::detail::ActedFor;
use crate::domain::directory::Directory;
use crate::domain::incident::CameBy;
use crate::i18n::Words;
use crate::messenger::callback::IncidentPress;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{Button, Keyboard};

/// «за „Дороги“, по телефону».
pub(super) fn for_whom(directory: &Directory, acted: &ActedFor, words: &Words) -> String {
    let how = words.came_by(acted.came_by);
    match directory.unit(&acted.whom.as_str().into()) {
        Some(unit) => words.plain_for_unit(&unit.short, &how),
        None => words.plain_for_person(&acted.whom, &how),
    }
}

/// Asks how it came.
pub(super) fn ways(
    view: &IncidentView<'_>,
    press: impl Fn(CameBy) -> IncidentPress,
    words: &Words,
) -> (Html, Keyboard) {
    let id = view.incident.id;
    let way = |label, way| Button::press(label, &press(way).of(id));
    let keyboard = Keyboard::default()
        .row([
            way(words.button_by_call(), CameBy::Call),
            way(words.button_by_letter(), CameBy::Letter),
            way(words.button_in_person(), CameBy::InPerson),
        ])
        .row([Button::press(words.button_back(), &IncidentPress::Main.of(id))]);
    (words.card_choose_came_by(), keyboard)
}
