//! `docs/messages.ru.md`: everything the bot says, with examples in place of variables, to be read aloud.
//!
//! The page is made from `locales/ru/`. When texts change, `UPDATE_DOCS=1 cargo test messages_page` writes it anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/messages.ru.md");
const LOCALE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/locales/ru");

/// What stands in the place of a variable.
const EXAMPLES: &[(&str, &str)] = &[
    ("above", "руководитель МЦУ"),
    ("address", "https://vk.com/wall-1_325"),
    ("at", "пн 30 нояб., 14:05"),
    ("author", "Специалист дорог"),
    ("before", "28 нояб."),
    ("by", "3"),
    ("cause", "программа не работала"),
    ("centre", "МЦУ Ахтубинского района"),
    ("channel", "Telegram"),
    ("column", "благоустройство"),
    ("completeness", "25"),
    ("count", "12"),
    ("date", "пт 27 нояб."),
    ("day", "ср 2 дек."),
    ("days", "20–26 нояб."),
    ("deputy", "Мастер дорог"),
    ("does", "найти по словам: /find яма Ленина"),
    ("due", "пн 30 нояб., 14:05"),
    ("files", "9"),
    ("first", "пн 30 нояб."),
    ("from", "вт 24 нояб., 18:05"),
    ("group", "Дороги"),
    ("hints", "нет срока; нет контакта, куда обратиться"),
    ("how", "по телефону"),
    ("id", "17"),
    ("importance", "повышенная"),
    ("inbox", "0"),
    ("incidents", "12 сообщений"),
    ("indent", ""),
    ("instead", "пн 30 нояб., 14:05"),
    ("last", "пт 4 дек."),
    ("lasted", "2 ч 15 мин"),
    ("late", "2 ч"),
    ("later", "в 14:05"),
    ("league", "Управления и отделы"),
    ("left", "2 раб. ч"),
    ("link", "<a href=\"https://t.me/podsluh_akhtuba/325\">пост</a>"),
    ("list", "дороги 5 (42 %), ЖКХ 3, благоустройство 2"),
    ("main", "2026-000117"),
    ("messages", "30"),
    ("minimum", "2"),
    ("month", "нояб."),
    ("more", "2"),
    ("moved", " ▲1"),
    ("name", "Специалист дорог"),
    ("no_repeat", "15"),
    ("note", "звонили дважды"),
    ("number", "2026-000123"),
    ("numbers", "2026-000123, 2026-000125"),
    ("of", "Дороги"),
    ("on_time", "40"),
    ("open", "3"),
    ("outbox", "2"),
    ("overdue", "2"),
    ("other", "Дороги"),
    ("others", "4"),
    ("outcome", "решено"),
    ("page", "2"),
    ("pages", "5"),
    ("part", "в срок"),
    ("parts", "в срок 5,7, скорость 2,3"),
    ("people", "2 человека"),
    ("percent", "15"),
    ("period", "7 дней"),
    ("phrase", "в рамках компетенции"),
    ("place", "Ахтубинск, ул. Ленина, 12"),
    ("points", "1"),
    ("post", "325"),
    ("posts", "ответственный получатель, Дороги"),
    ("prior", "80"),
    ("reason", "добавьте фото после ремонта"),
    ("replies", "14"),
    ("report", "закрыто до 28.11.2026: сообщений 12"),
    ("role", "ответственный получатель"),
    ("roles", "оператор, руководитель МЦУ"),
    ("row", "Золотуха"),
    ("rows", "12 сообщений"),
    ("score", "91"),
    ("since", "пт 27 нояб., 14:20"),
    ("span", "пн 30 нояб. – пт 4 дек."),
    ("speed", "20"),
    ("status", "на согласовании"),
    ("steps", "17"),
    ("tail", ""),
    ("term", "8 раб. ч"),
    ("text", "На улице Ленина у дома 12 огромная яма, машины бьют колёса"),
    ("than", "позавчера"),
    ("time", "14:05"),
    ("times", "втрое больше обычного"),
    ("title", "Подслушано Ахтубинск"),
    ("topic", "Ямы на дорогах"),
    ("unit", "Дороги"),
    ("until", "завтра, 14:05"),
    ("version", "0.1.0"),
    ("waits", "7 мин"),
    ("used", "2 ч"),
    ("value", "12"),
    ("weekday", "пт"),
    ("weight", "40"),
    ("what", "3 фото"),
    ("when", "ср 2 дек., 17:00"),
    ("which", "2"),
    ("who", "Оператор МЦУ"),
    ("whom", "за «Дороги», по телефону"),
    ("why", "добавьте фото после ремонта"),
    ("word", "яма"),
    ("words", "яма"),
    ("work", "3 открытых дела"),
    ("year", "2026"),
];

