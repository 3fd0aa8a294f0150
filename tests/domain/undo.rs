use mcu_bot::domain::history::Told;
use mcu_bot::domain::ids::PersonId;
use mcu_bot::domain::incident::{Channel, Incident, Status};
use mcu_bot::domain::moment::Moment;
use mcu_bot::domain::person::Role;
use mcu_bot::domain::undo::{Stands, undoable};
use mcu_bot::domain::ways::Action;

use super::holder;

const OPERATOR: PersonId = PersonId(7);

fn registered(status: Status) -> Incident {
    let now = Moment::from_millis(0);
    Incident { status, registered_at: Some(now), ..Incident::draft(Channel::Vk, OPERATOR, now) }
}

fn step(by: Option<i64>, action: Action) -> Told {
    let by = by.map(PersonId);
    Told { at: Moment::from_millis(0), by, actor: None, action, to: Status::Assigned, detail: None }
}

/// Of whoever [`holder`] makes, so many milliseconds after the registration.
fn tries(status: Status, history: &[Told], after: i64) -> Result<(), Stands> {
    undoable(&registered(status), &holder(Role::Operator), history, Moment::from_millis(after))
}

#[test]
fn the_minute_ends_with_its_last_moment() {
    let history = [step(Some(8), Action::Create), step(Some(7), Action::Register)];
    for status in [Status::New, Status::Assigned] {
        assert_eq!(tries(status, &history, 60_000), Ok(()));
        assert_eq!(tries(status, &history, 60_001), Err(Stands::Late));
    }
    assert_eq!(tries(Status::InProgress, &history, 1), Err(Stands::Late));
}

#[test]
fn only_own_steps_may_stand_behind_the_own_registration() {
    let [create, own] = [step(Some(8), Action::Create), step(Some(7), Action::Register)];
    let ends =
        |last: Option<Told>| tries(Status::New, &[&[create.clone(), own.clone()][..], last.as_slice()].concat(), 1);
    assert_eq!(ends(Some(step(Some(7), Action::ChangeTopic))), Ok(()));
    assert_eq!(ends(Some(step(Some(8), Action::ChangeTopic))), Err(Stands::Acted));
    assert_eq!(ends(Some(step(None, Action::GiveBack))), Err(Stands::Acted));
    assert_eq!(ends(Some(step(Some(7), Action::Followed))), Err(Stands::Acted), "a duplicate knows its number");
    assert_eq!(tries(Status::New, &[step(Some(8), Action::Register)], 1), Err(Stands::Acted));
    assert_eq!(tries(Status::New, &[], 1), Err(Stands::Acted));
}
