//! Where variables come from.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::error::{Problem, SettingError};

/// Variables by name. Those of the process stand above those of the file.
///
/// The file is read here rather than put into the process, which would not be safe beside other threads.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// The variables of the process, and of `.env` in the working folder if it is there.
    pub fn of_process() -> Result<Self, SettingError> {
        let process = std::env::vars_os().filter_map(|(name, value)| {
            // A value that is not Unicode is read as well as it can be, and then refused by its own check.
            Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
        });
        Ok(Self::of_file(Path::new(".env"))?.with(process))
    }

    fn of_file(path: &Path) -> Result<Self, SettingError> {
        match File::open(path) {
            Ok(file) => Self::of_text(file),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(in_file(Problem::Unreadable(error.kind()))),
        }
    }

    /// The variables of a text of `NAME=value` lines.
    pub fn of_text(text: impl Read) -> Result<Self, SettingError> {
        let mut variables = BTreeMap::new();
        let mut previous = None;
        for line in dotenvy::from_read_iter(text) {
            let (name, value) = line.map_err(|error| match error {
                dotenvy::Error::Io(error) => in_file(Problem::Unreadable(error.kind())),
                _ => in_file(Problem::MalformedLine(previous.take())),
            })?;
            previous = Some(name.clone());
            variables.insert(name, value);
        }
        Ok(Self(variables))
    }

    /// These variables above the ones that are there.
    #[must_use]
    pub fn with(mut self, variables: impl IntoIterator<Item = (String, String)>) -> Self {
        self.0.extend(variables);
        self
    }

    /// The value without blanks around it; `NAME=` is not set.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

impl std::fmt::Debug for Environment {
    /// Names only: any value may be a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

fn in_file(problem: Problem) -> SettingError {
    SettingError { name: ".env", problem }
}
