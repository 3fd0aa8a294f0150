//! Who must act, and the short message that asks.

use super::Turn;
use super::change::{about_card, about_status};
use crate::domain::attachment::Attachment;
use crate::domain::ids::{IncidentId, ReplyId, UnitCode};
use crate::domain::person::{Person, Role};
use crate::domain::screen::Screen;
use crate::i18n::Words;
use crate::messenger::outgoing::{File, Message, albums};
use crate::store::cards::Card;
use crate::store::outbox::Priority;
use crate::store::parts::Part;
use crate::store::{StoreError, cards, parts, people};

impl Turn<'_> {
    /// Who answers for a unit: its recipients, or where it has none its leads.
    pub async fn recipients(&mut self, unit: &UnitCode) -> Result<Vec<Person>, StoreError> {
        let people = self.tx.roster().await?.answering(unit).into_iter().cloned().collect();
        self.there(people).await
    }

    /// These people, or who stands in for them while they are away; nobody twice. Where that leaves nobody, they
    /// themselves: nothing is asked of nobody.
    pub async fn there(&mut self, people: Vec<Person>) -> Result<Vec<Person>, StoreError> {
        let there = self.tx.roster().await?.standing_in_for(&people);
        Ok(if there.is_empty() { people } else { there })
    }

    /// Everybody who holds the first of these roles that somebody holds.
    pub async fn holders(&mut self, roles: &[Role]) -> Result<Vec<Person>, StoreError> {
        let people = people::with_first(self.tx, roles).await?;
        self.there(people).await
    }

    /// Gives a person the card with the resident's files. `true`: it is new to the person, and rings by itself.
    pub async fn give_card(&mut self, person: &Person, incident: IncidentId) -> Result<(Card, bool), StoreError> {
        let before = cards::of_person(self.tx, person.id, incident).await?;
        let card = self.show_card(person, incident, Screen::Main).await?;
        // What was taken back and is the person's again comes anew, below.
        let again = before.as_ref().is_some_and(|card| card.taken_back);
        if again {
            cards::detach(self.tx, card.id).await?;
        }
        let new = again || before.is_none();
        if new {
            self.send_files(&card, None).await?;
        }
        Ok((card, new))
    }

    /// Asks a person to act: a card that is new rings, one that was there gets a short message in reply to it.
    pub async fn ask(
        &mut self,
        person: &Person,
        incident: IncidentId,
        message: impl Fn(&Words) -> Message,
    ) -> Result<Card, StoreError> {
        let (card, new) = self.give_card(person, incident).await?;
        if !new {
            let message = message(self.words_of(person));
            self.queue(person.chat, &message, Priority::Ask, about_status(&card)).await?;
        }
        Ok(card)
    }

    /// Whoever acted knows what was done: the card with the next step becomes the newest message, unless it is the
    /// one that was pressed.
    pub async fn show_next(&mut self, actor: &Person, incident: IncidentId) -> Result<Card, StoreError> {
        let (card, new) = self.give_card(actor, incident).await?;
        if !new && card.message != self.pressed {
            self.show_below(&card).await?;
        }
        Ok(card)
    }

    /// The files of a post or a reply, each to a person once, in reply to the card.
    pub async fn send_files(&mut self, card: &Card, reply: Option<ReplyId>) -> Result<(), StoreError> {
        let parts = parts::of(self.tx, card.incident, reply).await?;
        for album in parts.chunk_by(|part, next| part.album.is_some() && part.album == next.album) {
            self.send_album(card, album).await?;
        }
        Ok(())
    }

    /// The files of parts that came together; a part that came when the others had been sent goes alone.
    pub async fn send_album(&mut self, card: &Card, parts: &[Part]) -> Result<(), StoreError> {
        let files: Vec<File> = parts.iter().flat_map(|part| &part.attachments).map(file).collect();
        let Some(first) = parts.first() else { return Ok(()) };
        for (place, message) in albums(&files).enumerate() {
            let key = format!("files:{}:{}:{}:{}:{place}", card.person, card.incident, first.chat, first.message);
            self.queue_once(key, card.chat, &message, Priority::Ask, about_card(card)).await?;
        }
        Ok(())
    }
}

/// The files of parts, those that came together in as few messages as they fit into.
pub fn files_of(parts: &[Part]) -> impl Iterator<Item = Message> {
    let together = parts.chunk_by(|part, next| part.album.is_some() && part.album == next.album);
    together.flat_map(|album| {
        let files: Vec<File> = album.iter().flat_map(|part| &part.attachments).map(file).collect();
        albums(&files).collect::<Vec<_>>()
    })
}

pub fn file(attachment: &Attachment) -> File {
    File { kind: attachment.kind, file: attachment.file.clone() }
}
