//! What reports would have been told, step by step: the rows that `flows::facts` and `store::owed` would have kept.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::domain::clocks::Clocks;
use crate::domain::incident::{Incident, Mark, Status};
use crate::domain::moment::Moment;
use crate::domain::owed::Key;
use crate::domain::ways::Action;
use crate::store::bulk::{Owed, Received};
use crate::store::owed::Answered;

/// The rows of one incident.
#[derive(Debug, Default)]
pub struct Ledger {
    pub received: Option<Received>,
    pub owed: Vec<Owed>,
}

/// A step, as it is told to the ledger: after it has changed the incident.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    pub clocks: Clocks<'a>,
    pub at: Moment,
    pub action: Action,
    pub detail: Option<&'a str>,
}

impl Told<'_> {
    fn zone(&self) -> Tz {
        self.clocks.centre().zone()
    }

    fn today(&self) -> NaiveDate {
        self.at.local(self.zone()).date_naive()
    }
}

impl Ledger {
    /// What the step means to reports.
    pub fn keep(&mut self, incident: &Incident, told: &Told<'_>) {
        match told.action {
            Action::Followed if matches!(incident.status, Status::Published | Status::Closed) => {
                self.again(told.today());
            }
            Action::Reopen => {
                self.again(told.today());
                self.owe(incident, told);
            }
            Action::Send | Action::Interim => self.answer(incident, told),
            Action::Publish if incident.status == Status::Monitoring => self.owe(incident, told),
            Action::Approve | Action::Return | Action::Rate | Action::Close => self.judge(incident, told),
            Action::Assign | Action::NotOurs | Action::Recount | Action::Register => self.owe(incident, told),
            _ => {}
        }
    }

    fn owe(&mut self, incident: &Incident, told: &Told<'_>) {
        let Some(registered) = incident.registered_at else { return };
        self.receive(incident, registered.local(told.zone()).date_naive(), told.today());
        let key = incident.owed();
        let holds = |row: &Owed| key.as_ref().is_some_and(|key| key.unit == row.key.unit && key.since == row.key.since);
        for row in self.owed.iter_mut().filter(|row| row.answered.is_none() && row.left_at.is_none() && !holds(row)) {
            row.left_at = Some(told.at);
        }
        let Some(key) = key.filter(|_| incident.is_clocked()) else { return };
        let row = row(incident, key, told);
        match self.owed.iter_mut().find(|known| known.key == row.key) {
            None => self.owed.push(row),
            Some(known) if known.answered.is_none() => {
                let Owed { reviewed, returns, mark, closed_day, again_day, .. } = *known;
                *known = Owed { reviewed, returns, mark, closed_day, again_day, ..row };
            }
            Some(_) => {}
        }
    }

    /// What it is about may still change while the day lasts.
    fn receive(&mut self, incident: &Incident, day: NaiveDate, today: NaiveDate) {
        if self.received.is_none() || day == today {
            self.received = Some(Received {
                day,
                unit: incident.unit.clone(),
                topic: incident.topic.clone(),
                settlement: incident.settlement.clone(),
                channel: incident.channel,
            });
        }
    }

    fn answer(&mut self, incident: &Incident, told: &Told<'_>) {
        let answered = Answered {
            at: told.at,
            day: told.today(),
            used: told.clocks.used(incident, told.at),
            in_time: incident.due().is_none_or(|due| told.at <= due),
            accepted: incident.status == Status::Approved,
        };
        if let Some(row) = self.current(incident) {
            row.answered = Some(answered);
        }
    }

    fn judge(&mut self, incident: &Incident, told: &Told<'_>) {
        let Some(row) = self.current(incident) else { return };
        match told.action {
            Action::Approve => row.answered = row.answered.map(|answered| Answered { accepted: true, ..answered }),
            Action::Close => row.closed_day = Some(told.today()),
            Action::Rate => row.mark = told.detail.and_then(|mark| mark.parse::<Mark>().ok()),
            _ => {
                (row.answered, row.mark) = (None, None);
                row.returns += 1;
                self.owe(incident, told);
            }
        }
    }

    fn again(&mut self, day: NaiveDate) {
        if let Some(row) = self.owed.iter_mut().rev().find(|row| row.answered.is_some()) {
            row.again_day.get_or_insert(day);
        }
    }

    fn current(&mut self, incident: &Incident) -> Option<&mut Owed> {
        let key = incident.owed()?;
        self.owed.iter_mut().find(|row| row.key == key)
    }
}

fn row(incident: &Incident, key: Key, told: &Told<'_>) -> Owed {
    let allowed = told.clocks.allowed(incident);
    let reviewed = told.clocks.directory.unit(&key.unit).is_none_or(|unit| unit.review);
    Owed {
        key,
        topic: incident.topic.clone(),
        settlement: incident.settlement.clone(),
        channel: incident.channel,
        allowed,
        due_day: allowed.map(|allowed| allowed.due.local(told.zone()).date_naive()),
        reviewed,
        answered: None,
        returns: 0,
        mark: None,
        closed_day: None,
        again_day: None,
        left_at: None,
    }
}
