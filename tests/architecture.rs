//! The arrows between the folders of `src/`, and the habits the code keeps.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenTree};

use crate::source::{File, files, group, ident, inside, is_ident, is_punct, line, walk};

/// Folder or file of `src/` → what it may use of the others. A new one gets a row here first.
const LAYERS: &[(&str, May)] = &[
    ("domain", May::Use(&[])),
    ("clock", May::Use(&["domain"])),
    ("random", May::Use(&[])),
    ("crash", May::Use(&[])),
    ("secret", May::Use(&[])),
    ("telemetry", May::Use(&["domain"])),
    ("store", May::Use(&["domain"])),
    ("messenger", May::Use(&["domain"])),
    ("telegram", May::Use(&["domain", "messenger", "clock", "secret"])),
    ("i18n", May::Use(&["domain", "messenger"])),
    // The words below a picture, and what the picture shows, say one thing.
    ("cards", May::Use(&["domain", "messenger", "i18n", "report"])),
    ("report", May::Use(&["domain", "messenger", "i18n"])),
    ("flows", May::Use(&["domain", "store", "messenger", "cards", "report", "i18n"])),
    ("intake", May::Use(&["domain", "store", "messenger", "flows", "i18n"])),
    // Its turns are flows that no update asks for.
    ("jobs", May::Use(&["domain", "store", "messenger", "cards", "report", "i18n", "flows"])),
    ("web", May::Use(&["domain", "store", "messenger", "report", "intake"])),
    ("emulator", May::UseAll),
    ("demo", May::UseAll),
    ("app", May::UseAll),
    ("main", May::Use(&["app"])),
    // Names the folders, and nothing in them.
    ("lib", May::Use(&[])),
];

/// What hides nothing and decides nothing: for everybody but the pure rules.
const FOR_ALL_BUT_DOMAIN: &[&str] = &["clock", "crash", "random", "secret", "telemetry"];

enum May {
    Use(&'static [&'static str]),
    UseAll,
}

/// Crate → the only places that know it.
const AT_HOME: &[(&str, &[&str])] = &[
    ("teloxide", &["telegram/"]),
    ("rand", &["random.rs"]),
    // Beside the gateway: an address among the settings, a webhook's sender in the emulator.
    ("reqwest", &["telegram/", "app/settings/", "emulator/"]),
    ("sqlx", &["store/"]),
    ("fluent_bundle", &["i18n/"]),
    ("fluent_syntax", &["i18n/compile/"]),
    ("tokio_cron_scheduler", &["jobs/clock.rs"]),
    ("prometheus_client", &["telemetry.rs", "web/"]),
    ("axum", &["web/", "emulator/", "demo/"]),
    ("holidays_ru", &["domain/working_time/"]),
    ("rust_xlsxwriter", &["report/export.rs"]),
    ("resvg", &["report/render.rs"]),
    ("harfrust", &["report/text.rs"]),
    ("skrifa", &["report/text.rs"]),
];

/// What makes a rule impure.
const NOT_IN_DOMAIN: &[&str] = &["async", "await", "tokio", "futures", "tracing"];