/// What stands there in some messages instead: the beginning of the id, the variable, the example.
const INSTEAD: &[(&str, &str, &str)] = &[
    ("sheet-purge", "incidents", "12"),
    ("digest-verdict", "days", "Вчера"),
    ("plain-digest-in-time", "value", "13"),
    ("plain-digest-in-time", "of", "14"),
    ("digest-growing", "list", "уборка снега, втрое больше обычного"),
    ("digest-places", "list", "Ахтубинск 7 (58 %), Золотуха 2"),
    ("digest-channels", "list", "ВК 9 (75 %), Telegram 3"),
    ("digest-longest", "list", "Дороги, № 2026-000101, просрочено на 6 раб. ч"),
    ("digest-rating-unranked", "list", "Культура, Связь"),
    ("digest-received", "tail", " · на 3 меньше, чем позавчера; обычно 15"),
    ("digest-solved", "tail", " · в срок 13 из 14"),
    ("digest-in-work", "tail", " · на контроле 5"),
    ("digest-overdue", "tail", " · на 1 больше, чем в прошлой сводке"),
    ("digest-rating-row", "place", "1"),
    ("button-why-unit", "place", "1"),
    ("button-cost", "points", "11,6"),
    ("say-why", "points", "11,6"),
    ("plain-why-part", "points", "5,7"),
    ("plain-part", "points", "36"),
    ("plain-digest-share", "name", "дороги"),
    ("plain-digest-item", "name", "ЖКХ"),
    ("plain-digest-growth", "topic", "уборка снега"),
    ("plain-digest-longest", "late", "6 раб. ч"),
    ("plain-digest-weekend", "first", "пт"),
    ("plain-digest-weekend", "last", "вс"),
    ("plain-digest-span", "span", "31 дек. – 10 янв."),
    ("plain-dates-of-month", "first", "20"),
    ("plain-dates-of-month", "last", "26"),
    ("plain-date-of-month", "day", "26"),
    ("plain-dates-of-year", "span", "20–26 нояб."),
    ("picture-heat", "late", "2"),
    ("picture-heat", "of", "3"),
    ("say-heat", "late", "2"),
    ("say-heat", "of", "3"),
    ("say-heat-growing", "list", "снег, втрое больше обычного"),
    ("say-rating-own-place", "place", "2"),
    ("say-rating-own-place", "of", "12"),
    ("say-rating", "span", "за 7 дней"),
    ("say-heat", "span", "за 7 дней"),
    ("say-why", "span", "за 7 дней"),
    ("say-export", "span", "за 7 дней"),
    ("say-bound", "time", "09:00"),
    ("say-bound", "when", "завтра в 09:00"),
    ("say-bound", "title", "МЦУ района"),
    ("say-unbound", "title", "МЦУ района"),
    ("say-group-gone", "title", "МЦУ района"),
    ("button-choice", "what", "3 раб. дня"),
    ("plain-date", "day", "27"),
    ("plain-weekday", "day", "5"),
    ("remind-next", "at", "Завтра в 09:05"),
    ("remind-next", "role", "куратор отраслевого блока"),
    ("remind-holder", "at", "пт 27 нояб., 14:20"),
    ("remind-accepted", "at", "пт 27 нояб., 14:20"),
    ("remind-row", "when", "14:05"),
    ("remind-row", "number", "№ 2026-000123"),
    ("remind-", "at", "сегодня в 14:05"),
    ("remind-", "late", "4 раб. ч"),
    ("remind-", "span", "2 раб. ч"),
    ("remind-", "until", "14:05"),
    ("remind-", "what", "Ямы на дорогах, ул. Ленина, 12"),
    ("button-take", "what", "ответственный получатель, Дороги"),
    ("button-", "what", "Ямы на дорогах, ул. Ленина, 12"),
    ("card-source", "what", "комментарий"),
    ("history-", "what", "возвращено на доработку"),
    ("history-", "who", "Ответственный за СМИ"),
    ("button-chosen", "name", "Русский"),
    ("say-command", "name", "find"),
];

