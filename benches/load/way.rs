//! The main way as people walk it, many at once.

use std::collections::HashSet;

use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::domain::incident::Outcome;
use mcu_bot::emulator::{Origin, Person, Shown, ShownAction};
use mcu_bot::messenger::callback::{Callback, IncidentPress, ReplyPress};

use super::place::{Place, UNITS, word};

/// Who has pressed what already, and how many posts there were.
#[derive(Default)]
pub struct Walkers {
    pressed: HashSet<(ChatId, String)>,
    answered: HashSet<(ChatId, MessageId)>,
    posts: usize,
}

/// One thing that somebody does: one update.
pub enum Act {
    Forward(Person, String),
    Press(Person, MessageId, String),
    Reply(Person, MessageId),
    Link(Person),
}

impl Act {
    pub fn happen(&self) {
        match self {
            Self::Forward(operator, text) => {
                operator.forwards(&Origin::HiddenUser("Житель".to_owned()), text);
            }
            Self::Press(person, message, data) => _ = person.sends_data(*message, data),
            Self::Reply(person, card) => {
                person.replies(*card, "Выехали на место, починили, проверили вместе с жителями.");
            }
            Self::Link(person) => _ = person.writes("https://t.me/page/17?comment=5"),
        }
    }
}

impl Walkers {
    /// An operator forwards a post that belongs to one of the units in turn.
    pub fn forward(&mut self, place: &Place) -> Act {
        let post = self.posts;
        self.posts += 1;
        let text = format!("Пост {post}: у дома сломался {}, уже неделю никто не чинит", word(post % UNITS));
        Act::Forward(place.operators[post % place.operators.len()].clone(), text)
    }

    /// Everything that can be done now and leads on, and some posts that come in.
    pub fn step(&mut self, place: &Place, posts: usize) -> Vec<Act> {
        let mut acts = Vec::new();
        for person in place.everybody() {
            for shown in place.emulator.messages(person.chat()).iter().filter(|shown| shown.is_from_bot()) {
                self.act_on(place, person, shown, &mut acts);
            }
        }
        acts.extend((0..posts).map(|_| self.forward(place)));
        acts
    }

    fn act_on(&mut self, place: &Place, person: &Person, shown: &Shown, acts: &mut Vec<Act>) {
        for (data, callback) in callbacks(shown) {
            if matches!(callback, Callback::Incident(_, IncidentPress::Write)) {
                if shown.text.starts_with('🛠') && self.answered.insert((person.chat(), shown.id)) {
                    acts.push(Act::Reply(person.clone(), shown.id));
                }
            } else if leads_on(&callback)
                && is_theirs(place, person, &callback)
                && self.pressed.insert((person.chat(), data.clone()))
            {
                acts.push(Act::Press(person.clone(), shown.id, data));
                if matches!(callback, Callback::Reply(_, ReplyPress::Publish(_))) {
                    acts.push(Act::Link(person.clone()));
                }
            }
        }
    }
}

/// What the buttons below a message send.
fn callbacks(shown: &Shown) -> Vec<(String, Callback)> {
    let buttons = shown.keyboard.iter().flatten();
    let data = buttons.filter_map(|button| match &button.does {
        ShownAction::Press(data) => Some(data.clone()),
        _ => None,
    });
    data.filter_map(|data| Some((data.clone(), Callback::decode(&data)?))).collect()
}

const fn leads_on(callback: &Callback) -> bool {
    matches!(
        callback,
        Callback::Incident(_, IncidentPress::Register | IncidentPress::Accept | IncidentPress::Close(Outcome::Solved))
            | Callback::Reply(_, ReplyPress::Send(_) | ReplyPress::Approve(_) | ReplyPress::Publish(_))
    )
}

/// Those who judge and publish share the work, and publishing is what media people are for.
fn is_theirs(place: &Place, person: &Person, callback: &Callback) -> bool {
    let turn = |people: &[Person], id: i64| people[usize::try_from(id).unwrap_or(0) % people.len()].id() == person.id();
    match callback {
        Callback::Reply(reply, ReplyPress::Approve(_)) => turn(&place.coordinators, reply.0),
        Callback::Reply(reply, ReplyPress::Publish(_)) => turn(&place.media, reply.0),
        Callback::Incident(incident, IncidentPress::Close(_)) => turn(&place.media, incident.0),
        _ => true,
    }
}
