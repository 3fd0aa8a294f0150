use mcu_bot::report::Drawing;
use mcu_bot::report::heat::{Cell, Heat, HeatRow, MOST_COLUMNS, Marks, Shade};
use proptest::prelude::*;

use super::page::{self, size};
use super::{NAMES, any_name, more, usual_name};

pub fn empty() -> Heat {
    Heat {
        title: "Снег: втрое больше обычного".to_owned(),
        subtitle: "20–26 ноября 2026 года, сообщения по темам".to_owned(),
        source: "МЦУ Ахтубинского района · 143 сообщения за неделю".to_owned(),
        total: "Всего".to_owned(),
        scale: ["до 5 % с опозданием", "до 20 %", "больше 20 %"].map(str::to_owned),
        marks: Marks { worst: "хуже всего".to_owned(), growing: "растёт".to_owned() },
        empty: "За неделю сообщений не было".to_owned(),
        ..Heat::default()
    }
}

fn cell(most: u32) -> impl Strategy<Value = Cell> {
    let shade = prop::sample::select(vec![Shade::None, Shade::Calm, Shade::Watch, Shade::Bad]);
    let count = prop_oneof![6 => 0..60_u32, 2 => 0..=most, 1 => Just(0)];
    (count, shade, any::<bool>(), any::<bool>()).prop_map(|(count, shade, growing, worst)| Cell {
        count,
        shade,
        growing,
        worst,
    })
}

fn any_heat(name: fn() -> BoxedStrategy<String>, most: u32) -> impl Strategy<Value = Heat> {
    (0_usize..10).prop_flat_map(move |columns| {
        let row = (name(), prop::collection::vec(cell(most), columns), cell(most))
            .prop_map(|(name, cells, total)| HeatRow { name, cells, total });
        // No topic is called as a whole department: what a heading cannot hold ends with an ellipsis.
        let topic = name().prop_filter("a topic", |name| !NAMES.contains(&name.as_str()) || name.chars().count() < 40);
        let columns = prop::collection::vec(topic, columns);
        (columns, prop::collection::vec(row, 0..40), name()).prop_map(|(columns, rows, title)| Heat {
            columns,
            rows,
            title,
            ..empty()
        })
    })
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
    fn nothing_overlaps_or_leaves_the_page(heat in any_heat(hostile, 9_999)) {
        prop_assert_eq!(page::heat(&heat).check(), Ok(()));
        prop_assert_eq!(page::heat(&heat.cut(more)).check(), Ok(()));
    }

    #[test]
    fn a_cut_map_says_all_it_has(heat in any_heat(usual, 400)) {
        let all = heat.rows.len();
        let cut = heat.clone().cut(more);
        prop_assert_eq!(cut.fit(), heat.fit());
        if heat.columns.is_empty() || all == 0 {
            prop_assert!(page::heat(&heat).says(&heat.empty));
            return Ok(());
        }
        let seen = page::heat(&cut);
        prop_assert!(cut.rows.len() == all || seen.says(&more(all - cut.rows.len())));
        for column in cut.columns.iter().take(MOST_COLUMNS) {
            prop_assert!(seen.says(column), "{column} in {}", seen.words());
        }
        for row in &cut.rows {
            prop_assert!(seen.says(&row.name), "{row:?} in {}", seen.words());
            let cells = row.cells.iter().take(MOST_COLUMNS).chain([&row.total]);
            for cell in cells.filter(|cell| cell.count > 0) {
                prop_assert!(seen.says(&cell.count.to_string()), "{cell:?}");
            }
        }
    }
}

#[test]
fn the_largest_map_is_a_png_for_a_phone() {
    let filled = Cell { count: 23, shade: Shade::Watch, growing: true, worst: false };
    let row = HeatRow { name: "Нижний Баскунчак".to_owned(), cells: vec![filled; 8], total: filled };
    let columns = vec!["Благоустройство".to_owned(); 8];
    let heat = Heat { columns, rows: vec![row; 60], ..empty() };
    assert!(heat.fit() >= 20, "{} rows", heat.fit());
    let png = Drawing::Heat(heat.cut(more)).png().unwrap();
    let (width, height) = size(&png);
    assert_eq!(width, 1080);
    assert!((1300..=1440).contains(&height), "{height}");
    assert!(png.len() < 300_000, "{} bytes", png.len());
}

#[test]
fn numbers_no_cell_can_show_end_with_a_plus() {
    let huge = Cell { count: u32::MAX, shade: Shade::Bad, growing: true, worst: true };
    let row = HeatRow { name: "ЖКХ".to_owned(), cells: vec![huge; 3], total: huge };
    let heat = Heat { columns: vec!["Дороги".to_owned(); 3], rows: vec![row; 3], ..empty() };
    let seen = page::heat(&heat);
    assert_eq!(seen.check(), Ok(()));
    assert!(seen.says("99999+"));
}

#[test]
fn marks_are_explained_only_where_a_cell_has_them() {
    let plain = Cell { count: 3, shade: Shade::Calm, ..Cell::default() };
    let of = |cell: Cell| Heat {
        columns: vec!["Дороги".to_owned()],
        rows: vec![HeatRow { name: "ЖКХ".to_owned(), cells: vec![cell], total: plain }],
        ..empty()
    };
    assert!(!page::heat(&of(plain)).says("растёт"));
    let seen = page::heat(&of(Cell { growing: true, ..plain }));
    assert!(seen.says("растёт") && !seen.says("хуже всего"));
    assert!(seen.says("до 5 % с опозданием"));
}

#[test]
fn a_missing_cell_is_blank_and_one_too_many_is_not_drawn() {
    let cell = |count| Cell { count, shade: Shade::Calm, ..Cell::default() };
    let row = |cells: Vec<Cell>| HeatRow { name: "ЖКХ".to_owned(), cells, total: cell(1) };
    let rows = vec![row(Vec::new()), row(vec![cell(2), cell(3), cell(777)])];
    let heat = Heat { columns: vec!["Дороги".to_owned(), "Снег".to_owned()], rows, ..empty() };
    let seen = page::heat(&heat);
    assert_eq!(seen.check(), Ok(()));
    assert!(!seen.says("777"));
}

#[test]
fn numbers_stand_out_from_their_cells() {
    let svg = |shade| {
        let cell = Cell { count: 3, shade, ..Cell::default() };
        let row = HeatRow { name: "ЖКХ".to_owned(), cells: vec![cell], total: Cell::default() };
        Drawing::Heat(Heat { columns: vec!["Дороги".to_owned()], rows: vec![row], ..empty() }).svg()
    };
    for shade in [Shade::Calm, Shade::Watch, Shade::Bad] {
        let svg = svg(shade);
        let before = svg.split(">3</text>").next().unwrap();
        let mut fills = before.rsplit("fill=\"").map(|rest| rest.split('"').next().unwrap());
        let (ink, cell) = (fills.next().unwrap(), fills.next().unwrap());
        assert!(contrast(ink, cell) >= 4.5, "{ink} on {cell}: {}", contrast(ink, cell));
    }
}

/// Of two colours like #1F2328, as WCAG counts it.
fn contrast(one: &str, other: &str) -> f64 {
    let light = |colour: &str| {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) + 0.05
    };
    (light(one) / light(other)).max(light(other) / light(one))
}
