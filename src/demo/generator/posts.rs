//! What an operator brings: a resident's post, where it stood and what it is about.

use super::chance::{Chance, Weighted};
use super::words::{Stock, author};
use crate::domain::directory::{Directory, Settlement, Topic};
use crate::domain::ids::{IncidentId, PersonId};
use crate::domain::incident::{Channel, Importance, ImportanceReason, Incident, SettlementReason};
use crate::domain::moment::Moment;
use crate::domain::source;
use crate::domain::suggest::answering_unit;

/// Where residents write, of a hundred.
const CHANNELS: &[(Channel, u64)] = &[
    (Channel::Vk, 62),
    (Channel::Telegram, 17),
    (Channel::Ok, 11),
    (Channel::Max, 3),
    (Channel::Hotline, 2),
    (Channel::Site, 2),
    (Channel::Pos, 2),
    (Channel::Email, 1),
];

// Of a thousand.
const NAMELESS_PLACE: u64 = 60;
const NAMED_PLACE: u64 = 420;
const RAISED: u64 = 25;
const WITHOUT_UNIT: u64 = 10;

/// Who brings what, where.
#[derive(Clone, Copy, Debug)]
pub struct Brought<'a> {
    pub id: IncidentId,
    pub topic: Option<&'a Topic>,
    pub settlement: Option<&'a Settlement>,
    pub at: Moment,
    pub by: PersonId,
}

/// Posts of the district.
#[derive(Debug)]
pub struct Posts {
    stock: Stock,
    channels: Weighted,
    /// Grows with each post, so that no two have one address.
    last: i64,
}

impl Posts {
    /// Addresses go on behind those of `after` incidents.
    pub fn new(after: i64) -> Self {
        let channels = Weighted::new(CHANNELS.iter().map(|(_, weight)| *weight));
        Self { stock: Stock::new(), channels, last: 1000 + after * 2 }
    }

    /// The draft of a post.
    pub fn draft(&mut self, brought: &Brought<'_>, directory: &Directory, chance: &mut Chance) -> Incident {
        let channel = self.channels.pick(chance).and_then(|at| CHANNELS.get(at)).map_or(Channel::Vk, |known| known.0);
        let settlement = brought.settlement.filter(|_| !chance.of_thousand(NAMELESS_PLACE));
        let named = settlement.filter(|_| chance.of_thousand(NAMED_PLACE));
        let words = self.stock.complaint(brought.topic, named.map(|place| place.name.as_str()), chance);
        let mut draft = Incident::draft(channel, brought.by, brought.at);
        draft.id = brought.id;
        draft.text = words.text;
        draft.street = words.street;
        draft.house = words.house;
        draft.settlement = settlement.map(|place| place.code.clone());
        draft.settlement_reason = named.map(|_| SettlementReason::Words);
        draft.topic = brought.topic.map(|topic| topic.code.clone());
        draft.importance = brought.topic.map_or(Importance::Normal, |topic| topic.importance);
        if draft.importance == Importance::Normal && chance.of_thousand(RAISED) {
            (draft.importance, draft.importance_reason) = (Importance::High, None::<ImportanceReason>);
        }
        let guess = answering_unit(directory, draft.topic.as_ref(), draft.settlement.as_ref());
        let guess = guess.filter(|_| !chance.of_thousand(WITHOUT_UNIT));
        draft.unit_reason = guess.as_ref().map(|guess| guess.reason);
        draft.unit = guess.map(|guess| guess.unit);
        self.sign(&mut draft, settlement, chance);
        draft
    }

    /// Who wrote it, and where it stands. Groups and channels are none that there are.
    fn sign(&mut self, draft: &mut Incident, settlement: Option<&Settlement>, chance: &mut Chance) {
        self.last += 1 + i64::try_from(chance.below(2)).unwrap_or_default();
        let post = self.last;
        draft.author = Some(author(chance));
        draft.link = match draft.channel {
            Channel::Vk => Some(format!("https://vk.com/wall-99900000{}_{post}", chance.between(1..=6))),
            Channel::Ok => Some(format!("https://ok.ru/group/9990000000000{}/topic/{post}", chance.between(1..=3))),
            Channel::Max => Some(format!("https://max.ru/primer-rayon/{post}")),
            Channel::Telegram => Some(format!("https://t.me/primer_podslushano_{}/{post}", chance.between(1..=4))),
            _ => None,
        };
        draft.post_key = source::known_by(draft.link.as_deref(), None);
        if draft.channel == Channel::Telegram {
            draft.post = Some(post);
            draft.source_title = Some(settlement.map_or_else(
                || "Подслушано. Район".to_owned(),
                |settlement| format!("Подслушано. {}", settlement.name),
            ));
            draft.author_nick = chance.of_thousand(400).then(|| format!("zhitel_{}", chance.between(100..=9999)));
        }
    }
}
