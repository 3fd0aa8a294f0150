//! The rating: cases counted by hand, and what must hold whatever happens.

use std::collections::BTreeMap;

use mcu_bot::domain::directory::Directory;
use mcu_bot::domain::directory::file::parse;
use mcu_bot::domain::ids::UnitCode;
use mcu_bot::domain::rating::{Movement, PARTS, Part, Settings, Share, Tally, cost, rank, score, speed};
use proptest::prelude::*;

fn share(good: f64, of: u32) -> Share {
    Share { good, of }
}

fn tally(shares: [Share; PARTS]) -> Tally {
    Tally { incidents: shares[0].of, overdue: 0, shares, reviewed: true }
}

/// Everything as good as it can be, so many times.
fn perfect(of: u32) -> Tally {
    tally([share(f64::from(of), of); PARTS])
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn points_are_those_counted_by_hand() {
    // 8 of 10 in time: (8 + 4) / 15 · 40 = 32; speed 6 of 10: (6 + 4) / 15 · 20 = 13.33; complete 9 of 10:
    // (9 + 4) / 15 · 25 = 21.67; 5 of 5 not again: (5 + 4) / 10 · 15 = 13.5.
    let scored = score(&tally([share(8.0, 10), share(6.0, 10), share(9.0, 10), share(5.0, 5)]), &Settings::default());
    let points: Vec<f64> = scored.parts.iter().flatten().map(|earned| earned.points).collect();
    assert!(close(points[0], 32.0), "{points:?}");
    assert!(close(points[1], 40.0 / 3.0), "{points:?}");
    assert!(close(points[2], 65.0 / 3.0), "{points:?}");
    assert!(close(points[3], 13.5), "{points:?}");
    assert!(close(scored.total(), 80.5), "{}", scored.total());
    assert_eq!(scored.shown(), 81);
}

#[test]
fn one_of_one_does_not_beat_98_of_100() {
    let settings = Settings::default();
    let part = |good, of| score(&tally([share(good, of); PARTS]), &settings).total();
    // (1 + 4) / 6 and (98 + 4) / 105.
    assert!(close(part(1.0, 1), 500.0 / 6.0));
    assert!(close(part(98.0, 100), 10_200.0 / 105.0));
    assert!(part(1.0, 1) < part(98.0, 100));
}

#[test]
fn nothing_known_is_the_value_small_counts_are_pulled_to() {
    assert!(close(score(&perfect(0), &Settings::default()).total(), 80.0));
}

#[test]
fn time_is_worth_most_at_once_half_on_the_deadline_and_nothing_at_twice_the_term() {
    let hour = 3_600_000.0;
    let values = [0.0, 4.0, 8.0, 16.0, 40.0].map(|used| speed(used * hour, 8.0 * hour));
    assert!(values.iter().zip([1.0, 0.75, 0.5, 0.0, 0.0]).all(|(value, by_hand)| close(*value, by_hand)), "{values:?}");
}

#[test]
fn without_review_and_marks_completeness_is_left_out_and_the_rest_is_scaled() {
    let unknown =
        Tally { reviewed: false, ..tally([share(10.0, 10), share(10.0, 10), share(0.0, 0), share(10.0, 10)]) };
    let scored = score(&unknown, &Settings::default());
    assert_eq!(scored.parts[Part::Completeness as usize], None);
    let weights: Vec<f64> = scored.parts.iter().flatten().map(|earned| earned.weight).collect();
    assert!(close(weights.iter().sum(), 100.0), "{weights:?}");
    assert!(close(weights[0], 40.0 * 100.0 / 75.0), "{weights:?}");
    // 14 of 15 in every part.
    assert!(close(scored.total(), 1400.0 / 15.0), "{}", scored.total());
    let marked = Tally {
        shares: {
            let mut shares = unknown.shares;
            shares[2] = share(1.0, 2);
            shares
        },
        ..unknown
    };
    assert!(score(&marked, &Settings::default()).parts[Part::Completeness as usize].is_some());
}

/// Nine units, all below one.
fn directory() -> Directory {
    let unit =
        |code: char| format!("[[unit]]\ncode = \"{code}\"\nparent = \"top\"\nname = \"{code}\"\nshort = \"{code}\"\n");
    let units: String = ('a'..='i').map(unit).collect();
    let file = format!(
        "[centre]\nname = \"МЦУ\"\ntime_zone = \"Europe/Astrakhan\"\nlanguage = \"ru\"\n\
         [[unit]]\ncode = \"top\"\nname = \"Администрация\"\nshort = \"Администрация\"\n{units}\
         [[deadline]]\nkind = \"message\"\nreply = \"8 wh\"\n"
    );
    parse(&file).unwrap().directory
}

fn tallies(of: &[(&str, Tally)]) -> BTreeMap<UnitCode, Tally> {
    of.iter().map(|(unit, tally)| (UnitCode((*unit).to_owned()), tally.clone())).collect()
}

#[test]
fn ties_share_a_place_and_leave_the_next_one_free() {
    let worse = tally([share(8.0, 10), share(8.0, 10), share(10.0, 10), share(10.0, 10)]);
    let all = [("a", worse.clone()), ("b", perfect(10)), ("c", perfect(10)), ("d", perfect(1))];
    let tables = rank(&tallies(&all), &[], &directory(), &Settings::default());
    assert_eq!(tables.len(), 1);
    let rows: Vec<_> = tables[0].rows.iter().map(|row| (row.unit.as_str(), row.place)).collect();
    assert_eq!(rows, [("b", Some(1)), ("c", Some(1)), ("a", Some(3)), ("d", None)], "d has fewer than two");
    assert!(tables[0].rows.iter().all(|row| row.movement().is_none_or(|moved| moved == Movement::New)));
}

#[test]
fn movement_is_by_places() {
    let (good, fair) = (perfect(10), tally([share(8.0, 10); PARTS]));
    let (directory, settings) = (directory(), Settings::default());
    let before = rank(&tallies(&[("a", good.clone()), ("b", fair.clone())]), &[], &directory, &settings);
    let now = rank(&tallies(&[("a", fair.clone()), ("b", good), ("c", fair)]), &before, &directory, &settings);
    let moved: Vec<_> = now[0].rows.iter().map(|row| (row.unit.as_str(), row.movement())).collect();
    assert_eq!(moved, [("b", Some(Movement::Up(1))), ("a", Some(Movement::Down(1))), ("c", Some(Movement::New))]);
}

/// What one answer came to: in time, the share of its term used, complete, not complained of again.
#[derive(Clone, Copy, Debug)]
struct Answer {
    on_time: bool,
    used: f64,
    complete: f64,
    quiet: bool,
}

fn answers() -> impl Strategy<Value = Vec<Answer>> {
    let one = (any::<bool>(), 0.0..3.0_f64, prop_oneof![Just(0.0), Just(0.5), Just(1.0)], any::<bool>());
    let one = one.prop_map(|(on_time, used, complete, quiet)| Answer { on_time, used, complete, quiet });
    proptest::collection::vec(one, 0..60)
}

fn counted(answers: &[Answer]) -> Tally {
    let mut tally = Tally { reviewed: true, ..Tally::default() };
    for answer in answers {
        tally.incidents += 1;
        for (part, value) in values(answer).into_iter().enumerate() {
            tally.shares[part].add(value);
        }
    }
    tally
}

fn values(answer: &Answer) -> [f64; PARTS] {
    let yes = |is: bool| f64::from(u8::from(is));
    [yes(answer.on_time), speed(answer.used, 1.0), answer.complete, yes(answer.quiet)]
}

proptest! {
    #[test]
    fn more_in_time_never_lowers(answers in answers(), at in any::<prop::sample::Index>()) {
        prop_assume!(!answers.is_empty());
        let mut better = answers.clone();
        at.get_mut(&mut better[..]).on_time = true;
        let settings = Settings::default();
        prop_assert!(score(&counted(&better), &settings).total() >= score(&counted(&answers), &settings).total() - 1e-9);
    }

    #[test]
    fn what_is_ignored_never_raises(answers in answers()) {
        let settings = Settings::default();
        let before = score(&counted(&answers), &settings);
        // Open, overdue, long past twice its term: it counts in time and speed, and in nothing else yet.
        let mut ignored = counted(&answers);
        ignored.incidents += 1;
        ignored.shares[Part::OnTime as usize].add(0.0);
        ignored.shares[Part::Speed as usize].add(0.0);
        prop_assert!(score(&ignored, &settings).total() <= before.total() + 1e-9);
    }

    #[test]
    fn the_order_does_not_matter(answers in answers()) {
        let settings = Settings::default();
        let backwards: Vec<Answer> = answers.iter().rev().copied().collect();
        let (one, other) = (score(&counted(&answers), &settings).total(), score(&counted(&backwards), &settings).total());
        prop_assert!(close(one, other), "{one} and {other}");
    }

    #[test]
    fn anothers_work_moves_nobodys_score(own in answers(), others in answers()) {
        prop_assume!(!own.is_empty() && !others.is_empty());
        let (directory, settings) = (directory(), Settings::default());
        let alone = rank(&tallies(&[("a", counted(&own))]), &[], &directory, &settings);
        let together = rank(&tallies(&[("a", counted(&own)), ("b", counted(&others))]), &[], &directory, &settings);
        let of = |tables: &[mcu_bot::domain::rating::Ranking]| {
            tables[0].rows.iter().find(|row| row.unit.as_str() == "a").map(|row| row.score)
        };
        prop_assert_eq!(of(&alone), of(&together));
    }

    #[test]
    fn every_missing_point_has_a_reason(answers in answers()) {
        let (settings, tally) = (Settings::default(), counted(&answers));
        let by_incidents: f64 = answers
            .iter()
            .flat_map(|answer| Part::ALL.iter().zip(values(answer)))
            .map(|(part, value)| cost(*part, value, &tally, &settings))
            .sum();
        let pull: f64 = Part::ALL.iter().map(|part| {
            let (at, of) = (*part as usize, f64::from(tally.shares[*part as usize].of));
            settings.weights.all()[at] * settings.shrinkage * (1.0 - settings.prior) / (of + settings.shrinkage)
        }).sum();
        let missing = 100.0 - score(&tally, &settings).total();
        prop_assert!((missing - by_incidents - pull).abs() < 1e-6, "{missing} of {by_incidents} and {pull}");
    }

    #[test]
    fn scores_are_between_0_and_100(answers in answers()) {
        let total = score(&counted(&answers), &Settings::default()).total();
        prop_assert!((0.0..=100.0 + 1e-9).contains(&total));
    }
}
