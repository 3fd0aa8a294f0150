//! What nobody has chosen is suggested, from all that is known of a draft now.

use super::Turn;
use super::choose::suggest_unit;
use super::draft::{joined, recognise};
use crate::domain::directory::Directory;
use crate::domain::ids::TopicCode;
use crate::domain::incident::{Importance, Incident};
use crate::domain::source::{self, Origin};
use crate::messenger::event::Message;

/// Suggests topic, place, unit and importance; what a person has chosen stays.
pub fn suggest_anew(turn: &Turn<'_>, incident: &mut Incident) {
    let directory = turn.directory();
    let words = incident.note.as_ref().map_or_else(|| incident.text.clone(), |note| joined(&incident.text, note));
    let suggestion = turn.known.suggester.suggest(&words, channel_name(incident).as_deref(), incident.point);
    if incident.topic.is_none() || incident.topic_reason.is_some() {
        let topic = suggestion.topics.into_iter().next();
        incident.topic_reason = topic.as_ref().map(|guess| guess.entry.clone());
        incident.topic = topic.map(|guess| guess.topic);
    }
    if incident.importance_reason.is_some() {
        incident.importance = importance_of(directory, incident.topic.as_ref());
    }
    if incident.settlement.is_none() || incident.settlement_reason.is_some() {
        incident.settlement_reason = suggestion.settlement.as_ref().map(|guess| guess.reason);
        incident.settlement = suggestion.settlement.map(|guess| guess.settlement);
        incident.street = suggestion.street;
        incident.house = suggestion.house;
    }
    suggest_unit(directory, incident);
}

/// A message that joins a draft may bring the link it had not.
pub fn find_link(incident: &mut Incident, message: &Message) {
    if incident.link.is_none() && incident.source_title.is_none() {
        let source = recognise(message);
        if source.link.is_some() {
            (incident.link, incident.channel) = (source.link, source.channel);
        }
    }
}

/// The link follows the words it stood in `before` they were edited.
pub fn find_link_anew(incident: &mut Incident, before: &str) {
    let written = incident.link.as_ref().is_none_or(|link| source::links(before).contains(link));
    if written && incident.source_title.is_none() {
        let origin = if incident.author.is_some() { Origin::Person } else { Origin::Typed };
        let source = source::recognise(origin, &incident.text, &[]);
        if source.link != incident.link {
            (incident.link, incident.channel) = (source.link, source.channel);
        }
    }
}

/// The public name of the Telegram channel the post stands in.
fn channel_name(incident: &Incident) -> Option<String> {
    source::recognise(Origin::Typed, incident.link.as_deref()?, &[]).name
}

fn importance_of(directory: &Directory, topic: Option<&TopicCode>) -> Importance {
    topic.and_then(|code| directory.topic(code)).map_or(Importance::Normal, |topic| topic.importance)
}
