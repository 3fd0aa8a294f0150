//! The directory file and the difference between two directories.

mod akhtubinsk;
mod diff;
mod file;

use mcu_bot::domain::directory::file::FileError;

const EXAMPLE: &str = include_str!("../../deploy/example.toml");

/// The least that is taken: twelve lines.
pub(crate) const SMALL: &str = r#"[centre]
name = "МЦУ"
time_zone = "Europe/Astrakhan"

[[unit]]
code = "adm"
name = "Администрация"

[[deadline]]
kind = "message"
reply = "8 wh"

"#;

fn told(errors: &[FileError]) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}
