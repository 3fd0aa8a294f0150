//! Pictures: what is on them, that nothing stands in the way of anything, and what they look like.

mod examples;
mod heat;
mod page;
mod rating;

use proptest::prelude::*;

/// «1 сообщение», «3 сообщения», «12 сообщений».
fn incidents(count: u32) -> String {
    let form = match (count % 10, count % 100) {
        (_, 11..=14) => "сообщений",
        (1, _) => "сообщение",
        (2..=4, _) => "сообщения",
        _ => "сообщений",
    };
    format!("{count} {form}")
}

fn more(count: usize) -> String {
    format!("и ещё {count}")
}

const NAMES: [&str; 14] = [
    "ЖКХ",
    "Дороги и транспорт",
    "Благоустройство",
    "Нижний Баскунчак",
    "Управление жилищно-коммунального хозяйства и благоустройства",
    "Экономика и торговля",
    "Пологозаймищенский сельсовет",
    "Социальное обслуживание и защита",
    "Имущественные и земельные отношения",
    "Безопасность и правопорядок",
    "Ново-Николаевка",
    "МФЦ «Мои документы»",
    "РЭС",
    "Отдел № 5 & <Со>",
];

fn usual_name() -> impl Strategy<Value = String> {
    prop::sample::select(&NAMES[..]).prop_map(str::to_owned)
}

/// Whatever somebody may have typed into the directory.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => usual_name(),
        1 => Just("Рентгеноэлектрокардиографического".repeat(4)),
        1 => Just("<text>&amp;]]></text>\"'".to_owned()),
        1 => Just("🔥 Пожар 🚒\u{0}\u{7}\n\t в школе".to_owned()),
        1 => Just(String::new()),
        1 => "[а-яА-Я -]{1,120}",
        1 => any::<String>(),
    ]
}
