use mcu_bot::report::Drawing;
use mcu_bot::report::rating::{League, Movement, Rating, Row, Unranked, Words};
use proptest::prelude::*;

use super::page::{self, size};
use super::{any_name, incidents, more, usual_name};

const WEIGHTS: [f64; 4] = [40.0, 25.0, 20.0, 15.0];

pub fn row(place: u32, name: &str, movement: Movement, shares: [f64; 4], count: u32, overdue: u32) -> Row {
    let points = [0, 1, 2, 3].map(|part| WEIGHTS[part] * shares[part]);
    let away = |score: &u32| (points.iter().sum::<f64>() - f64::from(*score)).abs();
    let score = (0..=100).min_by(|one, other| away(one).total_cmp(&away(other)));
    Row {
        place,
        name: name.to_owned(),
        movement,
        score: score.unwrap(),
        points: points.map(Some),
        weights: WEIGHTS,
        incidents: incidents(count),
        overdue,
    }
}

pub fn empty() -> Rating {
    Rating {
        title: "Дороги отстают третью неделю".to_owned(),
        subtitle: "20–26 ноября 2026 года".to_owned(),
        source: "МЦУ Ахтубинского района · 143 сообщения за неделю".to_owned(),
        parts: ["в срок", "скорость", "полнота", "без повторов"].map(str::to_owned),
        unranked_title: "Вне рейтинга: меньше двух сообщений".to_owned(),
        empty: "За неделю никто не набрал двух сообщений".to_owned(),
        words: Words { overdue: "просрочено".to_owned(), new: "впервые".to_owned() },
        ..Rating::default()
    }
}

fn movement() -> impl Strategy<Value = Movement> {
    prop_oneof![
        (1_u32..40).prop_map(Movement::Up),
        (1_u32..40).prop_map(Movement::Down),
        Just(Movement::Same),
        Just(Movement::New),
    ]
}

prop_compose! {
    fn any_row(name: impl Strategy<Value = String>)(
        name in name,
        place in 1_u32..60,
        movement in movement(),
        shares in prop::array::uniform4(prop_oneof![4 => 0.0..=1.0, 1 => Just(0.0), 1 => Just(7.0)]),
        left_out in prop::option::of(0_usize..4),
        count in prop_oneof![4 => 0_u32..60, 1 => 0_u32..9000],
        overdue in prop_oneof![2 => Just(0_u32), 2 => 1_u32..30, 1 => 0_u32..9000],
    ) -> Row {
        let mut row = row(place, &name, movement, shares, count, overdue);
        if let Some(part) = left_out {
            row.points[part] = None;
        }
        row
    }
}

fn any_rating(name: fn() -> BoxedStrategy<String>) -> impl Strategy<Value = Rating> {
    let league = (prop::option::of(name()), prop::collection::vec(any_row(name()), 0..24))
        .prop_map(|(name, rows)| League { name, rows, rest: None });
    let unranked = prop::collection::vec(name().prop_map(|name| Unranked { name, incidents: incidents(1) }), 0..20);
    (prop::collection::vec(league, 0..4), unranked, name(), name())
        .prop_map(|(leagues, unranked, title, source)| Rating { leagues, unranked, title, source, ..empty() })
}

fn usual() -> BoxedStrategy<String> {
    usual_name().boxed()
}

fn hostile() -> BoxedStrategy<String> {
    any_name().boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_or_leaves_the_page(rating in any_rating(hostile)) {
        prop_assert_eq!(page::rating(&rating).check(), Ok(()));
        prop_assert_eq!(page::rating(&rating.cut(more)).check(), Ok(()));
    }

    #[test]
    fn a_cut_rating_says_all_it_has(rating in any_rating(usual)) {
        let all: usize = rating.leagues.iter().map(|league| league.rows.len()).sum();
        let fit = rating.fit();
        let cut = rating.clone().cut(more);
        prop_assert_eq!(cut.fit(), fit);
        prop_assert!(fit == all || cut.leagues.iter().any(|league| league.rest.is_some()));
        let seen = page::rating(&cut);
        let shown = cut.leagues.iter().filter(|league| !league.rows.is_empty());
        for league in shown {
            prop_assert!(league.name.iter().chain(&league.rest).all(|words| seen.says(words)), "{league:?}");
            for row in &league.rows {
                prop_assert!(seen.says(&row.name) && seen.says(&row.incidents), "{row:?} in {}", seen.words());
                prop_assert!(row.overdue == 0 || seen.says(&format!("просрочено {}", row.overdue)), "{row:?}");
            }
        }
        for unit in &cut.unranked {
            prop_assert!(seen.says(&unit.name), "{unit:?} in {}", seen.words());
        }
        prop_assert!(cut.unranked_rest.iter().all(|rest| seen.says(rest)));
    }
}

