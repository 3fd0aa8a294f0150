//! The documents say what the code does: nothing is left out of their tables, and no link leads nowhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};
use mcu_bot::app::cli::Cli;
use mcu_bot::app::settings::VARIABLES;
use toml::Table;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const README: &str = include_str!("../README.md");
const SECURITY: &str = include_str!("../docs/security.md");
const DEPENDENCIES: &str = include_str!("../docs/dependencies.md");

/// The cells of every row of a document's tables whose first cell is code.
fn rows(document: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = document.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect())
}

/// Name and version of everything `Cargo.toml` asks for.
fn needed() -> BTreeSet<(String, String)> {
    let manifest: Table = include_str!("../Cargo.toml").parse().unwrap();
    let kinds = ["dependencies", "build-dependencies", "dev-dependencies"];
    let crates = kinds.iter().flat_map(|kind| manifest[*kind].as_table().unwrap());
    crates
        .map(|(name, asked)| {
            let version = asked.as_str().or_else(|| asked.get("version")?.as_str());
            (name.clone(), version.unwrap_or_default().to_owned())
        })
        .collect()
}

#[test]
fn every_dependency_has_its_reason() {
    let told: BTreeSet<_> = rows(DEPENDENCIES).map(|row| (row[0].to_owned(), row[1].to_owned())).collect();
    assert_eq!(told, needed());
    for row in rows(DEPENDENCIES) {
        assert!(row[2..5].iter().all(|cell| !cell.is_empty()), "{row:?}");
    }
}

#[test]
fn every_variable_stands_in_the_readme_with_its_default() {
    for variable in VARIABLES {
        let row = rows(README).find(|row| row[0] == variable.name);
        assert_eq!(row.map(|row| row[1]), Some(variable.default), "{}", variable.name);
    }
}

#[test]
fn every_command_stands_in_the_readme() {
    let mut missing = Vec::new();
    each_command(&Cli::command(), "mcu-bot", &mut |path, command| {
        if !rows(README).any(|row| row[0] == path || row[0].starts_with(&format!("{path} "))) {
            missing.push(path.to_owned());
        }
        let options = command.get_arguments().filter_map(|argument| argument.get_long());
        missing.extend(options.map(|name| format!("--{name}")).filter(|option| !README.contains(option)));
    });
    assert!(missing.is_empty(), "{missing:?}");
}

/// Calls `look` with every command that does something, and how it is written.
fn each_command(command: &Command, path: &str, look: &mut impl FnMut(&str, &Command)) {
    if !command.has_subcommands() {
        look(path, command);
    }
    for below in command.get_subcommands() {
        each_command(below, &format!("{path} {}", below.get_name()), look);
    }
}

#[test]
fn every_folder_of_the_layout_exists_and_none_is_left_out() {
    let told: BTreeSet<&str> = rows(README).map(|row| row[0]).filter(|name| name.ends_with('/')).collect();
    for folder in &told {
        assert!(Path::new(ROOT).join(folder).is_dir(), "{folder}");
    }
    for entry in fs::read_dir(Path::new(ROOT).join("src")).unwrap().map(Result::unwrap) {
        let name = format!("src/{}/", entry.file_name().to_string_lossy());
        assert!(!entry.path().is_dir() || told.contains(name.as_str()), "{name} is not in the layout");
    }
}

#[test]
fn no_link_leads_nowhere() {
    let mut pages = vec![PathBuf::from("README.md")];
    let docs = fs::read_dir(Path::new(ROOT).join("docs")).unwrap().map(|entry| entry.unwrap().file_name());
    pages.extend(docs.map(|name| Path::new("docs").join(name)));
    let mut broken = Vec::new();
    for page in pages.iter().filter(|page| page.extension().is_some_and(|extension| extension == "md")) {
        let text = fs::read_to_string(Path::new(ROOT).join(page)).unwrap();
        let folder = Path::new(ROOT).join(page.parent().unwrap());
        for link in links(&text) {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") && !folder.join(file).exists() {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:?}");
}

/// The last cell of each row of docs/security.md names tests.
#[test]
fn every_attack_names_a_test_that_exists() {
    let mut code = String::new();
    read_tests(&Path::new(ROOT).join("tests"), &mut code);
    let rows: Vec<_> = SECURITY.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")).collect();
    let cells = rows.iter().filter_map(|row| row.rsplit('|').next()).filter(|cell| cell.trim() != "Test");
    let mut missing = Vec::new();
    for cell in cells {
        let names: Vec<_> = cell.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "no test: {cell}");
        missing.extend(names.into_iter().filter(|name| !code.contains(&format!("fn {name}("))));
    }
    assert!(missing.is_empty(), "{missing:?}");
}

fn read_tests(folder: &Path, code: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_tests(&path, code);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// What stands in `[…](here)` and `src="here"`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let between = |open: &'static str, close: char| {
        text.split(open).skip(1).filter_map(move |rest| rest.split_once(close).map(|(link, _)| link))
    };
    between("](", ')').chain(between("src=\"", '"'))
}
