//! `mcu-bot copy`: all data from one database into another, of either engine.

use std::io::Write;

use super::cli::CopyAll;
use super::commands::{Failure, connect};
use super::settings::{DatabaseUrl, SettingError};
use crate::store::lead::{self, Lead};
use crate::store::transfer::{self, Copied, LastStop, TransferError};
use crate::store::{self, Db, MigrateError, StoreError, Unfit};

/// Why nothing was copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    #[error("--from and --to are the same database")]
    Same,
    #[error("--from: there is no {0}")]
    NoSource(String),
    #[error("{0}: a bot runs on this database; stop it first")]
    Led(&'static str),
    #[error("--from: the database {0}")]
    Unfit(Unfit),
    #[error("{side}: {error}")]
    Store { side: &'static str, error: StoreError },
    #[error("{side}: the schema could not be brought up to date: {error}")]
    Migrate { side: &'static str, error: MigrateError },
    #[error(transparent)]
    Transfer(#[from] TransferError),
}

/// A database of the copy, by the option that names it.
struct Side {
    name: &'static str,
    db: Db,
}

/// Copies, and shows the figures of both sides.
pub(super) async fn copy(args: &CopyAll, out: &mut (impl Write + Send)) -> Result<(), Failure> {
    let (from, to) = (address("--from", args.from.expose()), address("--to", args.to.expose()));
    let (from, to) = match (from, to) {
        (Ok(from), Ok(to)) => (from, to),
        (from, to) => return Err(Failure::Settings(from.err().into_iter().chain(to.err()).collect())),
    };
    if from == to {
        return Err(CopyError::Same.into());
    }
    let copied = copy_all(&from, &to).await?;
    Ok(show(&copied, out)?)
}

fn address(name: &'static str, text: &str) -> Result<DatabaseUrl, SettingError> {
    text.parse().map_err(|problem| SettingError { name, problem })
}

async fn copy_all(from: &DatabaseUrl, to: &DatabaseUrl) -> Result<Vec<Copied>, CopyError> {
    if let DatabaseUrl::Sqlite(file) = from
        && !file.exists()
    {
        return Err(CopyError::NoSource(file.display().to_string()));
    }
    let source = Side::open("--from", from).await?;
    store::version(&source.db).await.map_err(CopyError::Unfit)?;
    let target = Side::open("--to", to).await?;
    let lead = source.lead().await?;
    let copied = copy_led(&source, &lead, &target).await;
    source.hand_back(lead).await?;
    source.db.close().await;
    target.db.close().await;
    copied
}

async fn copy_led(source: &Side, lead: &Lead, target: &Side) -> Result<Vec<Copied>, CopyError> {
    source.migrate().await?;
    target.migrate().await?;
    let target_lead = target.lead().await?;
    let last_stop = if lead.unclean { LastStop::Unclean } else { LastStop::Clean };
    let copied = transfer::copy(&source.db, &target.db, last_stop).await;
    match copied {
        // Its row has come from the source.
        Ok(_) => drop(target_lead),
        Err(_) => target.hand_back(target_lead).await?,
    }
    Ok(copied?)
}

impl Side {
    async fn open(name: &'static str, url: &DatabaseUrl) -> Result<Self, CopyError> {
        let db = connect(url).await.map_err(|error| CopyError::Store { side: name, error })?;
        Ok(Self { name, db })
    }

    async fn migrate(&self) -> Result<(), CopyError> {
        self.db.migrate().await.map_err(|error| CopyError::Migrate { side: self.name, error })
    }

    /// Nobody starts while it is held.
    async fn lead(&self) -> Result<Lead, CopyError> {
        let lead = lead::take(&self.db).await.map_err(|error| self.failed(error))?;
        let mut lead = lead.ok_or(CopyError::Led(self.name))?;
        lead.hold_on().await.map_err(|error| self.failed(error))?;
        Ok(lead)
    }

    async fn hand_back(&self, lead: Lead) -> Result<(), CopyError> {
        lead.hand_back(&self.db).await.map_err(|error| self.failed(error))
    }

    fn failed(&self, error: StoreError) -> CopyError {
        CopyError::Store { side: self.name, error }
    }
}

fn show(copied: &[Copied], out: &mut (impl Write + Send)) -> std::io::Result<()> {
    let width = copied.iter().map(|copied| copied.table.len()).max().unwrap_or_default();
    writeln!(out, "{:<width$}  {:>10}  checksum", "table", "rows")?;
    for Copied { table, tally } in copied {
        writeln!(out, "{table:<width$}  {:>10}  {:016x}", tally.rows, tally.checksum)?;
    }
    let rows: u64 = copied.iter().map(|copied| copied.tally.rows).sum();
    writeln!(out, "{} tables, {rows} rows: the same on both sides", copied.len())?;
    writeln!(out, "set DATABASE_URL to what --to names, and start the bot; let none run on --from any more")
}
