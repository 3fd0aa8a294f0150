//! From a card's row to its message: everything is read anew, so the message is right after any crash.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::cards::{
    Colleague, IncidentView, MainShown, Reach, ReplyShown, ReplyView, Staff, card as draw_incident, needs_colleagues,
    needs_history, remains, reply_card,
};
use crate::domain::attachment::AttachmentKind;
use crate::domain::history::Told;
use crate::domain::ids::{IncidentId, PersonId, ReplyId, TopicCode, UnitCode};
use crate::domain::incident::{Incident, PartRole, Reply, ReplyState, Status};
use crate::domain::moment::Moment;
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::i18n::Words;
use crate::messenger::outgoing::Message;
use crate::store::cards::Card;
use crate::store::known::Known;
use crate::store::parts::Part;
use crate::store::{StoreError, Tx, history, incidents, parts, replies};

/// Steps of the history that fit into one message.
const STEPS: i64 = 30;

#[derive(Debug)]
pub enum Drawn {
    Message(Message),
    /// The person sees the incident no more: what is left of the card, if it is not deleted as a whole.
    TakenBack {
        remains: Message,
        whole: Whole,
    },
    /// What it shows is gone, so nothing is to be shown.
    Nothing,
}

/// Whether the whole card is to go.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Whole {
    /// It should never have been there: the registration was undone.
    Delete,
    /// It was the person's once.
    Keep,
}

/// What one look at the store has seen: a change makes several cards stale that show the same to other people.
///
/// The transaction must see one moment. Otherwise a card's count of changes could be newer than what was seen for
/// the card before, and acknowledging it would leave the older state shown.
pub struct Sight<'a> {
    tx: &'a mut Tx,
    known: Arc<Known>,
    now: Moment,
    incidents: HashMap<IncidentId, Option<Arc<Seen>>>,
    histories: HashMap<IncidentId, Arc<[Told]>>,
}

/// An incident, as far as it looks the same to everybody.
struct Seen {
    incident: Incident,
    parts: Vec<Part>,
    replies: Vec<Reply>,
    /// Those that were sent, each with its author's name; the newest last.
    sent: Vec<(Reply, String)>,
    assignee: Option<String>,
    staff: Staff,
    /// What it is a duplicate of, or what tells of the same post; and who brought that.
    main: Option<(Incident, String)>,
}

impl Seen {
    fn files(&self, reply: Option<ReplyId>, role: PartRole) -> Vec<AttachmentKind> {
        let parts = self.parts.iter().filter(|part| part.reply == reply && part.role == role);
        parts.flat_map(|part| &part.attachments).map(|attachment| attachment.kind).collect()
    }
}

fn by_incident<T>(all: Vec<T>, incident: impl Fn(&T) -> IncidentId) -> HashMap<IncidentId, Vec<T>> {
    let mut grouped: HashMap<IncidentId, Vec<T>> = HashMap::new();
    for one in all {
        grouped.entry(incident(&one)).or_default().push(one);
    }
    grouped
}

impl<'a> Sight<'a> {
    pub fn new(tx: &'a mut Tx, known: Arc<Known>, now: Moment) -> Self {
        Self { tx, known, now, incidents: HashMap::new(), histories: HashMap::new() }
    }

    /// The transaction, for what is no card.
    pub fn tx(&mut self) -> &mut Tx {
        self.tx
    }

    /// The card as it should stand now.
    pub async fn draw(&mut self, card: &Card) -> Result<Drawn, StoreError> {
        let Some(seen) = self.incident(card.incident).await? else { return Ok(Drawn::Nothing) };
        match card.reply {
            Some(reply) => self.draw_reply(card, &seen, reply).await,
            None => self.draw_card(card, &seen).await,
        }
    }

    async fn draw_reply(&mut self, card: &Card, seen: &Seen, id: ReplyId) -> Result<Drawn, StoreError> {
        let Some(viewer) = self.person(card.person).await? else { return Ok(Drawn::Nothing) };
        let Some(reply) = seen.replies.iter().find(|reply| reply.id == id) else { return Ok(Drawn::Nothing) };
        let view = ReplyView {
            incident: &seen.incident,
            reply,
            attachments: &seen.files(Some(id), PartRole::Content),
            viewer: &viewer,
            directory: &self.known.directory,
            now: self.now,
        };
        Ok(Drawn::Message(reply_card(&view, self.words_of(&viewer))))
    }

    async fn draw_card(&mut self, card: &Card, seen: &Seen) -> Result<Drawn, StoreError> {
        let Some(viewer) = self.person(card.person).await? else { return Ok(Drawn::Nothing) };
        let needed = needs_history(&seen.incident, &card.screen, &viewer, self.now);
        let history = if needed { self.history(seen.incident.id).await? } else { Arc::default() };
        let files: Vec<_> = seen.sent.iter().map(|(reply, _)| seen.files(Some(reply.id), PartRole::Content)).collect();
        let sent = seen.sent.iter().zip(&files);
        let mut earlier: Vec<_> =
            sent.map(|((reply, author), attachments)| ReplyShown { reply, author, attachments }).collect();
        // What its author took back is told among the versions alone.
        let newest = earlier.iter().rposition(|shown| shown.reply.state != ReplyState::Withdrawn);
        let newest = newest.map(|at| earlier.remove(at));
        let colleagues = match &seen.incident.unit {
            Some(unit) if needs_colleagues(&card.screen) => self.colleagues(unit).await?,
            _ => Vec::new(),
        };
        let view = IncidentView {
            incident: &seen.incident,
            directory: &self.known.directory,
            clocks: self.known.clocks(),
            viewer: &viewer,
            screen: &card.screen,
            main: seen.main.as_ref().map(|(incident, creator)| MainShown { incident, creator }),
            guesses: &self.guesses(&seen.incident, &card.screen),
            attachments: &seen.files(None, PartRole::Content),
            late: &seen.files(None, PartRole::Late),
            reply: newest,
            earlier: &earlier,
            assignee: seen.assignee.as_deref(),
            staff: seen.staff,
            colleagues: &colleagues,
            history: &history,
            now: self.now,
        };
        let words = self.words_of(&viewer);
        Ok(match remains(&view, words) {
            Some(remains) => {
                let undone = seen.incident.status == Status::Draft;
                Drawn::TakenBack { remains, whole: if undone { Whole::Delete } else { Whole::Keep } }
            }
            None => Drawn::Message(draw_incident(&view, words)),
        })
    }

