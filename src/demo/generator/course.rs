//! How one incident goes: who does what, how soon, and what comes of it.

use std::ops::RangeInclusive;
use std::time::Duration;

use chrono::NaiveDate;

use super::chance::Chance;
use super::habits::{Diligence, Habits};
use super::life::Life;
use super::staff::Staff;
use super::words::{self, AGAIN, RETURNS};
use crate::domain::detail::{NotOurs, Why};
use crate::domain::ids::{IncidentId, PersonId, UnitCode};
use crate::domain::incident::{Channel, Importance, Mark, Number, Outcome, SetBy, Status};
use crate::domain::moment::Moment;
use crate::domain::reasons::{NotOursReason, RejectReason};
use crate::domain::suggest::answering_unit;
use crate::domain::term::TermUnit;
use crate::domain::ways::Action;
use crate::domain::working_time::WorkingTime;

/// What goes on around every incident.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    pub staff: &'a Staff,
    pub habits: &'a Habits,
}

/// What becomes of a draft.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    Registered(Number),
    Rejected,
    /// It follows another incident.
    Duplicate(IncidentId, Number),
}

// Of a thousand.
const NOT_OURS: u64 = 30;
const INTERIM: u64 = 50;
const MARKED: u64 = 400;
const LINKED: u64 = 860;
const SLOWLY_ACCEPTED: u64 = 60;

/// One incident on its way.
#[derive(Debug)]
pub struct Course<'a, 'c> {
    pub around: Around<'a>,
    pub chance: &'c mut Chance,
    pub life: Life<'a>,
}

