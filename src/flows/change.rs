//! The one way in which an incident changes: seen, permitted, possible, stored, told.

use super::turn::{About, subject_of};
use super::{FlowError, Refusal, Turn};
use crate::domain::clocks::Moved;
use crate::domain::history::Step;
use crate::domain::ids::{IncidentId, PersonId, ReplyId, UnitCode};
use crate::domain::incident::{Incident, Reply, Status};
use crate::domain::permissions::{Matter, may};
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::domain::search::Findable;
use crate::domain::source;
use crate::domain::visibility::{Subject, sees};
use crate::domain::ways::{Action, Facts, Review, next};
use crate::store::cards::{Card, Place};
use crate::store::{StoreError, cards, history, incidents, outbox, reminders, replies, search};

impl Turn<'_> {
    /// The incident, if it exists for this person.
    pub async fn visible(&mut self, actor: &Person, id: IncidentId) -> Result<Incident, FlowError> {
        let incident = incidents::load(self.tx, id).await?.ok_or(Refusal::NotFound)?;
        if self.is_visible(actor, &incident) { Ok(incident) } else { Err(Refusal::NotFound.into()) }
    }

    pub fn is_visible(&self, actor: &Person, incident: &Incident) -> bool {
        let Incident { number, status, ref unit, .. } = *incident;
        sees(actor, &Subject { number, status, unit: unit.as_ref() }, self.directory()).is_some()
    }

    /// A reply and its incident, if they exist for this person.
    pub async fn visible_reply(&mut self, actor: &Person, id: ReplyId) -> Result<(Reply, Incident), FlowError> {
        let reply = replies::load(self.tx, id).await?.ok_or(Refusal::NotFound)?;
        let incident = self.visible(actor, reply.incident).await?;
        Ok((reply, incident))
    }

    pub fn may(&self, actor: &Person, action: Action, incident: &Incident, reply: Option<&Reply>) -> bool {
        let matter = Matter {
            unit: incident.unit.as_ref(),
            reply_author: reply.map(|reply| reply.author),
            assignee: incident.assignee,
            head: self.head,
            directory: self.directory(),
        };
        may(actor, action, &matter)
    }

    /// Where `action` leads, if this person may do it and the incident's status allows it.
    pub fn decide(
        &self,
        actor: &Person,
        action: Action,
        incident: &Incident,
        reply: Option<&Reply>,
    ) -> Result<Status, Refusal> {
        if !self.may(actor, action, incident, reply) {
            return Err(Refusal::NotAllowed);
        }
        if incident.purged_at.is_some() {
            return Err(Refusal::Purged);
        }
        let unit = incident.unit.as_ref().map(|code| self.review_of(code));
        let facts = Facts { unit, reply: reply.map(|reply| reply.kind) };
        Ok(next(incident.status, action, &facts)?)
    }

    /// A unit that was retired meanwhile is reviewed like any other.
    fn review_of(&self, unit: &UnitCode) -> Review {
        match self.directory().unit(unit) {
            Some(unit) if !unit.review => Review::Skipped,
            _ => Review::Required,
        }
    }

    /// Stores a change with its history and marks every card of the incident stale. A new status settles
    /// what was asked about the old one. No actor: it follows from something else.
    pub async fn record(
        &mut self,
        actor: impl Into<Option<PersonId>>,
        incident: &mut Incident,
        action: Action,
        to: Status,
        detail: Option<&str>,
    ) -> Result<(), StoreError> {
        let from = std::mem::replace(&mut incident.status, to);
        self.keep_time(incident, from);
        if to == Status::Draft {
            // Words that came later may have brought the link.
            incident.post_key = source::known_by(incident.link.as_deref(), None).or(incident.post_key.take());
        }
        self.end_extension(incident).await?;
        incidents::save(self.tx, incident).await?;
        incident.version += 1;
        self.remember(actor, incident, action, from, detail).await?;
        self.keep_facts(incident, action, from, detail).await?;
        if changes_words(action) {
            self.make_findable(incident).await?;
        }
        if from != to {
            outbox::settle(self.tx, &subject_of(incident.id), self.now).await?;
            reminders::take_back(self.tx, incident.id, self.now).await?;
        }
        if from != to || to == Status::Draft {
            self.tell_beside(incident).await?;
        }
        cards::touch(self.tx, incident.id).await
    }

    /// Keeps the clocks in step with the status: since when it stands in it, and when the clock has to speak next.
    fn keep_time(&self, incident: &mut Incident, from: Status) {
        let (known, to) = (self.known.clone(), incident.status);
        let clocks = known.clocks();
        if (from, to) == (Status::Review, Status::Rework) {
            clocks.go_on(incident, self.now);
        }
        if from != to {
            incident.status_since = self.now;
        }
        self.plan(incident);
    }

    /// When the clock has to speak next, as the incident stands.
    pub fn plan(&self, incident: &mut Incident) {
        let clocks = self.clocks();
        let (idle_due, look_at) = (clocks.idle_due(incident), clocks.next_look(incident));
        incident.idle_due = idle_due;
        incident.look_at = look_at;
    }

    /// Tells the history where a change has moved the due moment.
    pub async fn tell_moved(&mut self, incident: &mut Incident, moved: Option<Moved>) -> Result<(), StoreError> {
        match moved.filter(|moved| moved.from != moved.to) {
            Some(moved) => self.record_recount(incident, moved).await,
            None => Ok(()),
        }
    }

    /// The due moment has moved with the rules, or with what the rules depend on.
    pub async fn record_recount(&mut self, incident: &mut Incident, moved: Moved) -> Result<(), StoreError> {
        let status = incident.status;
        self.record(None, incident, Action::Recount, status, Some(&moved.to_string())).await
    }

    /// Keeps what the incident is found by in step with what it says.
    pub async fn make_findable(&mut self, incident: &Incident) -> Result<(), StoreError> {
        let reply = replies::sent(self.tx, incident.id).await?.pop();
        let findable = Findable::of(incident, reply.as_ref().map(|reply| reply.text.as_str()), self.directory());
        search::index(self.tx, incident.id, &findable).await
    }

    /// Keeps a new draft; whoever has a draft about the same post learns of it.
    pub async fn bring(&mut self, draft: &Incident) -> Result<Incident, StoreError> {
        // Before the row is there: who brings the same post at this moment waits, and then sees it.
        if let Some(key) = &draft.post_key {
            incidents::bring(self.tx, key).await?;
        }
        let mut draft = draft.clone();
        self.keep_time(&mut draft, Status::Draft);
        let draft = incidents::insert(self.tx, &draft).await?;
        self.make_findable(&draft).await?;
        self.tell_beside(&draft).await?;
        Ok(draft)
    }

    /// Cards that tell of this incident beside their own go with it.
    async fn tell_beside(&mut self, incident: &Incident) -> Result<(), StoreError> {
        if let Some(key) = &incident.post_key {
            incidents::bring(self.tx, key).await?;
        }
        cards::touch_beside(self.tx, incident).await
    }

    /// Adds a line to the history.
    pub async fn remember(
        &mut self,
        actor: impl Into<Option<PersonId>>,
        incident: &Incident,
        action: Action,
        from: Status,
        detail: Option<&str>,
    ) -> Result<(), StoreError> {
        let step = Step {
            incident: incident.id,
            at: self.now,
            actor: actor.into(),
            action,
            from,
            to: incident.status,
            detail: detail.map(str::to_owned),
            update: self.update,
        };
        history::add(self.tx, &step).await
    }

    /// Shows the incident's card to a person, on one of its screens.
    pub async fn show_card(
        &mut self,
        person: &Person,
        incident: IncidentId,
        screen: Screen,
    ) -> Result<Card, StoreError> {
        let place = Place { person: person.id, chat: person.chat, incident, reply: None };
        cards::show(self.tx, place, &screen).await
    }

    /// Makes the card the newest message of its chat; the old one loses its buttons.
    pub async fn show_below(&mut self, card: &Card) -> Result<(), StoreError> {
        if let Some(message) = card.message.filter(|_| !card.bare) {
            outbox::strip(self.tx, card.chat, message, Some(card.incident), self.now).await?;
        }
        cards::detach(self.tx, card.id).await
    }
}

/// Whether the incident may be found by other words afterwards. Of what hands on and judges, nothing is looked for.
const fn changes_words(action: Action) -> bool {
    use Action::{
        Accept, AcceptFor, Approve, Assign, ChangeDue, ChangeImportance, ChooseUnit, Close, GiveBack, HandOver,
        NotOurs, PromisedDay, Publish, Rate, Recount, Reject, Return,
    };
    !matches!(
        action,
        Accept
            | AcceptFor
            | Approve
            | Assign
            | ChangeDue
            | ChangeImportance
            | ChooseUnit
            | Close
            | GiveBack
            | HandOver
            | NotOurs
            | PromisedDay
            | Publish
            | Rate
            | Recount
            | Reject
            | Return
    )
}

/// A message that replies to a person's card.
pub const fn about_card(card: &Card) -> About {
    About { card: Some(card.id), incident: Some(card.incident), subject: None }
}

/// A message that replies to a person's card and whose buttons go with the incident's status.
pub fn about_status(card: &Card) -> About {
    About { card: Some(card.id), incident: Some(card.incident), subject: Some(subject_of(card.incident)) }
}
