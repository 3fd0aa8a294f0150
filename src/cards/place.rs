//! Where it is: the line of a card, the list of settlements, and a place in words.

use super::incident::IncidentView;
use super::{choices, limit};
use crate::domain::directory::Directory;
use crate::domain::incident::Incident;
use crate::i18n::Words;
use crate::messenger::callback::IncidentPress;
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard};

/// «📍 Ахтубинск, ул. Ленина, 12 · на карте»; nothing where nothing is known.
pub(super) fn line(view: &IncidentView<'_>, words: &Words) -> Option<Html> {
    let place = in_words(view.incident, view.directory).map(|place| cut(&place, limit::LINE));
    let map = view.incident.point.map(map_address);
    match (place, map) {
        (Some(place), Some(map)) => Some(words.card_place_map(place, &map)),
        (Some(place), None) => Some(words.card_place(place)),
        (None, Some(map)) => Some(words.card_map(&map)),
        (None, None) => None,
    }
}

/// «Ахтубинск, ул. Ленина, 12».
#[must_use]
pub fn in_words(incident: &Incident, directory: &Directory) -> Option<String> {
    let settlement = incident.settlement.as_ref();
    let name = |code| directory.settlement(code).map_or_else(|| code.to_string(), |settlement| settlement.name.clone());
    let parts: Vec<String> = settlement.map(name).into_iter().chain(address(incident)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// «ул. Ленина, 12».
pub(super) fn address(incident: &Incident) -> Option<String> {
    let parts: Vec<&str> = [&incident.street, &incident.house].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The point on a map that every phone here opens; longitude comes first.
fn map_address((latitude, longitude): (f64, f64)) -> String {
    format!("https://yandex.ru/maps/?pt={longitude},{latitude}&z=17")
}

/// The settlements, the present one first; words are taken too.
pub(super) fn settlements(view: &IncidentView<'_>, page: u16, words: &Words) -> (Html, Keyboard) {
    let id = view.incident.id;
    let mut settlements: Vec<_> = view.directory.settlements.iter().collect();
    settlements.sort_by_key(|settlement| view.incident.settlement.as_ref() != Some(&settlement.code));
    let rows = settlements.into_iter().map(|settlement| {
        Button::press(cut(&settlement.name, limit::LABEL), &IncidentPress::Place(settlement.code.clone()).of(id))
    });
    let known = in_words(view.incident, view.directory).is_some() || view.incident.point.is_some();
    let remove = known.then(|| Button::press(words.button_no_place(), &IncidentPress::NoPlace.of(id)));
    let back = Button::press(words.button_back(), &IncidentPress::Main.of(id));
    let keyboard =
        choices::paged(&rows.collect::<Vec<_>>(), page, |page| IncidentPress::Places(page).of(id), remove, back, words);
    (words.card_choose_place(), keyboard)
}