/// Numbers for which Russian has other words.
const COUNTS: [i64; 3] = [1, 2, 5];

#[test]
fn messages_page_shows_what_the_bot_says() {
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(PAGE, &page).unwrap();
    }
    let kept = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(kept == page, "docs/messages.ru.md is older than locales/ru: UPDATE_DOCS=1 cargo test messages_page");
}

fn page() -> String {
    let mut page =
        "# Всё, что говорит бот\n\nСтраницу собирает тест из `locales/ru/`; на месте переменных стоят примеры.\n"
            .to_owned();
    for path in files() {
        let source = fs::read_to_string(&path).unwrap();
        let resource = parser::parse(source.as_str()).unwrap();
        for entry in &resource.body {
            match entry {
                Entry::ResourceComment(comment) => {
                    let _ = write!(page, "\n## {}\n", comment.content.join(" ").trim_end_matches('.'));
                }
                Entry::GroupComment(comment) => {
                    let _ = write!(page, "\n### {}\n", comment.content.join(" ").trim_end_matches('.'));
                }
                Entry::Message(message) => page.push_str(&told(message, &source)),
                _ => {}
            }
        }
    }
    page
}

fn files() -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = fs::read_dir(Path::new(LOCALE)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// `id` and the message as it reads, for each number that changes it.
fn told(message: &Message<&str>, source: &str) -> String {
    let mut bundle = FluentBundle::new(vec!["ru".parse().unwrap()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(FluentResource::try_new(source.to_owned()).unwrap()).unwrap();
    let pattern = bundle.get_message(message.id.name).and_then(|message| message.value()).unwrap();
    let mut readings: Vec<String> = Vec::new();
    for count in COUNTS {
        let mut errors = Vec::new();
        let arguments = arguments(message, count);
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        assert!(errors.is_empty(), "{}: {errors:?}", message.id.name);
        if !readings.contains(&text) {
            readings.push(text);
        }
    }
    let readings: Vec<_> = readings.iter().map(|text| quoted(text)).collect();
    format!("\n`{}`\n{}\n", message.id.name, readings.join("\n>\n"))
}

/// As the messenger shows it.
fn quoted(text: &str) -> String {
    let marked = [("<b>", "**"), ("</b>", "**"), ("<i>", "*"), ("</i>", "*"), ("<code>", "`"), ("</code>", "`")]
        .iter()
        .fold(text.to_owned(), |text, (tag, mark)| text.replace(tag, mark));
    marked.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("  \n")
}

fn arguments(message: &Message<&str>, count: i64) -> FluentArgs<'static> {
    let mut arguments = FluentArgs::new();
    let mut seen = Vec::new();
    if let Some(pattern) = &message.value {
        variables(pattern, &mut seen);
    }
    for (name, counted) in &seen {
        if *counted {
            arguments.set(name.clone(), FluentValue::from(count));
        } else if !seen.contains(&(name.clone(), true)) {
            arguments.set(name.clone(), FluentValue::from(example(message.id.name, name)));
        }
    }
    arguments
}

fn example(message: &str, variable: &str) -> &'static str {
    let instead = INSTEAD.iter().find(|(id, name, _)| message.starts_with(id) && *name == variable);
    let usual = || EXAMPLES.iter().find(|(name, _)| *name == variable).map(|(_, example)| *example);
    let example = instead.map(|(_, _, example)| *example).or_else(usual);
    example.unwrap_or_else(|| panic!("{message}: no example for ${variable}"))
}

/// Every variable, and whether it is a number: the words depend on it, or it is a count that needs no other words.
fn variables(pattern: &Pattern<&str>, seen: &mut Vec<(String, bool)>) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                named(selector, true, seen);
                for variant in variants {
                    variables(&variant.value, seen);
                }
            }
            PatternElement::Placeable { expression: Expression::Inline(inline) } => named(inline, false, seen),
            PatternElement::TextElement { .. } => {}
        }
    }
}

fn named(expression: &InlineExpression<&str>, counted: bool, seen: &mut Vec<(String, bool)>) {
    if let InlineExpression::VariableReference { id } = expression {
        seen.push((id.name.to_owned(), counted || id.name == "count"));
    }
}
