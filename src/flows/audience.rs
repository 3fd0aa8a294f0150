//! Who must act, and the short message that asks.

use super::Turn;
use super::change::about_status;
use super::turn::About;
use crate::domain::attachment::Attachment;
use crate::domain::ids::{IncidentId, ReplyId, UnitCode};
use crate::domain::person::{Person, Role};
use crate::domain::screen::Screen;
use crate::messenger::outgoing::{File, Message};
use crate::store::cards::Card;
use crate::store::outbox::Priority;
use crate::store::parts::Part;
use crate::store::{StoreError, cards, parts, people};

impl Turn<'_> {
    /// Who answers for a unit: its recipients, or where it has none its leads.
    pub async fn recipients(&mut self, unit: &UnitCode) -> Result<Vec<Person>, StoreError> {
        people::answering(self.tx, unit).await
    }

    /// Everybody who holds the first of these roles that somebody holds.
    pub async fn holders(&mut self, roles: &[Role]) -> Result<Vec<Person>, StoreError> {
        people::with_first(self.tx, roles).await
    }

    /// Gives a person the card with the resident's files. `true`: it is new to the person, and rings by itself.
    pub async fn give_card(&mut self, person: &Person, incident: IncidentId) -> Result<(Card, bool), StoreError> {
        let before = cards::of_person(self.tx, person.id, incident).await?;
        let card = self.show_card(person, incident, Screen::Main).await?;
        if before.is_none() {
            self.send_files(person, &card, None).await?;
        }
        Ok((card, before.is_none()))
    }

    /// Asks a person to act: a card that is new rings, one that was there gets a short message in reply to it.
    pub async fn ask(&mut self, person: &Person, incident: IncidentId, message: &Message) -> Result<Card, StoreError> {
        let (card, new) = self.give_card(person, incident).await?;
        if !new {
            self.queue(person.chat, message, Priority::Ask, about_status(&card)).await?;
        }
        Ok(card)
    }

    /// The files of a post or a reply, each to a person once, in reply to the card.
    pub async fn send_files(&mut self, person: &Person, card: &Card, reply: Option<ReplyId>) -> Result<(), StoreError> {
        let about = || About { card: Some(card.id), incident: Some(card.incident), subject: None };
        for batch in
            parts::of(self.tx, card.incident, reply).await?.chunk_by(|a, b| a.album.is_some() && a.album == b.album)
        {
            let files: Vec<File> = batch.iter().flat_map(|part| &part.attachments).map(file).collect();
            let (Some(first), false) = (batch.first(), files.is_empty()) else { continue };
            let key = files_key(person, card, first);
            self.queue_once(key, person.chat, &Message::files(files), Priority::Ask, about()).await?;
        }
        Ok(())
    }

    /// The files of one part that came when the others had been sent.
    pub async fn send_late(&mut self, person: &Person, card: &Card, part: &Part) -> Result<(), StoreError> {
        let files: Vec<File> = part.attachments.iter().map(file).collect();
        if files.is_empty() {
            return Ok(());
        }
        let about = About { card: Some(card.id), incident: Some(card.incident), subject: None };
        let key = files_key(person, card, part);
        self.queue_once(key, person.chat, &Message::files(files), Priority::Ask, about).await
    }
}

/// An album goes by its first part.
fn files_key(person: &Person, card: &Card, first: &Part) -> String {
    format!("files:{}:{}:{}", person.id, card.incident, first.message)
}

fn file(attachment: &Attachment) -> File {
    File { kind: attachment.kind, file: attachment.file.clone() }
}
