//! Who hears an alarm: whoever can act, then rung by rung whoever can make them act.

use crate::domain::clocks::alarms::{Alarm, Planned};
use crate::domain::ids::UnitCode;
use crate::domain::incident::{Incident, Status};
use crate::domain::person::{Person, Role};
use crate::domain::ways::Action;
use crate::flows::Turn;
use crate::store::{StoreError, people, reminders};

/// The ladder: a rung nobody holds passes up.
const RUNGS: [Role; 5] = [Role::Lead, Role::Curator, Role::Head, Role::Coordinator, Role::Admin];

impl Turn<'_> {
    /// Everybody who is to hear this alarm; nobody twice.
    pub async fn hear(&mut self, incident: &Incident, planned: &Planned) -> Result<Vec<Person>, StoreError> {
        let mut people = match planned.alarm {
            Alarm::Left | Alarm::Overdue | Alarm::Promised => self.at_work(incident).await?,
            Alarm::NotAccepted => {
                let mut people = self.at_work(incident).await?;
                people.extend(self.holding(incident, Role::Lead).await?);
                people
            }
            Alarm::OverdueLead => self.rung(incident, planned, Role::Lead).await?,
            Alarm::OverdueCurator => self.rung(incident, planned, Role::Curator).await?,
            Alarm::OverdueHead | Alarm::StillOverdue | Alarm::IdleHead => {
                self.rung(incident, planned, Role::Head).await?
            }
            Alarm::Idle | Alarm::StillIdle => self.can_move_on(incident.status).await?,
        };
        let mut seen = Vec::new();
        people.retain(|person| !seen.contains(&person.id) && (seen.push(person.id), true).1);
        Ok(people)
    }

    /// Whoever has it, else the unit; what is nobody's is with those who choose.
    pub async fn at_work(&mut self, incident: &Incident) -> Result<Vec<Person>, StoreError> {
        let holder = match incident.assignee {
            Some(holder) => people::by_id(self.tx, holder).await?,
            None => None,
        };
        // Whoever was given another post answers no more.
        let holder = holder.filter(|holder| self.may(holder, Action::Write, incident, None));
        match (holder, &incident.unit) {
            (Some(holder), _) => self.there(vec![holder]).await,
            (None, Some(unit)) => self.recipients(&unit.clone()).await,
            (None, None) => self.can_move_on(Status::New).await,
        }
    }

    /// Those whose turn it is in a status without a clock of the resident.
    async fn can_move_on(&mut self, status: Status) -> Result<Vec<Person>, StoreError> {
        self.holders(match status {
            Status::Review => &[Role::Coordinator, Role::Head],
            Status::Approved => &[Role::Media, Role::Coordinator, Role::Head],
            _ => &[Role::Operator, Role::Coordinator, Role::Head],
        })
        .await
    }

    /// Holders of this rung; where nobody holds it, of the next one above that somebody does. Whoever has heard of it
    /// on the own rung does not hear it again for another's.
    async fn rung(&mut self, incident: &Incident, planned: &Planned, role: Role) -> Result<Vec<Person>, StoreError> {
        let own = self.holding(incident, role).await?;
        if !own.is_empty() {
            return Ok(own);
        }
        for role in RUNGS.into_iter().skip_while(|rung| *rung != role).skip(1) {
            let above = self.holding(incident, role).await?;
            if above.is_empty() {
                continue;
            }
            let mut told = Vec::new();
            for person in above {
                if !reminders::knows(self.tx, person.id, incident.id, planned.about, planned.alarm).await? {
                    told.push(person);
                }
            }
            return Ok(told);
        }
        Ok(Vec::new())
    }

    /// Everybody who holds the role for this incident.
    pub async fn holding(&mut self, incident: &Incident, role: Role) -> Result<Vec<Person>, StoreError> {
        match role {
            Role::Lead => self.leads(incident.unit.as_ref()).await,
            Role::Curator => {
                let mut curators = self.holders(&[Role::Curator]).await?;
                curators.retain(|curator| self.is_visible(curator, incident));
                Ok(curators)
            }
            _ => self.holders(&[role]).await,
        }
    }

    async fn leads(&mut self, unit: Option<&UnitCode>) -> Result<Vec<Person>, StoreError> {
        match unit {
            Some(unit) => {
                let leads = people::of_unit(self.tx, unit, Role::Lead).await?;
                self.there(leads).await
            }
            None => Ok(Vec::new()),
        }
    }
}