#[test]
fn a_rating_is_a_png_for_a_phone() {
    let rows = (1..=40).map(|place| row(place, "Дороги и транспорт", Movement::Same, [0.9, 0.8, 0.7, 1.0], 12, 0));
    let leagues = vec![League { rows: rows.collect(), ..League::default() }];
    let rating = Rating { leagues, ..empty() };
    let png = Drawing::Rating(rating.clone().cut(more)).png().unwrap();
    let (width, height) = size(&png);
    assert_eq!(width, 1080);
    assert!((1300..=1440).contains(&height), "{height}");
    assert!(png.len() < 300_000, "{} bytes", png.len());
    assert!(rating.fit() >= 14, "{} rows", rating.fit());
}

#[test]
fn leagues_are_cut_alike() {
    let rows = || (1..=20).map(|place| row(place, "Дороги", Movement::Same, [0.9; 4], 12, 0)).collect();
    let league = |name: &str| League { name: Some(name.to_owned()), rows: rows(), rest: None };
    let cut = Rating { leagues: vec![league("Отделы"), league("Поселения")], ..empty() }.cut(more);
    let shown: Vec<_> = cut.leagues.iter().map(|league| league.rows.len()).collect();
    assert!(shown[0].abs_diff(shown[1]) <= 1 && shown[1] >= 5, "{shown:?}");
    assert_eq!(cut.leagues[1].rest, Some(more(20 - shown[1])));
}

#[test]
fn an_empty_rating_says_so_calmly() {
    let unranked = vec![Unranked { name: "Связь".to_owned(), incidents: incidents(1) }];
    let rating = Rating { unranked, ..empty() };
    let seen = page::rating(&rating);
    assert_eq!(seen.check(), Ok(()));
    assert!(seen.says(&rating.empty) && seen.says(&rating.title) && seen.says("Связь — 1 сообщение"));
    assert!(!seen.says("скорость"));
    let (_, height) = size(&Drawing::Rating(empty()).png().unwrap());
    assert!(height < 500, "{height}");
}

#[test]
fn parts_are_named_once_by_the_first_bar_or_beside_swatches() {
    for first in [[1.0, 0.9, 0.8, 1.0], [1.0, 0.05, 0.0, 0.1]] {
        let rows =
            vec![row(1, "ЖКХ", Movement::Up(1), first, 3, 0), row(2, "Дороги", Movement::Down(1), [0.5; 4], 3, 1)];
        let rating = Rating { leagues: vec![League { rows, ..League::default() }], ..empty() };
        let seen = page::rating(&rating);
        assert_eq!(seen.check(), Ok(()));
        assert!(rating.parts.iter().all(|part| seen.words().matches(part.replace(' ', "").as_str()).count() == 1));
    }
}

#[test]
fn numbers_that_are_none_are_drawn_as_none() {
    let mut odd = row(1, "ЖКХ", Movement::New, [1.0; 4], 3, 0);
    odd.points = [Some(f64::NAN), Some(f64::INFINITY), Some(-5.0), None];
    odd.weights = [f64::NAN, f64::NEG_INFINITY, 1e300, -1.0];
    (odd.score, odd.place, odd.overdue) = (u32::MAX, u32::MAX, u32::MAX);
    odd.movement = Movement::Down(u32::MAX);
    let rating = Rating { leagues: vec![League { rows: vec![odd], ..League::default() }], ..empty() };
    let svg = Drawing::Rating(rating.clone()).svg();
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    assert_eq!(page::rating(&rating).check(), Ok(()));
}

#[test]
fn a_drawing_is_kept_as_json() {
    let rows = vec![row(1, "ЖКХ", Movement::Up(2), [1.0, 0.9, 0.8, 0.7], 3, 0)];
    let drawing = Drawing::Rating(Rating { leagues: vec![League { rows, ..League::default() }], ..empty() });
    let kept = serde_json::to_string(&drawing).unwrap();
    assert_eq!(serde_json::from_str::<Drawing>(&kept).unwrap(), drawing);
}
