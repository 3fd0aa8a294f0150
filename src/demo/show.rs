//! `mcu-bot demo`: the parts put together, from the first file to the last one removed.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;

use super::stage::Stage;
use super::web;
use crate::app::StartError;
use crate::random::Random;
use crate::store::{MigrateError, StoreError};
use crate::telegram::client::ClientError;

/// Where the page is, unless it is told.
const PORT: u16 = 8026;

/// How it is shown.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `None`: the usual one, or any where that is taken. 0: any.
    pub port: Option<u16>,
    /// `None`: a temporary one, removed at the end.
    pub database: Option<PathBuf>,
    /// Opens the page in the machine's browser.
    pub open: bool,
}

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum ShowError {
    #[error("the database holds a past already; name a file that is not there yet")]
    NotEmpty,
    #[error("the district built into the program cannot be read")]
    District,
    #[error("the bot died while it started")]
    Died,
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error(transparent)]
    Start(#[from] StartError),
}

/// Shows until `stop` says so.
pub async fn run(
    options: &Options,
    stop: watch::Receiver<bool>,
    out: &mut (impl Write + Send),
) -> Result<(), ShowError> {
    let listener = listen(options.port).await?;
    let address = listener.local_addr()?;
    let database = Database::of(options.database.as_deref())?;
    let stage = Arc::new(Stage::set(database.file()).await?);
    let page = web::Page::new(Arc::clone(&stage), &Random::system(), stop.clone());
    writeln!(out, "Демонстрация открыта: http://{address}\nОстановить: Ctrl+C")?;
    out.flush()?;
    if options.open {
        open(&format!("http://{address}"));
    }
    let served = web::serve(listener, page, stop).await;
    stage.end().await?;
    Ok(served?)
}

/// Loopback only: the page plays everybody.
async fn listen(port: Option<u16>) -> std::io::Result<TcpListener> {
    let at = |port: u16| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    match port {
        Some(port) => at(port).await,
        None => match at(PORT).await {
            Ok(listener) => Ok(listener),
            Err(_) => at(0).await,
        },
    }
}

/// Does nothing where there is no browser: the address stands in the terminal.
fn open(url: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let quiet = Command::new(program).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(error) = quiet {
        tracing::debug!(%error, "no browser was opened");
    }
}

/// The file, and the folder that goes with it.
struct Database {
    file: PathBuf,
    temporary: Option<PathBuf>,
}

impl Database {
    fn of(file: Option<&Path>) -> std::io::Result<Self> {
        if let Some(file) = file {
            return Ok(Self { file: file.to_owned(), temporary: None });
        }
        let name = u128::from_be_bytes(Random::system().bits());
        let folder = std::env::temp_dir().join(format!("mcu-bot-demo-{name:032x}"));
        std::fs::create_dir(&folder)?;
        Ok(Self { file: folder.join("demo.db"), temporary: Some(folder) })
    }

    fn file(&self) -> &Path {
        &self.file
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(folder) = &self.temporary
            && let Err(error) = std::fs::remove_dir_all(folder)
        {
            tracing::debug!(%error, "the temporary database stays");
        }
    }
}
