//! One incident as it goes on: each step changes it as the turns of `flows` would have, by the same rules.

use chrono::NaiveDate;

use super::ledger::{Ledger, Told};
use crate::domain::clocks::{Clocks, Moved};
use crate::domain::history::Step;
use crate::domain::ids::{PersonId, ReplyId};
use crate::domain::incident::{Incident, Mark, Reply, ReplyKind, ReplyState, Status};
use crate::domain::moment::Moment;
use crate::domain::search::Findable;
use crate::domain::ways::{Action, Facts, Review, next};
use crate::store::bulk::{Judged, Whole};

/// What has happened to an incident so far.
#[derive(Debug)]
pub struct Life<'a> {
    pub clocks: Clocks<'a>,
    /// Nothing happens after it.
    end: Moment,
    /// When the last thing happened.
    pub at: Moment,
    pub incident: Incident,
    steps: Vec<Step>,
    replies: Vec<Judged>,
    ledger: Ledger,
    /// When, and by whom, a duplicate of it will be found.
    pub followed: Option<(Moment, PersonId)>,
}

impl<'a> Life<'a> {
    /// Begins with a draft; nothing will happen after `end`.
    pub fn new(clocks: Clocks<'a>, draft: Incident, end: Moment) -> Self {
        Self {
            clocks,
            end,
            at: draft.created_at,
            incident: Incident { version: 1, ..draft },
            steps: Vec::new(),
            replies: Vec::new(),
            ledger: Ledger::default(),
            followed: None,
        }
    }

    /// Time goes on until `at`; `None`: that is not yet.
    pub fn reach(&mut self, at: Moment) -> Option<()> {
        let at = at.max(self.at);
        if let Some((found, by)) = self.followed.filter(|(found, _)| *found <= at.min(self.end)) {
            self.followed = None;
            self.at = found.max(self.at);
            self.record(Some(by), Action::Followed, None)?;
        }
        self.at = at.max(self.at);
        (self.at <= self.end).then_some(())
    }

    /// A step is taken now; `None`: no way leads there.
    pub fn record(&mut self, actor: Option<PersonId>, action: Action, detail: Option<String>) -> Option<()> {
        let from = self.incident.status;
        let to = if action == Action::Create { from } else { next(from, action, &self.facts()).ok()? };
        self.incident.status = to;
        if (from, to) == (Status::Review, Status::Rework) {
            self.clocks.go_on(&mut self.incident, self.at);
        }
        if from != to {
            self.incident.status_since = self.at;
        }
        if action != Action::Create {
            self.incident.version += 1;
        }
        let told = Told { clocks: self.clocks, at: self.at, action, detail: detail.as_deref() };
        self.ledger.keep(&self.incident, &told);
        let incident = self.incident.id;
        self.steps.push(Step { incident, at: self.at, actor, action, from, to, detail, update: None });
        Some(())
    }

    fn facts(&self) -> Facts {
        let unit = self.incident.unit.as_ref();
        let skipped = unit.is_some_and(|code| self.clocks.directory.unit(code).is_some_and(|unit| !unit.review));
        let review = if skipped { Review::Skipped } else { Review::Required };
        Facts { unit: unit.map(|_| review), reply: self.replies.last().map(|last| last.reply.kind) }
    }

    /// The due moments are counted anew.
    pub fn count(&mut self) -> Moved {
        self.clocks.count(&mut self.incident, self.at)
    }

    /// Tells the history where a change has moved the due moment.
    pub fn tell_moved(&mut self, moved: Moved) -> Option<()> {
        if moved.from == moved.to {
            return Some(());
        }
        self.record(None, Action::Recount, Some(moved.to_string()))
    }

    /// A reply is sent now that was begun at `begun`; with a promised day it is an interim one.
    pub fn send(
        &mut self,
        author: PersonId,
        promised_on: Option<NaiveDate>,
        text: String,
        begun: Moment,
    ) -> Option<()> {
        let kind = if promised_on.is_some() { ReplyKind::Interim } else { ReplyKind::Final };
        let reply = Reply {
            id: ReplyId(0),
            // Begun, written, sent.
            version: 3,
            incident: self.incident.id,
            author,
            kind,
            state: ReplyState::Review,
            text,
            return_reason: None,
            created_at: begun,
            sent_at: Some(self.at),
            mark: None,
            came_by: None,
            promised_on,
        };
        self.replies.push(Judged { reply, decided: None });
        self.incident.assignee.get_or_insert(author);
        self.incident.accepted_at.get_or_insert(self.at);
        let action = if promised_on.is_some() { Action::Interim } else { Action::Send };
        self.record(Some(author), action, promised_on.map(|day| day.to_string()))?;
        if self.incident.status == Status::Approved {
            self.judged(|judged| judged.reply.state = ReplyState::Approved);
        }
        Some(())
    }

    /// The reviewers let the reply through, or return it with a reason.
    pub fn decide(&mut self, by: PersonId, reason: Option<&str>) -> Option<()> {
        let at = self.at;
        self.judged(|judged| {
            judged.decided = Some((by, at));
            judged.reply.version += 1;
            judged.reply.state = if reason.is_some() { ReplyState::Returned } else { ReplyState::Approved };
            judged.reply.return_reason = reason.map(str::to_owned);
        });
        let action = if reason.is_some() { Action::Return } else { Action::Approve };
        self.record(Some(by), action, reason.map(str::to_owned))
    }

    /// The reviewers' mark for the last reply.
    pub fn rate(&mut self, by: PersonId, mark: Mark) -> Option<()> {
        self.judged(|judged| judged.reply.mark = Some(mark));
        self.record(Some(by), Action::Rate, Some(mark.code().to_owned()))
    }

    /// The last reply is public; after an interim one the final clock runs.
    pub fn publish(&mut self, by: PersonId, link: Option<String>) -> Option<()> {
        self.judged(|judged| {
            judged.reply.state = ReplyState::Published;
            judged.reply.version += 1;
        });
        self.incident.public_link.clone_from(&link);
        let promised = self.replies.last().and_then(|last| last.reply.promised_on);
        if promised.is_some() {
            self.incident.promised_on = promised;
            self.clocks.begin_final(&mut self.incident, self.at);
        }
        self.record(Some(by), Action::Publish, link)
    }

    fn judged(&mut self, change: impl FnOnce(&mut Judged)) {
        if let Some(last) = self.replies.last_mut() {
            change(last);
        }
    }

    /// As it stands at the end. What the clock would have said until then it has said.
    pub fn finish(mut self, findable: bool) -> Whole {
        self.reach(self.end);
        let incident = &mut self.incident;
        if incident.status.is_open() {
            incident.looked_until = self.end;
        }
        (incident.idle_due, incident.look_at) = (self.clocks.idle_due(incident), self.clocks.next_look(incident));
        let reply = self.replies.last().map(|last| last.reply.text.as_str());
        let findable = findable.then(|| Findable::of(&self.incident, reply, self.clocks.directory));
        Whole {
            incident: self.incident,
            steps: self.steps,
            replies: self.replies,
            received: self.ledger.received,
            owed: self.ledger.owed,
            findable,
        }
    }
}
