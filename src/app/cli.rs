//! The command line: what can be written, and nothing done yet. Wrong use ends the process with code 2.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::domain::ids::{ChatId, OutboxId, PersonId, SphereCode, UnitCode, UpdateId};
use crate::domain::person::{Post, PostError, Role};
use crate::secret::Secret;

/// Runs the incident management of a municipal control centre in Telegram.
#[derive(Clone, Debug, Eq, Parser, PartialEq)]
#[command(name = "mcu-bot", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do. All commands but `run`, `demo`, `restore` and `copy` work beside a running bot too.
#[derive(Clone, Debug, Eq, PartialEq, Subcommand)]
pub enum Command {
    /// Serve people until stopped
    Run,
    /// Show what a directory file would change, and apply it
    Apply(Apply),
    /// See, add and remove people
    #[command(subcommand)]
    People(People),
    /// Print a link that makes whoever opens it first the administrator, while there is none
    Claim,
    /// See, repeat and drop updates and messages that failed
    #[command(subcommand)]
    Failed(Failed),
    /// Show which personal data of incidents closed long ago would be destroyed, and destroy them
    Purge(Purge),
    /// Copy the database into a new file, while the bot runs (SQLite)
    Backup {
        /// The file to make; it must not be there yet
        file: PathBuf,
    },
    /// Put a backup where the database is (SQLite)
    Restore(Restore),
    /// Copy all data into another, empty database, of either engine
    Copy(CopyAll),
    /// Bring the database to the present schema
    Migrate,
    /// Check settings, database and the way to Telegram
    Check,
    /// Ask the running bot whether it is alive, for whoever watches over containers
    Health,
    /// Try it in a browser, without a token, Telegram or a network
    #[cfg(feature = "demo")]
    Demo(Demo),
}

#[cfg(feature = "demo")]
#[derive(Args, Clone, Debug, Default, Eq, PartialEq)]
pub struct Demo {
    /// Port of the page on this machine; 0 is any free one [default: 8026, or any where that is taken]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Keep the database in this new file; otherwise it is a temporary one, removed at the end
    #[arg(long, value_name = "FILE")]
    pub database: Option<PathBuf>,
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
}

#[derive(Args, Clone, Debug, Eq, PartialEq)]
pub struct Apply {
    /// The directory file
    pub file: PathBuf,
    /// Only show what would change
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Args, Clone, Debug, Eq, PartialEq)]
pub struct Restore {
    /// What `backup` has made
    pub file: PathBuf,
    /// Where there is a database, keep it under another name
    #[arg(long)]
    pub replace: bool,
}

/// Addresses as `DATABASE_URL` has them. What is wrong with one is told later, without showing it.
#[derive(Args, Clone, Debug, Eq, PartialEq)]
pub struct CopyAll {
    /// The database to copy, on which no bot runs
    #[arg(long, value_name = "URL")]
    pub from: Secret,
    /// The empty database
    #[arg(long, value_name = "URL")]
    pub to: Secret,
}

#[derive(Clone, Debug, Eq, PartialEq, Subcommand)]
pub enum People {
    /// List everybody with number, posts and account
    List,
    /// Add somebody without an invite
    Add(AddPerson),
    /// Remove somebody; his open work goes back to his unit
    Remove {
        /// Number of the person, as `people list` shows it
        #[arg(value_name = "ID", value_parser = person)]
        id: PersonId,
    },
}

#[derive(Args, Clone, Debug, Eq, PartialEq)]
pub struct AddPerson {
    /// Number of the person's Telegram account
    #[arg(long, value_name = "N", value_parser = account)]
    pub telegram_id: ChatId,
    /// As colleagues know the person
    #[arg(long)]
    pub name: String,
    /// One role, or several with commas between them
    #[arg(long = "role", value_name = "ROLE", value_delimiter = ',', required = true, value_parser = role)]
    pub roles: Vec<Role>,
    /// Code of the unit, for recipient and lead
    #[arg(long, value_name = "CODE")]
    pub unit: Option<UnitCode>,
    /// Code of the sphere, for curator
    #[arg(long, value_name = "CODE")]
    pub sphere: Option<SphereCode>,
}

impl AddPerson {
    /// The posts to give. [`Cli::read`] lets only those pass that fit the unit and sphere.
    pub fn posts(&self) -> Result<Vec<Post>, PostError> {
        Post::all(&self.roles, self.unit.as_ref(), self.sphere.as_ref())
    }
}

#[derive(Clone, Debug, Eq, PartialEq, Subcommand)]
pub enum Failed {
    /// List what failed, with its error
    List,
    /// Try again
    Retry(Chosen),
    /// Give up
    Drop(Chosen),
}

/// Which of the failed ones: `ids` is empty exactly when `all` is set.
#[derive(Args, Clone, Debug, Eq, PartialEq)]
#[group(required = true, multiple = false)]
pub struct Chosen {
    /// Updates as 17, messages as m17
    #[arg(value_name = "ID")]
    pub ids: Vec<FailedId>,
    /// All of them
    #[arg(long)]
    pub all: bool,
}

#[derive(Args, Clone, Copy, Debug, Eq, PartialEq)]
pub struct Purge {
    /// Only what was closed more than so many days ago [default: `PURGE_AFTER_DAYS`]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    pub older_than: Option<u32>,
    /// Destroy them; there is no way back
    #[arg(long)]
    pub yes: bool,
}

/// Something that failed: `17` is an update, `m17` a message.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum FailedId {
    Update(UpdateId),
    Message(OutboxId),
}

/// Not the id of something that failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("write an update as 17, a message as m17")]
pub struct NotAFailedId;

impl FromStr for FailedId {
    type Err = NotAFailedId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let id = match text.strip_prefix('m') {
            Some(number) => digits(number).map(|number| Self::Message(OutboxId(number))),
            None => digits(text).map(|number| Self::Update(UpdateId(number))),
        };
        id.ok_or(NotAFailedId)
    }
}

impl fmt::Display for FailedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Update(id) => id.fmt(f),
            Self::Message(id) => write!(f, "m{id}"),
        }
    }
}

impl Command {
    /// It reads or writes the whole database.
    #[must_use]
    pub const fn goes_through_everything(&self) -> bool {
        matches!(self, Self::Backup { .. } | Self::Restore(_) | Self::Copy(_))
    }
}

impl Cli {
    /// Reads the arguments, the name of the program first.
    ///
    /// # Errors
    /// Wrong use, and also `--help` and `--version`: [`clap::Error::exit`] prints the one or the other and
    /// ends the process with the right code.
    pub fn read(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Result<Self, clap::Error> {
        let cli = Self::try_parse_from(arguments)?;
        if let Command::People(People::Add(person)) = &cli.command {
            person.posts().map_err(|error| Self::command().error(ErrorKind::ArgumentConflict, error))?;
        }
        Ok(cli)
    }
}

/// No sign before the number, unlike `i64::from_str`.
fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn number(text: &str) -> Result<i64, &'static str> {
    digits(text).filter(|number| *number > 0).ok_or("not a whole number above zero")
}

fn account(text: &str) -> Result<ChatId, &'static str> {
    number(text).map(ChatId)
}

fn person(text: &str) -> Result<PersonId, &'static str> {
    number(text).map(PersonId)
}

fn role(text: &str) -> Result<Role, String> {
    let known = || Role::ALL.iter().map(|role| role.code()).collect::<Vec<_>>().join(", ");
    text.parse().map_err(|_| format!("the roles are {}", known()))
}
