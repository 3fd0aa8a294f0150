//! What `deploy/` and its page name exists in the program: its variables, its metrics, its commands.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use mcu_bot::app::cli::Cli;
use mcu_bot::app::settings::VARIABLES;

use crate::source::files;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const OPERATIONS: &str = "docs/operations.md";
const ALERTS: &str = "deploy/prometheus/alerts.yaml";
const BACKUP: &str = "deploy/backup";

/// Names in capitals that are not ours: of PostgreSQL, Docker, systemd, Rust and the shell.
const FOREIGN: &[&str] = &[
    "AF_INET",
    "AF_INET6",
    "AF_UNIX",
    "COMPOSE_PROFILES",
    "DAC_OVERRIDE",
    "HTTPS_PROXY",
    "NET_BIND_SERVICE",
    "POSTGRES_DB",
    "POSTGRES_INITDB_ARGS",
    "POSTGRES_PASSWORD_FILE",
    "POSTGRES_USER",
    "TELEGRAM_API_HASH",
    "TELEGRAM_API_ID",
];

/// Everything a person deploys with, but the directories of districts.
fn deployed() -> Vec<PathBuf> {
    let mut found = vec![Path::new(ROOT).join(OPERATIONS)];
    for folder in ["deploy", "deploy/prometheus"] {
        for entry in fs::read_dir(Path::new(ROOT).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let is_ours = path.extension().is_none_or(|extension| extension != "toml" && extension != "env");
            if path.is_file() && is_ours {
                found.push(path);
            }
        }
    }
    found
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

/// The words of a text that are made of what names are made of.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').filter(|word| !word.is_empty())
}

/// `TELOXIDE_TOKEN`, and no `README`: a name of one word may be anybody's.
fn is_variable(name: &str) -> bool {
    let is_capital = |sign: u8| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == b'_';
    name.bytes().all(is_capital) && name.trim_matches('_').contains('_')
}

#[test]
fn every_variable_that_is_deployed_is_read() {
    let known: BTreeSet<&str> = VARIABLES.iter().map(|variable| variable.name).chain(FOREIGN.iter().copied()).collect();
    let mut wrong = Vec::new();
    for path in deployed() {
        let text = fs::read_to_string(&path).unwrap();
        let unknown = names(&text).filter(|name| is_variable(name) && !known.contains(name));
        wrong.extend(unknown.map(|name| format!("{}: {name}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_variable_is_told_about_in_the_operations() {
    let page = read(OPERATIONS);
    let told: BTreeSet<&str> = names(&page).collect();
    let missing: Vec<_> = VARIABLES.iter().map(|variable| variable.name).filter(|name| !told.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Suffixes that are added to a metric's name when it is written: by its kind, and by its unit.
const SUFFIXES: &[&str] = &["_bucket", "_count", "_sum", "_total", "_info", "_seconds", "_bytes"];

/// Whether the program, or the nightly backup, has a metric of this name.
fn is_measured(metric: &str, sources: &str) -> bool {
    let mut name = metric;
    loop {
        if sources.contains(&format!("\"{name}\"")) || sources.contains(&format!("# TYPE {name} ")) {
            return true;
        }
        match SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix)) {
            Some(shorter) => name = shorter,
            None => return false,
        }
    }
}

#[test]
fn every_metric_that_is_watched_is_measured() {
    let mut sources: String = files().into_iter().map(|file| file.text).collect();
    sources.push_str(&read(BACKUP));
    let texts = [read(ALERTS), read(OPERATIONS)];
    let watched: BTreeSet<&str> = texts
        .iter()
        .flat_map(|text| names(text))
        .filter(|name| name.starts_with("mcu_") || name.starts_with("process_"))
        // The program itself, as Rust and nginx write it.
        .filter(|name| *name != "mcu_bot")
        .collect();
    assert!(watched.len() > 10, "{watched:?}");
    let missing: Vec<_> = watched.into_iter().filter(|metric| !is_measured(metric, &sources)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What stands before a command: the wrapper, and the program where it is called rather than spoken of.
const CALLS: &[&str] =
    &[" mcu ", "`mcu ", "\"mcu ", "`mcu-bot ", "/mcu-bot ", "bot mcu-bot ", ".db mcu-bot ", "--rm bot "];

#[test]
fn every_command_that_is_told_exists() {
    let cli = Cli::command();
    let known: BTreeSet<&str> = cli.get_subcommands().map(clap::Command::get_name).collect();
    let (mut found, mut wrong) = (0, Vec::new());
    for path in deployed() {
        let text = fs::read_to_string(&path).unwrap();
        for rest in CALLS.iter().flat_map(|call| text.split(call).skip(1)) {
            // An option, a redirection or `…` is no command.
            let told = rest.split(|sign: char| !sign.is_ascii_lowercase()).next().unwrap_or_default();
            if !told.is_empty() && !known.contains(told) {
                wrong.push(format!("{}: {told}", path.display()));
            }
            found += 1;
        }
    }
    assert!(found > 30 && wrong.is_empty(), "{found} {wrong:?}");
}

#[test]
fn every_alert_says_in_russian_what_it_is_and_what_to_do() {
    let alerts = read(ALERTS);
    let is_russian = |text: &str| text.chars().any(|sign| ('а'..='я').contains(&sign));
    let mut wrong = Vec::new();
    for alert in alerts.split("- alert: ").skip(1) {
        let name = alert.lines().next().unwrap_or_default();
        let told = |key: &str| alert.lines().any(|line| line.trim_start().starts_with(key) && is_russian(line));
        if !told("summary:") || !told("todo:") || !alert.contains("severity: ") {
            wrong.push(name.to_owned());
        }
    }
    assert!(alerts.contains("- alert: ") && wrong.is_empty(), "{wrong:?}");
}
