//! What became of a message: the difference between the world before and after it.

use anyhow::Result;
use mcu_bot::domain::dialog::WaitsFor;
use mcu_bot::domain::ids::{IncidentId, MessageId};
use mcu_bot::domain::incident::Status;
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::ways::Action;
use mcu_bot::emulator::Shown;
use mcu_bot::store::{dialogs, history, incidents, parts};

use super::stage::Stage;

/// So many of the newest incidents are looked at, beside those of the stage.
const NEWEST: i64 = 4;

/// What a message can change.
#[derive(Debug, Default, PartialEq)]
pub struct Seen {
    incidents: i64,
    /// Messages in drafts, in registered incidents, in replies.
    in_drafts: usize,
    in_incidents: usize,
    in_replies: usize,
    notes: usize,
    draft_words: String,
    reply_words: String,
    statuses: Vec<Status>,
    edits: usize,
    waits_for: Option<WaitsFor>,
    held: String,
    newest: Option<MessageId>,
}

impl Seen {
    pub async fn by(stage: &mut Stage<'_>) -> Result<Self> {
        let newest = stage.count_incidents().await?;
        let mut seen = Self { incidents: newest, ..Self::default() };
        let mut tx = stage.world.db.read().await?;
        let mut looked_at = vec![stage.incident, stage.draft];
        looked_at.extend((newest - NEWEST..=newest).map(IncidentId));
        looked_at.sort();
        looked_at.dedup();
        for id in looked_at {
            let Some(incident) = incidents::load(&mut tx, id).await? else { continue };
            seen.statuses.push(incident.status);
            seen.notes += usize::from(incident.note.is_some());
            let steps = history::of(&mut tx, id, 100).await?;
            seen.edits += steps.iter().filter(|step| step.action == Action::Edit).count();
            for part in parts::all(&mut tx, &[id]).await? {
                match (part.reply, incident.status) {
                    (Some(_), _) => {
                        seen.in_replies += 1;
                        seen.reply_words += &part.text;
                    }
                    (None, Status::Draft) => {
                        seen.in_drafts += 1;
                        seen.draft_words += &part.text;
                    }
                    (None, _) => seen.in_incidents += 1,
                }
            }
        }
        if let Some(dialog) = dialogs::open(&mut tx, stage.id, Moment::from_millis(0)).await? {
            seen.waits_for = Some(dialog.waits_for);
            seen.held = dialog.held.unwrap_or_default();
        }
        tx.rollback().await?;
        let chat = stage.person.chat();
        seen.newest = stage.world.telegram.newest(chat, Shown::is_from_bot).map(|shown| shown.id);
        Ok(seen)
    }

    /// The meaning, as the table names it.
    pub fn since(&self, before: &Self, stage: &Stage<'_>) -> String {
        let drafts = self.incidents - before.incidents;
        let (more, replies) = (self.in_drafts > before.in_drafts, self.in_replies > before.in_replies);
        let named = match () {
            () if drafts == 1 && replies => "reply and draft",
            () if drafts == 1 => "new draft",
            () if drafts > 1 => "several drafts",
            () if self.notes > before.notes => "note",
            () if more => "more of draft",
            () if self.in_incidents > before.in_incidents && self.statuses == before.statuses => "more of it",
            () if replies => "reply",
            () if self.statuses != before.statuses => "answer",
            () if self.held != before.held => self.asks(before),
            () if self.draft_words != before.draft_words => "draft edited",
            () if self.reply_words != before.reply_words => "reply edited",
            () if self.edits > before.edits => "noted",
            () if self.newest != before.newest => return told(stage),
            () => "nothing",
        };
        named.to_owned()
    }

    fn asks(&self, before: &Self) -> &'static str {
        let count = |seen: &Self| seen.held.matches("\"attachments\"").count();
        match (count(self) > count(before), self.newest != before.newest, self.waits_for) {
            (false, _, _) => "held edited",
            (true, false, _) => "held",
            (true, true, Some(WaitsFor::WhichIncident)) => "which?",
            (true, true, Some(WaitsFor::ReplyOrDraft)) => "reply or draft?",
            (true, true, _) => "held for nothing",
        }
    }
}

/// What the bot has said and nothing else.
fn told(stage: &Stage<'_>) -> String {
    let newest = stage.world.telegram.newest(stage.person.chat(), Shown::is_from_bot);
    let words = newest.map(|shown| shown.text).unwrap_or_default();
    let known = [
        ("Такой команды у меня нет", "unknown"),
        ("/help — подсказка", "command"),
        ("Здесь нужны слова", "words wanted"),
        ("Это не похоже на ссылку", "no link"),
        ("нет открытых инцидентов", "no incidents"),
        ("Это решает другой человек", "not yours"),
        ("Уже не получится", "too late"),
    ];
    let found = known.into_iter().find(|(part, _)| words.contains(part));
    found.map_or_else(|| format!("told «{words}»"), |(_, name)| name.to_owned())
}