impl<'a> Course<'a, '_> {
    /// Goes on until it ends or time does, which is `None`.
    pub fn run(&mut self, fate: Fate, decided_at: Moment) -> Option<()> {
        let operator = self.life.incident.created_by;
        self.life.record(Some(operator), Action::Create, None)?;
        self.life.reach(decided_at)?;
        match fate {
            Fate::Rejected => return self.reject(operator),
            Fate::Duplicate(main, number) => {
                self.life.incident.duplicate_of = Some(main);
                self.life.incident.closed_at = Some(self.life.at);
                return self.life.record(Some(operator), Action::Duplicate, Some(number.to_string()));
            }
            Fate::Registered(number) => self.register(operator, number)?,
        }
        if self.life.incident.unit.is_none() {
            self.assign(operator, None)?;
        }
        if self.chance.of_thousand(NOT_OURS) {
            self.not_ours(operator)?;
        }
        self.accept()?;
        if self.may_promise() && self.chance.of_thousand(INTERIM) {
            self.promise()?;
        }
        self.answer()?;
        while self.complains_again() {
            self.reopen()?;
            self.answer()?;
        }
        Some(())
    }

    fn reject(&mut self, operator: PersonId) -> Option<()> {
        let reason = self.chance.pick(RejectReason::ALL)?.code();
        self.life.incident.closed_at = Some(self.life.at);
        self.life.record(Some(operator), Action::Reject, Some(reason.to_owned()))
    }

    fn register(&mut self, operator: PersonId, number: Number) -> Option<()> {
        let (at, incident) = (self.life.at, &mut self.life.incident);
        incident.number = Some(number);
        incident.registered_at = Some(at);
        incident.assigned_at = incident.unit.as_ref().map(|_| at);
        let unit = incident.unit.as_ref().map(ToString::to_string);
        self.life.count();
        self.life.record(Some(operator), Action::Register, unit)
    }

    /// A unit is chosen by those who give out work: this one, else the one the directory says.
    fn assign(&mut self, operator: PersonId, unit: Option<UnitCode>) -> Option<()> {
        let at = self.centre_later(4..=45);
        self.life.reach(at)?;
        let (at, directory, incident) = (self.life.at, self.life.clocks.directory, &mut self.life.incident);
        let usual = || answering_unit(directory, incident.topic.as_ref(), incident.settlement.as_ref());
        let unit =
            unit.or_else(|| usual().map(|guess| guess.unit)).or_else(|| Some(directory.units.first()?.code.clone()))?;
        incident.unit = Some(unit.clone());
        incident.assigned_at = Some(at);
        let moved = self.life.count();
        self.life.record(Some(operator), Action::Assign, Some(unit.to_string()))?;
        self.life.tell_moved(moved)
    }

    /// The unit gives it back, and another one gets it.
    fn not_ours(&mut self, operator: PersonId) -> Option<()> {
        let from = self.life.incident.unit.clone()?;
        let by = self.recipient()?;
        let at = self.unit_later(4..=40);
        self.life.reach(at)?;
        let whose = self.another(&from);
        let why = Why::Usual(*self.chance.pick(NotOursReason::ALL)?);
        let incident = &mut self.life.incident;
        incident.unit = None;
        incident.unit_reason = None;
        incident.assigned_at = None;
        self.life.count();
        let returned = NotOurs { from: from.clone(), whose: whose.clone(), why };
        self.life.record(Some(by), Action::NotOurs, Some(returned.to_string()))?;
        self.assign(operator, whose.or(Some(from)))
    }

    /// Whose it may be instead: the place's, else the one above.
    fn another(&self, unit: &UnitCode) -> Option<UnitCode> {
        let (directory, incident) = (self.life.clocks.directory, &self.life.incident);
        let topics = incident.topic.as_ref().and_then(|code| directory.topic(code)?.unit.clone());
        let places = incident.settlement.as_ref().and_then(|code| directory.settlement(code)?.unit.clone());
        let above = directory.unit(unit).and_then(|unit| unit.parent.clone());
        [topics, places, above].into_iter().flatten().find(|other| other != unit)
    }

    fn accept(&mut self) -> Option<()> {
        let by = self.recipient()?;
        let slowly = self.chance.of_thousand(SLOWLY_ACCEPTED);
        let usual = if self.is_urgent() { 2..=28 } else { 3..=55 };
        let at = self.unit_later(if slowly { 60..=150 } else { usual });
        self.life.reach(at)?;
        self.life.incident.assignee = Some(by);
        self.life.incident.accepted_at = Some(self.life.at);
        self.life.record(Some(by), Action::Accept, None)
    }

    /// An interim reply promises a day, and the final clock begins to run.
    fn promise(&mut self) -> Option<()> {
        let at = self.unit_later(10..=90);
        self.life.reach(at)?;
        let time = self.time();
        let ahead = u32::try_from(self.chance.between(2..=4)).ok()?;
        let day = time.working_day_after(time.day_of(self.life.at), ahead);
        self.deliver(Some(day))?;
        self.publish()
    }

    fn may_promise(&self) -> bool {
        let usual = !self.is_urgent() && self.life.incident.channel != Channel::Pos;
        usual && self.life.clocks.timers(&self.life.incident).final_.is_some()
    }

    /// The final reply, to the end.
    fn answer(&mut self) -> Option<()> {
        let at = self.answered_at();
        if self.life.incident.status == Status::Monitoring {
            self.promised_day(at)?;
        }
        self.life.reach(at)?;
        self.deliver(None)?;
        self.publish()?;
        self.close()
    }

    /// The day that was promised begins before the answer comes.
    fn promised_day(&mut self, answered_at: Moment) -> Option<()> {
        let midnight = self.life.incident.promised_on?.and_hms_opt(0, 0, 0)?;
        let begins = Moment::from_local(self.life.clocks.centre().zone(), midnight)?;
        if begins > answered_at || begins <= self.life.at {
            return Some(());
        }
        self.life.reach(begins.plus(Duration::from_secs(self.chance.between(1..=40))))?;
        self.life.record(None, Action::PromisedDay, None)
    }

    /// When the reply is sent, by how the unit works.
    fn answered_at(&mut self) -> Moment {
        let Diligence { late, takes, .. } = self.diligence();
        let incident = &self.life.incident;
        let start = incident.final_from.or_else(|| incident.clock_from()).unwrap_or(self.life.at);
        let soon = self.unit_later(6..=50);
        let Some(due) = self.life.incident.due() else { return soon };
        let (late, time, by_clock) = (self.chance.of_thousand(late), self.time(), self.is_urgent());
        let percent = u32::try_from(self.chance.between(takes.0..=takes.1)).unwrap_or(50);
        let at = match (late, by_clock) {
            (true, true) => due.plus(self.chance.minutes(4..=150)),
            (true, false) => time.add(due, self.chance.minutes(4..=400)),
            (false, true) => start.plus(due.since(start) * percent / 100),
            (false, false) => time.add(start, time.used(start, due) * percent / 100),
        };
        if at > self.life.at { at } else { soon }
    }

    /// Sent, judged, sent again if it comes back.
    fn deliver(&mut self, promised: Option<NaiveDate>) -> Option<()> {
        let mut returns = 0;
        loop {
            let author = self.life.incident.assignee?;
            let text = self.reply(promised)?;
            let begun = self.life.at.minus(self.chance.minutes(1..=20)).max(self.life.incident.status_since);
            self.life.send(author, promised, text, begun)?;
            let coordinator = *self.chance.pick(&self.around.staff.coordinators)?;
            let at = self.centre_later(5..=100);
            self.life.reach(at)?;
            if self.chance.of_thousand(MARKED) {
                let mark = self.mark();
                self.life.rate(coordinator, mark)?;
                self.life.reach(self.life.at.plus(Duration::from_secs(20)))?;
            }
            if self.life.incident.status == Status::Approved {
                return Some(());
            }
            let back = returns < 2 && self.chance.of_thousand(self.diligence().returned);
            let reason = if back { Some(*self.chance.pick(RETURNS)?) } else { None };
            self.life.decide(coordinator, reason)?;
            if !back {
                return Some(());
            }
            returns += 1;
            let at = self.unit_later(8..=120);
            self.life.reach(at)?;
        }
    }

    fn publish(&mut self) -> Option<()> {
        let by = *self.chance.pick(&self.around.staff.media)?;
        let at = self.centre_later(4..=90);
        self.life.reach(at)?;
        let linked = self.chance.of_thousand(LINKED);
        let link = self.life.incident.link.clone().filter(|_| linked);
        let comment = self.chance.between(10..=900);
        let link = link.map(|link| format!("{link}?reply={comment}"));
        self.life.publish(by, link)
    }

    fn close(&mut self) -> Option<()> {
        let by = *self.chance.pick(&self.around.staff.media)?;
        // Some wait for the resident's mark for days.
        let waits = self.chance.of_thousand(60);
        let at = self.centre_later(if waits { 960..=4800 } else { 10..=960 });
        self.life.reach(at)?;
        let outcome = match self.chance.below(100) {
            0..62 => Outcome::Solved,
            62..92 => Outcome::Explained,
            _ => Outcome::Refused,
        };
        self.life.incident.outcome = Some(outcome);
        self.life.incident.closed_at = Some(self.life.at);
        self.life.record(Some(by), Action::Close, Some(outcome.code().to_owned()))
    }

    fn complains_again(&mut self) -> bool {
        self.life.incident.reopened < 2 && self.chance.of_thousand(self.diligence().again)
    }

    /// The answer did not help: the clock runs anew.
    fn reopen(&mut self) -> Option<()> {
        let by = *self.chance.pick(&self.around.staff.coordinators)?;
        let reason = *self.chance.pick(AGAIN)?;
        let at = self.centre_later(60..=2400);
        self.life.reach(at)?;
        let (at, incident) = (self.life.at, &mut self.life.incident);
        incident.closed_at = None;
        incident.outcome = None;
        incident.reopened += 1;
        incident.reopened_at = Some(at);
        incident.reply_set_by = SetBy::Rule;
        incident.clear_final();
        self.life.count();
        self.life.record(Some(by), Action::Reopen, Some(reason.to_owned()))
    }

    fn reply(&mut self, promised: Option<NaiveDate>) -> Option<String> {
        let directory = self.life.clocks.directory;
        let topic = self.life.incident.topic.as_ref().and_then(|code| directory.topic(code));
        let unit = self.life.incident.unit.as_ref().and_then(|code| directory.unit(code));
        let time = self.time();
        let soon = time.working_day_after(time.day_of(self.life.at), 1);
        let known = words::Reply { topic: topic.map(|topic| topic.name.as_str()), unit: unit?, soon, promised };
        words::reply(&known, self.chance)
    }

    fn mark(&mut self) -> Mark {
        let complete = self.diligence().complete;
        match (self.chance.of_thousand(complete), self.chance.of_thousand(750)) {
            (true, _) => Mark::Full,
            (false, true) => Mark::Partly,
            (false, false) => Mark::None,
        }
    }

    fn recipient(&mut self) -> Option<PersonId> {
        self.around.staff.recipient(self.life.incident.unit.as_ref()?, self.chance)
    }

    fn diligence(&self) -> Diligence {
        let day = self.life.clocks.centre().day_of(self.life.at);
        let nobody = UnitCode(String::new());
        self.around.habits.of(self.life.incident.unit.as_ref().unwrap_or(&nobody), day)
    }

    /// Answered by the clock on the wall: nobody waits for the morning.
    fn is_urgent(&self) -> bool {
        let by_clock = |unit| matches!(unit, TermUnit::Hours | TermUnit::Minutes);
        self.life.incident.importance == Importance::Critical
            && self.life.incident.reply_term.is_some_and(|term| by_clock(term.unit))
    }

    fn time(&self) -> &'a WorkingTime {
        self.life.clocks.time(&self.life.incident)
    }

    /// After so many minutes of the unit's work.
    fn unit_later(&mut self, minutes: RangeInclusive<u64>) -> Moment {
        let work = self.chance.minutes(minutes);
        if self.is_urgent() { self.life.at.plus(work) } else { self.time().add(self.life.at, work) }
    }

    /// After so many minutes of the centre's work.
    fn centre_later(&mut self, minutes: RangeInclusive<u64>) -> Moment {
        let work = self.chance.minutes(minutes);
        self.life.clocks.centre().add(self.life.at, work)
    }
}
