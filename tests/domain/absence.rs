//! Who stands in for whom, and what cannot be.

use chrono::NaiveDate;
use mcu_bot::domain::absence::{Absence, AbsenceState, Absences, Unfit};
use mcu_bot::domain::ids::{AbsenceId, PersonId};
use proptest::prelude::*;

const fn person(id: i64) -> PersonId {
    PersonId(id)
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
}

fn absence(id: i64, who: i64, days: (u32, u32), deputy: Option<i64>) -> Absence {
    Absence {
        id: AbsenceId(id),
        version: 1,
        person: person(who),
        first: day(days.0),
        last: day(days.1),
        deputy: deputy.map(PersonId),
        state: AbsenceState::Planned,
    }
}

#[test]
fn the_way_from_deputy_to_deputy_is_followed() {
    let away = Absences::new(vec![(person(1), Some(person(2))), (person(2), Some(person(3))), (person(4), None)]);
    assert_eq!(away.stands_in(person(1)), Some(person(3)));
    assert_eq!(away.stands_in(person(2)), Some(person(3)));
    assert_eq!(away.stands_in(person(3)), Some(person(3)), "is there");
    assert_eq!(away.stands_in(person(4)), None, "nobody stands in");
    assert_eq!(away.stood_for(person(3)), [person(1), person(2)]);
    assert!(away.stood_for(person(2)).is_empty(), "who is away stands in for nobody");
    let ends_nowhere = Absences::new(vec![(person(1), Some(person(2))), (person(2), None)]);
    assert_eq!(ends_nowhere.stands_in(person(1)), None);
}

#[test]
fn what_cannot_be_is_refused() {
    let today = day(3);
    let check = |wanted: &Absence, others: &[Absence]| wanted.check(others, today);
    assert_eq!(check(&absence(1, 1, (3, 3), Some(2)), &[]), Ok(()), "today alone");
    assert_eq!(check(&absence(1, 1, (1, 5), Some(2)), &[]), Ok(()), "began before it was said");
    assert_eq!(check(&absence(1, 1, (1, 2), Some(2)), &[]), Err(Unfit::Past));
    assert_eq!(check(&absence(1, 1, (9, 8), Some(2)), &[]), Err(Unfit::Past));
    assert_eq!(check(&absence(1, 1, (4, 5), Some(1)), &[]), Err(Unfit::Oneself));
    let long = Absence { last: NaiveDate::from_ymd_opt(2028, 1, 1).unwrap(), ..absence(1, 1, (4, 5), None) };
    assert_eq!(check(&long, &[]), Err(Unfit::Long));
}

#[test]
fn a_loop_is_refused_where_the_days_meet() {
    let today = day(1);
    let second = absence(2, 2, (10, 14), Some(1));
    assert_eq!(absence(1, 1, (12, 20), Some(2)).check(std::slice::from_ref(&second), today), Err(Unfit::Loop));
    assert_eq!(absence(1, 1, (15, 20), Some(2)).check(std::slice::from_ref(&second), today), Ok(()), "other days");
    let third = absence(3, 3, (13, 13), Some(1));
    let chain = [absence(2, 2, (10, 14), Some(3)), third];
    assert_eq!(absence(1, 1, (12, 20), Some(2)).check(&chain, today), Err(Unfit::Loop), "by way of a third");
    let over = Absence { state: AbsenceState::Over, ..second };
    assert_eq!(absence(1, 1, (12, 20), Some(2)).check(&[over], today), Ok(()), "what is over stands in no way");
}

proptest! {
    /// Whatever is asked for in whatever order, on no day does work go round in a circle, and whoever is away with a
    /// way that ends with somebody there is stood in for by exactly that person.
    #[test]
    fn what_is_accepted_never_goes_round(
        asked in prop::collection::vec((1_i64..7, 1_u32..28, 0_u32..9, prop::option::of(1_i64..7)), 0..40),
    ) {
        let mut kept: Vec<Absence> = Vec::new();
        for (at, (who, first, length, deputy)) in (1_i64..).zip(asked) {
            let wanted = absence(at, who, (first, (first + length).min(31)), deputy);
            let others: Vec<_> = kept.iter().filter(|other| !wanted.replaces(other)).cloned().collect();
            if wanted.check(&others, day(1)).is_ok() {
                kept = others;
                kept.push(wanted);
            }
        }
        for today in 1..=31 {
            let current = kept.iter().filter(|kept| kept.first <= day(today) && day(today) <= kept.last);
            let pairs: Vec<_> = current.map(|kept| (kept.person, kept.deputy)).collect();
            let away = Absences::new(pairs.clone());
            for (person, _) in &pairs {
                let mut at = Some(*person);
                let mut steps = 0;
                while let Some((_, next)) = at.and_then(|at| pairs.iter().find(|(who, _)| *who == at)) {
                    at = *next;
                    steps += 1;
                    prop_assert!(steps <= pairs.len(), "round and round: {:?}", pairs);
                }
                prop_assert_eq!(away.stands_in(*person), at);
            }
        }
    }
}