#[test]
fn arrows_between_layers_are_those_of_the_table() {
    let wrong: Vec<_> =
        files().iter().flat_map(|file| uses(file).into_iter().filter_map(|to| arrow(file, &to))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with `file` using `to`.
fn arrow(file: &File, (to, line): &(String, usize)) -> Option<String> {
    let layer = layer(&file.path);
    let Some((_, may)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
        return Some(format!("src/{}: `{layer}` has no row in the table", file.path));
    };
    let allowed = match may {
        May::UseAll => true,
        May::Use(others) => {
            to == layer
                || others.contains(&to.as_str())
                || layer != "domain" && FOR_ALL_BUT_DOMAIN.contains(&to.as_str())
        }
    };
    (!allowed).then(|| format!("src/{}:{line}: `{layer}` may not use `{to}`", file.path))
}

/// The folder, or the name of a file that lies beside the folders.
fn layer(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// The layers a file names, with the line, by paths that begin with `crate`, `mcu_bot` or enough `super`s.
fn uses(file: &File) -> BTreeSet<(String, usize)> {
    let folders = file.path.matches('/').count();
    let depth = if file.path.ends_with("mod.rs") { folders } else { folders + 1 };
    let mut found = BTreeSet::new();
    walk(&file.tokens, &mut |tokens| {
        let path = if is_ident(tokens.first(), "crate") || is_ident(tokens.first(), "mcu_bot") {
            after_colons(&tokens[1..])
        } else {
            above(tokens, depth)
        };
        for (name, line) in path.map(heads).unwrap_or_default() {
            found.insert((name, line));
        }
    });
    found
}

/// What follows `depth` times `super::`, which is the crate.
fn above(mut tokens: &[TokenTree], depth: usize) -> Option<&[TokenTree]> {
    for _ in 0..depth.max(1) {
        tokens = is_ident(tokens.first(), "super").then(|| after_colons(&tokens[1..])).flatten()?;
    }
    Some(tokens)
}

fn after_colons(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    (is_punct(tokens.first(), ':') && is_punct(tokens.get(1), ':')).then(|| &tokens[2..])
}

/// The first names of `a::b`, or of each path in `{a::b, c}`.
fn heads(tokens: &[TokenTree]) -> Vec<(String, usize)> {
    let head = |token: Option<&TokenTree>| Some((ident(token)?, line(token?.span())));
    let Some(list) = group(tokens.first(), Delimiter::Brace) else { return head(tokens.first()).into_iter().collect() };
    inside(list).split(|token| is_punct(Some(token), ',')).filter_map(|path| head(path.first())).collect()
}

#[test]
fn crates_stay_where_they_belong() {
    let mut wrong = Vec::new();
    for file in files() {
        walk(&file.tokens, &mut |tokens| {
            let Some((name, homes)) = AT_HOME.iter().find(|(name, _)| is_ident(tokens.first(), name)) else { return };
            let is_path = after_colons(&tokens[1..]).is_some();
            if is_path && !homes.iter().any(|home| file.path.starts_with(home)) {
                wrong.push(format!("src/{}:{}: `{name}`", file.path, line(tokens[0].span())));
            }
        });
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rules_are_pure() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| file.path.starts_with("domain/")) {
        walk(&file.tokens, &mut |tokens| {
            if let Some(word) = NOT_IN_DOMAIN.iter().find(|word| is_ident(tokens.first(), word)) {
                wrong.push(format!("src/{}:{}: `{word}`", file.path, line(tokens[0].span())));
            }
        });
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short() {
    let lines = files().into_iter().map(|file| (file.text.lines().count(), file.path));
    let long: Vec<_> = lines.filter(|(lines, _)| *lines > 500).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn functions_are_short() {
    let mut lengths: Vec<_> = files().iter().flat_map(functions).collect();
    lengths.sort();
    let long: Vec<_> = lengths.iter().filter(|(lines, _)| *lines > 40).collect();
    assert!(lengths.last().is_none_or(|(lines, _)| *lines <= 80), "over 80 lines: {long:?}");
    assert!(long.len() * 10 <= lengths.len(), "more than one of ten is over 40 lines: {long:?}");
    let (median, _) = &lengths[lengths.len() / 2];
    assert!(*median <= 12, "half of the functions have {median} lines or more");
}

/// Every function with a body: its lines, from `fn` to the closing brace, and its place.
fn functions(file: &File) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    walk(&file.tokens, &mut |tokens| {
        let (true, Some(name)) = (is_ident(tokens.first(), "fn"), ident(tokens.get(1))) else { return };
        let ends = |token: &&TokenTree| is_punct(Some(token), ';') || group(Some(token), Delimiter::Brace).is_some();
        let Some(body) = group(tokens.iter().find(ends), Delimiter::Brace) else { return };
        let first = line(tokens[0].span());
        let lines = body.span_close().end().line - first + 1;
        found.push((lines, format!("src/{}:{first} {name}", file.path)));
    });
    found
}

#[test]
fn nothing_is_unwrapped_allowed_or_left_to_do() {
    let mut wrong = Vec::new();
    for file in files() {
        let mut tell = |line: usize, what: &str| wrong.push(format!("src/{}:{line}: {what}", file.path));
        walk(&file.tokens, &mut |tokens| {
            let at = line(tokens[0].span());
            let called = group(tokens.get(2), Delimiter::Parenthesis).is_some();
            for name in ["unwrap", "expect"] {
                if is_punct(tokens.first(), '.') && is_ident(tokens.get(1), name) && called {
                    tell(at, name);
                }
            }
            let attribute = group(tokens.get(1), Delimiter::Bracket).or(group(tokens.get(2), Delimiter::Bracket));
            if is_punct(tokens.first(), '#') && attribute.is_some_and(|it| is_ident(inside(it).first(), "allow")) {
                tell(at, "allow: say why with expect");
            }
        });
        for (number, text) in file.text.lines().enumerate() {
            if ["TODO", "FIXME", "XXX"].iter().any(|mark| text.contains(mark)) {
                tell(number + 1, "left to do");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
