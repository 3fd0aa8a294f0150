//! The only SQL. One text a statement for SQLite and PostgreSQL; rows become domain values here.
//!
//! Every function takes a [`Tx`]; nothing is sent and nobody is asked while one is open.

pub(crate) mod db;
mod error;
mod fingerprint;
mod fit;
mod many;
mod schema;
mod sequences;
mod sql;

pub mod absences;
pub mod arrivals;
pub mod backup;
pub mod behind;
#[cfg(feature = "demo")]
pub mod bulk;
pub mod cards;
pub mod dialogs;
pub mod digests;
pub mod directory;
pub mod exports;
pub mod extensions;
pub mod groups;
pub mod health;
pub mod history;
pub mod inbox;
pub mod incidents;
pub mod invites;
pub mod job_runs;
pub mod journal;
pub mod known;
pub mod lead;
pub mod lists;
pub mod menus;
pub mod outbox;
pub mod owed;
pub mod parts;
pub mod people;
pub mod presence;
pub mod purge;
pub mod reminders;
pub mod replies;
pub mod reports;
pub mod restore;
pub mod search;
pub mod tidy;
pub mod transfer;

pub use db::{Db, MIGRATIONS, MigrateError, Session, Tx};
pub use error::StoreError;
pub use fingerprint::fingerprint;
pub use fit::{Unfit, version};
