use mcu_bot::domain::ids::UnitCode;
use mcu_bot::domain::incident::{Number, Status};
use mcu_bot::domain::person::{Person, Role};
use mcu_bot::domain::visibility::{Detail, Scope, Subject, sees, visible_units};
use proptest::prelude::*;

use super::{codes, directory, holder, person, post};

const NUMBER: Option<Number> = Some(Number { year: 2026, sequence: 123 });

/// What one may look at: a name, the number, the status, the unit.
type Situation = (&'static str, Option<Number>, Status, Option<&'static str>);

const SITUATIONS: [Situation; 11] = [
    ("draft", None, Status::Draft, None),
    ("draft, unit chosen", None, Status::Draft, Some("zhkh")),
    ("draft again", NUMBER, Status::Draft, Some("zhkh")),
    ("rejected draft", None, Status::Rejected, Some("zhkh")),
    ("no unit", NUMBER, Status::New, None),
    ("own unit", NUMBER, Status::InProgress, Some("zhkh")),
    ("unit below", NUMBER, Status::Review, Some("boiler")),
    ("unit above", NUMBER, Status::Assigned, Some("adm")),
    ("beside, same sphere", NUMBER, Status::Assigned, Some("roads")),
    ("other sphere", NUMBER, Status::Closed, Some("school")),
    ("retired unit", NUMBER, Status::Closed, Some("gone")),
];

/// One sign a situation: `F` in full, `w` without author, `.` nothing.
const SEEN: [(Role, &str); 10] = [
    (Role::Operator, "FFFFFFFFFFF"),
    (Role::Coordinator, "FFFFFFFFFFF"),
    (Role::Media, "....wwwwwww"),
    (Role::Head, "FFFFFFFFFFF"),
    (Role::Recipient, ".....ww...."),
    (Role::Lead, ".....ww...."),
    (Role::Curator, ".....ww.w.."),
    (Role::Chief, "....wwwwwww"),
    (Role::Observer, "....wwwwwww"),
    (Role::Admin, "..........."),
];

fn looks(person: &Person, (_, number, status, unit): Situation) -> Option<Detail> {
    let unit = unit.map(UnitCode::from);
    sees(person, &Subject { number, status, unit: unit.as_ref() }, &directory())
}

fn sign(detail: Option<Detail>) -> char {
    match detail {
        Some(Detail::Full) => 'F',
        Some(Detail::WithoutAuthor) => 'w',
        None => '.',
    }
}

#[test]
fn every_post_sees_exactly_what_the_page_shows_it() {
    for (role, seen) in SEEN {
        let looked: String = SITUATIONS.map(|situation| sign(looks(&holder(role), situation))).iter().collect();
        assert_eq!(looked, seen, "{}", role.code());
    }
}

#[test]
fn posts_add_up_to_the_widest_view() {
    let draft = SITUATIONS[0];
    let roads = SITUATIONS[8];
    assert_eq!(looks(&person(vec![post(Role::Admin), post(Role::Recipient)]), roads), None);
    assert_eq!(looks(&person(vec![post(Role::Recipient), post(Role::Media)]), roads), Some(Detail::WithoutAuthor));
    assert_eq!(looks(&person(vec![post(Role::Media), post(Role::Operator)]), draft), Some(Detail::Full));
    assert_eq!(looks(&person(Vec::new()), roads), None);
}

#[test]
fn lists_are_cut_to_units() {
    let units = |role| visible_units(&holder(role), &directory());
    assert_eq!(units(Role::Operator), Scope::All);
    assert_eq!(units(Role::Chief), Scope::Registered);
    assert_eq!(units(Role::Recipient), Scope::Units(codes(&["boiler", "zhkh"])));
    assert_eq!(units(Role::Curator), Scope::Units(codes(&["boiler", "roads", "zhkh"])));
    assert_eq!(units(Role::Admin), Scope::None);
}

#[test]
fn people_of_a_retired_unit_still_see_its_incidents() {
    let mut directory = directory();
    directory.units.retain(|unit| unit.code.as_str() != "zhkh");
    let scope = visible_units(&holder(Role::Recipient), &directory);
    assert_eq!(scope, Scope::Units(codes(&["boiler", "zhkh"])));
}

/// The list's condition, as SQL would apply it.
fn listed(scope: &Scope, (_, number, status, unit): Situation) -> bool {
    let registered = number.is_some() && status != Status::Draft;
    match scope {
        Scope::All => true,
        Scope::Registered => registered,
        Scope::Units(units) => registered && unit.is_some_and(|unit| units.contains(&unit.into())),
        Scope::None => false,
    }
}

proptest! {
    #[test]
    fn a_list_shows_what_can_be_opened(roles in prop::sample::subsequence(Role::ALL, 0..=Role::ALL.len())) {
        let person = person(roles.iter().map(|role| post(*role)).collect());
        let scope = visible_units(&person, &directory());
        for situation in SITUATIONS {
            prop_assert_eq!(listed(&scope, situation), looks(&person, situation).is_some(), "{}", situation.0);
        }
    }
}
