//! The directory file, broken in every way a hand or a disk can break it.

use anyhow::{Context, Result, ensure};
use mcu_bot::app::{ApplyError, apply};
use mcu_bot::clock::Clock;
use mcu_bot::domain::directory::file::parse;
use mcu_bot::domain::moment::Moment;
use tempfile::TempDir;

use super::{Cases, words};
use crate::chance::Random;
use crate::engines::{Engine, tell};

const EXAMPLE: &str = include_str!("../../deploy/example.toml");

const VALUES: [&str; 40] = [
    "\"\"",
    "0",
    "-1",
    "1",
    "9223372036854775807",
    "9223372036854775808",
    "1e308",
    "nan",
    "inf",
    "true",
    "[]",
    "{}",
    "[[]]",
    "\"\\u0000\"",
    "\"\\u202e\"",
    "\"<b>\"",
    "\"0 wh\"",
    "\"99999999999 wd\"",
    "\"4294967296 h\"",
    "\"1 wd\"",
    "\"30 min\"",
    "\"08:00-08:00\"",
    "[\"22:00-06:00\"]",
    "[\"00:00-24:00\"]",
    "\"25:61\"",
    "\"adm\"",
    "\"roads\"",
    "\"zhkh\"",
    "[\"admin\", \"head\"]",
    "[\"яма\", \"\", \"яма\"]",
    "\"UTC\"",
    "\"Europe/Moscow\"",
    "\"critical\"",
    "2026-02-29",
    "1979-05-27T07:32:00Z",
    "\"2026-02-30\"",
    "[1, 2, 13]",
    "[48.0, 46.0]",
    "[999.0, -999.0]",
    "\"sun\"",
];

/// The example with one to four of its lines or values changed.
fn broken(random: &mut Random) -> String {
    let mut lines: Vec<String> = EXAMPLE.lines().map(str::to_owned).collect();
    for _ in 0..=random.below(4) {
        let (at, other) = (random.below(lines.len()), random.below(lines.len()));
        match random.below(12) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(other, lines[at].clone()),
            2 => lines.swap(at, other),
            3 => lines.truncate(at.max(1)),
            4 => lines[at] = words::broken(random, &lines[at]),
            5 => lines[at] = words::text(random),
            // A section with all that stands in it.
            6 => {
                let end = lines
                    .iter()
                    .skip(at + 1)
                    .position(|line| line.starts_with('['))
                    .map_or(lines.len(), |end| at + 1 + end);
                let section = lines.drain(at..end).collect::<Vec<_>>();
                if random.percent(50) {
                    lines.extend(section.iter().cloned().chain(section.clone()));
                }
            }
            _ => {
                if let Some((key, _)) = lines[at].split_once(" = ") {
                    let value = random.pick(&VALUES).copied().unwrap_or_default();
                    lines[at] =
                        if random.percent(80) { format!("{key} = {value}") } else { format!("{key}x = {value}") };
                }
            }
        }
        if lines.is_empty() {
            break;
        }
    }
    lines.join("\n")
}

#[test]
fn a_broken_file_is_told_line_by_line() {
    let mut good = 0;
    for mut random in Cases::new("file parsed", 400) {
        let text = broken(&mut random);
        let lines = text.lines().count().max(1);
        match parse(&text) {
            Ok(_) => good += 1,
            Err(errors) => {
                assert!(!errors.is_empty(), "{text}");
                for error in errors {
                    assert!((1..=lines + 1).contains(&error.line), "line {} of {lines}: {error}\n{text}", error.line);
                }
            }
        }
    }
    assert!(good > 40, "only {good} were taken");
}

/// Each file that can be read is taken over what the one before has left.
async fn applied(engine: Engine, mut random: Random, files: usize) -> Result<()> {
    let (db, folder) = (engine.connect().await?, TempDir::new()?);
    let clock = Clock::manual(Moment::from_millis(1_795_000_000_000));
    let path = folder.path().join("directory.toml");
    for at in 0..files {
        let text = if at == 0 { EXAMPLE.to_owned() } else { broken(&mut random) };
        std::fs::write(&path, &text)?;
        match apply(&db, &clock, &path, false).await {
            Ok(_) => {
                let again = apply(&db, &clock, &path, false).await.context(text.clone())?;
                ensure!(again.0.is_empty(), "applied again, it changes this:\n{}\n{text}", again.0);
            }
            Err(ApplyError::Wrong { errors, .. }) => {
                ensure!(!errors.is_empty(), "no word about what is wrong:\n{text}");
            }
            Err(error) => return Err(anyhow::Error::new(error).context(text)),
        }
    }
    db.close().await;
    Ok(())
}

#[test]
fn a_file_that_is_taken_changes_nothing_when_it_is_applied_again() -> Result<()> {
    for (at, random) in Cases::new("file applied", 2).enumerate() {
        tell(async {
            let engine = if at % 2 == 0 { Engine::sqlite().await? } else { Engine::postgres().await? };
            applied(engine, random, 30).await
        })?;
    }
    Ok(())
}
