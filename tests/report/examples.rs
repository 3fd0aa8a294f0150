//! The pictures of the documents: a believable week of the district. `UPDATE_DOCS=1` draws them anew.

use std::fs;
use std::path::Path;

use mcu_bot::report::Drawing;
use mcu_bot::report::heat::{Cell, Heat, HeatRow, Shade};
use mcu_bot::report::rating::{League, Movement, Rating, Unranked};

use super::rating::row;
use super::{heat, incidents, more, page, rating};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn week() -> Rating {
    use Movement::{Down, New, Same, Up};
    let departments = vec![
        row(1, "ЖКХ", Up(1), [1.0, 0.94, 0.95, 0.93], 31, 0),
        row(2, "Благоустройство", Down(1), [0.96, 0.9, 0.95, 1.0], 22, 0),
        row(3, "Экология", Same, [0.9, 0.86, 0.9, 1.0], 9, 0),
        row(3, "Образование", Up(2), [1.0, 0.7, 0.9, 0.965], 6, 0),
        row(5, "Имущество и земля", New, [0.8, 0.7, 0.95, 0.8], 4, 1),
        row(6, "Дороги и транспорт", Down(2), [0.52, 0.48, 0.85, 0.6], 27, 5),
    ];
    let settlements = vec![
        row(1, "Нижний Баскунчак", Up(2), [1.0, 0.88, 0.9, 1.0], 8, 0),
        row(2, "Капустин Яр", Same, [0.92, 0.8, 0.85, 1.0], 11, 0),
        row(3, "Город Ахтубинск", Down(2), [0.85, 0.74, 0.88, 0.7], 17, 2),
        row(4, "Успенский сельсовет", New, [0.67, 0.7, 0.7, 1.0], 3, 0),
    ];
    let league = |name: &str, rows| League { name: Some(name.to_owned()), rows, rest: None };
    let unranked = ["Культура", "Связь", "Болхуны", "Верхний Баскунчак", "Садовое"];
    Rating {
        source: "МЦУ Ахтубинского района · 143 сообщения за неделю".to_owned(),
        leagues: vec![league("Управления и отделы", departments), league("Поселения", settlements)],
        unranked: unranked.map(|name| Unranked { name: name.to_owned(), incidents: incidents(1) }).to_vec(),
        ..rating::empty()
    }
}

/// What stands in a cell: «12!^» is twelve, bad and growing. `~` is watch, `*` the worst.
fn cell(written: &str) -> Cell {
    let count = written.trim_end_matches(['!', '~', '^', '*']).parse().unwrap();
    let shade = match count {
        0 => Shade::None,
        _ if written.contains('!') => Shade::Bad,
        _ if written.contains('~') => Shade::Watch,
        _ => Shade::Calm,
    };
    Cell { count, shade, growing: written.contains('^'), worst: written.contains('*') }
}

const TOPICS: [&str; 7] = [
    "Уборка снега",
    "ЖКХ",
    "Благоустройство",
    "Мусор и ТКО",
    "Электроснабжение",
    "Животные без владельцев",
    "Общественный транспорт",
];

const PLACES: [(&str, &str); 12] = [
    ("Ахтубинск", "19!^* 14~ 7 5 2 6~ 4"),
    ("Капустин Яр", "6~^ 3 2 4 0 3 0"),
    ("Нижний Баскунчак", "5^ 4 1 0 2 0 1"),
    ("Верхний Баскунчак", "3^ 2 2 1 4!^ 0 0"),
    ("Болхуны", "4~^ 1 0 2 0 2 0"),
    ("Успенка", "2! 1 1 0 0 0 3~"),
    ("Покровка", "3 0 1 1 0 1 0"),
    ("Золотуха", "2 1 0 2~ 0 0 0"),
    ("Пологое Займище", "1 0 2 0 1 0 0"),
    ("Ново-Николаевка", "2 1 0 0 0 1 0"),
    ("Батаевка", "1 0 1 0 0 0 1"),
    ("Садовое", "1 0 0 1 0 0 0"),
];

fn map() -> Heat {
    let rows = PLACES.map(|(name, cells)| {
        let cells: Vec<_> = cells.split(' ').map(cell).collect();
        let total = Cell { count: cells.iter().map(|cell| cell.count).sum(), ..Cell::default() };
        HeatRow { name: name.to_owned(), cells, total }
    });
    let count: u32 = rows.iter().map(|row| row.total.count).sum();
    Heat {
        columns: TOPICS.map(str::to_owned).to_vec(),
        source: format!("МЦУ Ахтубинского района · {} за неделю", incidents(count)),
        rows: rows.to_vec(),
        ..heat::empty()
    }
}

#[test]
fn pictures_of_the_documents_are_what_is_drawn() {
    let (rating, heat) = (week().cut(more), map().cut(more));
    assert_eq!(page::rating(&rating).check(), Ok(()));
    assert_eq!(page::heat(&heat).check(), Ok(()));
    for (name, drawing) in [("rating", Drawing::Rating(rating)), ("heatmap", Drawing::Heat(heat))] {
        let picture = Path::new(ROOT).join("docs/pictures").join(name).with_extension("png");
        // PNGs may differ by the processor in a last bit, the page does not.
        let page = Path::new(ROOT).join("tests/report/examples").join(name).with_extension("svg");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::create_dir_all(page.parent().unwrap()).unwrap();
            fs::write(&picture, drawing.png().unwrap()).unwrap();
            fs::write(&page, drawing.svg()).unwrap();
        }
        let kept = fs::read_to_string(&page).unwrap_or_default();
        assert!(
            kept == drawing.svg(),
            "{} is older than what is drawn: UPDATE_DOCS=1 draws it anew",
            picture.display()
        );
        let (width, height) = page::size(&fs::read(&picture).unwrap());
        assert!(kept.contains(&format!("width=\"{width}\" height=\"{height}\"")), "{}", picture.display());
    }
}