    /// What else the topic may be.
    fn guesses(&self, incident: &Incident, screen: &Screen) -> Vec<TopicCode> {
        if !matches!(screen, Screen::Topics(_)) {
            return Vec::new();
        }
        let guesses = self.known.suggester.topics(&incident.text).into_iter().map(|guess| guess.topic);
        guesses.filter(|topic| incident.topic.as_ref() != Some(topic)).collect()
    }

    fn words_of(&self, viewer: &Person) -> &'static Words {
        Words::for_person(viewer, &self.known.directory.centre)
    }

    async fn incident(&mut self, id: IncidentId) -> Result<Option<Arc<Seen>>, StoreError> {
        if !self.incidents.contains_key(&id) {
            self.read(&[id]).await?;
        }
        Ok(self.incidents.get(&id).cloned().flatten())
    }

    /// Reads what cards of these incidents show, all at once.
    pub async fn foresee(&mut self, incidents: &[IncidentId]) -> Result<(), StoreError> {
        match self.read(incidents).await {
            // Something of one of them: each is read when its turn comes.
            Err(StoreError::Corrupt { .. }) => Ok(()),
            other => other,
        }
    }

    async fn read(&mut self, ids: &[IncidentId]) -> Result<(), StoreError> {
        let incidents = incidents::all(self.tx, ids).await?;
        let mut parts = by_incident(parts::all(self.tx, ids).await?, |part| part.incident);
        let mut replies = by_incident(replies::all(self.tx, ids).await?, |reply| reply.incident);
        self.incidents.extend(ids.iter().map(|id| (*id, None)));
        for incident in incidents {
            let id = incident.id;
            let parts = parts.remove(&id).unwrap_or_default();
            let seen = self.see(incident, parts, replies.remove(&id).unwrap_or_default()).await?;
            self.incidents.insert(id, Some(Arc::new(seen)));
        }
        Ok(())
    }

    async fn see(&mut self, incident: Incident, parts: Vec<Part>, replies: Vec<Reply>) -> Result<Seen, StoreError> {
        let mut sent = Vec::new();
        // One begun earlier may be sent later.
        let mut in_order: Vec<_> = replies.iter().filter(|reply| reply.sent_at.is_some()).collect();
        in_order.sort_by_key(|reply| (reply.sent_at, reply.id));
        for reply in in_order {
            sent.push((reply.clone(), self.name(Some(reply.author)).await?.unwrap_or_default()));
        }
        Ok(Seen {
            parts,
            sent,
            replies,
            assignee: self.name(incident.assignee).await?,
            main: self.main(&incident).await?,
            staff: self.staff(incident.unit.as_ref()).await?,
            incident,
        })
    }

    async fn main(&mut self, incident: &Incident) -> Result<Option<(Incident, String)>, StoreError> {
        let main = match (incident.status, incident.duplicate_of) {
            (Status::Duplicate, Some(main)) => incidents::load(self.tx, main).await?,
            (Status::Draft | Status::New, _) => incidents::of_same_post(self.tx, incident).await?,
            _ => None,
        };
        let Some(main) = main else { return Ok(None) };
        let creator = self.name(Some(main.created_by)).await?.unwrap_or_default();
        Ok(Some((main, creator)))
    }

    async fn history(&mut self, id: IncidentId) -> Result<Arc<[Told]>, StoreError> {
        Ok(match self.histories.entry(id) {
            Entry::Occupied(known) => Arc::clone(known.get()),
            Entry::Vacant(unknown) => Arc::clone(unknown.insert(history::of(self.tx, id, STEPS).await?.into())),
        })
    }

    async fn person(&mut self, id: PersonId) -> Result<Option<Person>, StoreError> {
        Ok(self.tx.roster().await?.acting(id))
    }

    async fn name(&mut self, person: Option<PersonId>) -> Result<Option<String>, StoreError> {
        let Some(id) = person else { return Ok(None) };
        Ok(self.tx.roster().await?.by_id(id).map(|person| person.name.clone()))
    }

    /// Whether the unit's people get its cards; of no unit nobody expects it.
    async fn staff(&mut self, unit: Option<&UnitCode>) -> Result<Staff, StoreError> {
        let Some(unit) = unit else { return Ok(Staff::Reached) };
        let roster = self.tx.roster().await?;
        Ok(if roster.is_staffed(unit) {
            Staff::Reached
        } else if roster.answering(unit).is_empty() {
            Staff::Nobody
        } else {
            Staff::Silent
        })
    }

    async fn colleagues(&mut self, unit: &UnitCode) -> Result<Vec<Colleague>, StoreError> {
        let roster = self.tx.roster().await?;
        let colleague = |person: &Person| {
            let reach = if roster.is_unreachable(person.chat) { Reach::Silent } else { Reach::Reached };
            Colleague { id: person.id, name: person.name.clone(), reach }
        };
        Ok(roster.colleagues(unit).into_iter().map(colleague).collect())
    }
}
