//! What reports count is kept in the turn in which it happens: here each step of an incident becomes facts.

use super::Turn;
use crate::domain::incident::{Incident, Mark, Status};
use crate::domain::owed::Key;
use crate::domain::ways::Action;
use crate::store::StoreError;
use crate::store::owed::{self, Answered, Came, Owes};

impl Turn<'_> {
    /// Keeps what a step means to reports. `from` is the status before it.
    pub async fn keep_facts(
        &mut self,
        incident: &Incident,
        action: Action,
        from: Status,
        detail: Option<&str>,
    ) -> Result<(), StoreError> {
        match action {
            Action::Unregister => owed::forget(self.tx, incident.id).await,
            Action::Reject | Action::Duplicate if incident.number.is_some() => owed::forget(self.tx, incident.id).await,
            Action::Followed if matches!(incident.status, Status::Published | Status::Closed) => {
                owed::again(self.tx, incident.id, self.today()).await
            }
            Action::Reopen => {
                if from != Status::Rejected {
                    owed::again(self.tx, incident.id, self.today()).await?;
                }
                self.keep_owed(incident).await
            }
            Action::Send | Action::Interim => self.keep_answer(incident).await,
            Action::Publish if incident.status == Status::Monitoring => self.keep_owed(incident).await,
            Action::Approve | Action::Return | Action::Withdraw | Action::Rate | Action::Close => {
                let Some(key) = incident.owed() else { return Ok(()) };
                self.keep_judgement(incident, &key, action, detail).await
            }
            action if moves(action) => self.keep_owed(incident).await,
            _ => Ok(()),
        }
    }

    /// What the incident owes as it stands: who has it, about what, by when.
    pub async fn keep_owed(&mut self, incident: &Incident) -> Result<(), StoreError> {
        let Some(registered) = incident.registered_at.filter(|_| incident.number.is_some()) else { return Ok(()) };
        let (zone, today) = (self.zone(), self.today());
        owed::received(self.tx, incident, registered.local(zone).date_naive(), today).await?;
        let key = incident.owed();
        owed::leave(self.tx, incident.id, key.as_ref(), self.now).await?;
        let Some(key) = key.filter(|_| incident.is_clocked()) else { return Ok(()) };
        let allowed = self.clocks().allowed(incident);
        let due_day = allowed.map(|allowed| allowed.due.local(zone).date_naive());
        let reviewed = self.directory().unit(&key.unit).is_none_or(|unit| unit.review);
        owed::owe(self.tx, incident, &key, Owes { allowed, due_day, reviewed }).await
    }

    async fn keep_answer(&mut self, incident: &Incident) -> Result<(), StoreError> {
        let Some(key) = incident.owed() else { return Ok(()) };
        let answered = Answered {
            at: self.now,
            day: self.today(),
            used: self.clocks().used(incident, self.now),
            in_time: incident.due().is_none_or(|due| self.now <= due),
            accepted: incident.status == Status::Approved,
        };
        owed::answer(self.tx, incident.id, &key, answered).await
    }

    async fn keep_judgement(
        &mut self,
        incident: &Incident,
        key: &Key,
        action: Action,
        detail: Option<&str>,
    ) -> Result<(), StoreError> {
        let came = match action {
            Action::Approve => Came::Through,
            Action::Close => Came::Closed(self.today()),
            Action::Rate => Came::Marked(detail.and_then(|mark| mark.parse::<Mark>().ok())),
            // It came back.
            _ => {
                owed::take_back(self.tx, incident.id, key, i64::from(action == Action::Return)).await?;
                return self.keep_owed(incident).await;
            }
        };
        owed::came(self.tx, incident.id, key, came).await
    }
}

/// Another unit, topic, place or due moment.
const fn moves(action: Action) -> bool {
    use Action::{Assign, ChangeDue, ChangeImportance, ChangePlace, ChangeTopic, Extend, NotOurs, Recount, Register};
    matches!(
        action,
        Assign | ChangeDue | ChangeImportance | ChangePlace | ChangeTopic | Extend | NotOurs | Recount | Register
    )
}
