//! An incident whose moment has come: what the clock has to say about it becomes reminders.

use crate::domain::clocks::alarms::{Alarm, Planned, key};
use crate::domain::incident::{Importance, Incident};
use crate::domain::person::Person;
use crate::domain::working_time::WorkingTime;
use crate::flows::Turn;
use crate::flows::interim::promised_day;
use crate::store::StoreError;
use crate::store::reminders::{self, Draft};

/// Incidents looked at in one turn: the writer of SQLite is not to be held for long.
const AT_ONCE: i64 = 20;

/// Looks at some of the incidents whose moment has come; whether there may be more.
pub async fn look(turn: &mut Turn<'_>) -> Result<bool, StoreError> {
    let incidents = reminders::to_look_at(turn.tx, turn.now, AT_ONCE).await?;
    let more = i64::try_from(incidents.len()).is_ok_and(|count| count == AT_ONCE);
    for incident in incidents {
        look_at(turn, incident).await?;
    }
    Ok(more)
}

async fn look_at(turn: &mut Turn<'_>, mut incident: Incident) -> Result<(), StoreError> {
    let alarms = turn.clocks().alarms(&incident, turn.now);
    for planned in &alarms {
        turn.remind(&incident, planned).await?;
    }
    if alarms.iter().any(|planned| planned.alarm == Alarm::Promised) {
        promised_day(turn, incident.id).await?;
        return Ok(());
    }
    incident.looked_until = turn.now;
    incident.look_at = turn.clocks().next_look(&incident);
    reminders::looked_at(turn.tx, &incident).await
}

impl Turn<'_> {
    /// Keeps the reminders of one alarm, for everybody who is to hear it.
    pub async fn remind(&mut self, incident: &Incident, planned: &Planned) -> Result<(), StoreError> {
        let urgent = incident.importance == Importance::Critical && !planned.alarm.is_idle();
        for person in self.hear(incident, planned).await? {
            let time = self.time_of(&person);
            let ready_at = if urgent { planned.at } else { time.next_working(planned.at) };
            let key = key(incident, planned, person.id);
            let draft =
                Draft { key: &key, person: person.id, incident: incident.id, planned: *planned, ready_at, urgent };
            reminders::add(self.tx, &draft).await?;
        }
        Ok(())
    }

    /// The working time of a person: of the own unit, else of the centre.
    pub fn time_of(&self, person: &Person) -> &WorkingTime {
        let unit = person.posts.iter().find_map(|post| post.unit.as_ref());
        self.known.schedule.calendars.of_unit(unit)
    }

    /// Whether what was to be told is still so.
    pub fn still_holds(&self, incident: &Incident, planned: &Planned) -> bool {
        let clocked = incident.is_clocked() && incident.due() == Some(planned.about);
        match planned.alarm {
            // The end itself is told of by another one.
            Alarm::Left => clocked && self.now <= planned.about,
            Alarm::NotAccepted => {
                incident.status == crate::domain::incident::Status::Assigned
                    && incident.accept_due == Some(planned.about)
            }
            Alarm::Promised => incident.is_clocked() && incident.promised_on.is_some(),
            alarm if alarm.is_idle() => incident.idle_due.is_some() && incident.status_since == planned.about,
            _ => clocked,
        }
    }
}
