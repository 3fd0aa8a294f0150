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
    ("centre", "МЦУ Ахтубинского района"),
    ("channel", "Telegram"),
    ("date", "пт 27 нояб."),
    ("day", "27"),
    ("does", "найти по словам: /find яма Ленина"),
    ("due", "пн 30 нояб., 14:05"),
    ("group", "Дороги"),
    ("hints", "нет срока; нет контакта, куда обратиться"),
    ("how", "по телефону"),
    ("id", "17"),
    ("importance", "повышенная"),
    ("indent", ""),
    ("instead", "пн 30 нояб., 14:05"),
    ("late", "2 ч"),
    ("later", "завтра в 14:05"),
    ("left", "30 раб. мин"),
    ("link", "<a href=\"https://t.me/podsluh_akhtuba/325\">пост</a>"),
    ("main", "2026-000117"),
    ("month", "нояб."),
    ("more", "2"),
    ("name", "Специалист дорог"),
    ("note", "звонили дважды"),
    ("number", "2026-000123"),
    ("numbers", "2026-000123, 2026-000125"),
    ("of", "Дороги"),
    ("open", "3"),
    ("outcome", "решено"),
    ("page", "2"),
    ("pages", "5"),
    ("people", "2 человека"),
    ("phrase", "в рамках компетенции"),
    ("place", "Ахтубинск, ул. Ленина, 12"),
    ("points", "1"),
    ("post", "325"),
    ("posts", "ответственный получатель, Дороги"),
    ("reason", "добавьте фото после ремонта"),
    ("role", "ответственный получатель"),
    ("roles", "оператор, руководитель МЦУ"),
    ("since", "пт 27 нояб., 14:20"),
    ("span", "120 раб. мин"),
    ("status", "на согласовании"),
    ("term", "8 раб. ч"),
    ("text", "На улице Ленина у дома 12 огромная яма, машины бьют колёса"),
    ("time", "14:05"),
    ("title", "Подслушано Ахтубинск"),
    ("topic", "Ямы на дорогах"),
    ("unit", "Дороги"),
    ("until", "завтра, 14:05"),
    ("used", "2 ч"),
    ("weekday", "пт"),
    ("what", "3 фото"),
    ("when", "ср 2 дек."),
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
    ("button-choice", "what", "3 раб. дня"),
    ("button-take", "what", "ответственный получатель, Дороги"),
    ("button-", "what", "Ямы на дорогах, ул. Ленина, 12"),
    ("card-source", "what", "комментарий"),
    ("history-", "what", "возвращено на доработку"),
    ("history-", "who", "Ответственный за СМИ"),
    ("button-chosen", "name", "Русский"),
    ("say-command", "name", "find"),
    ("card-", "day", "ср 2 дек."),
    ("reply-", "day", "ср 2 дек."),
    ("notice-", "day", "ср 2 дек."),
    ("toast-", "day", "ср 2 дек."),
    ("plain-late-date", "day", "ср 2 дек."),
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
