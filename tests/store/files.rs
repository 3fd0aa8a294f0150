//! The files of a SQLite store are its owner's alone: they hold people's words.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;

use anyhow::Result;
use mcu_bot::store::{Db, lead};
use tempfile::TempDir;

#[tokio::test]
async fn only_the_owner_reads_the_database_and_what_lies_beside() -> Result<()> {
    let folder = TempDir::new()?;
    let db = Db::open_sqlite(&folder.path().join("mcu.db")).await?;
    db.migrate().await?;
    let lead = lead::take(&db).await?;
    assert!(lead.is_some());
    let mut modes = Vec::new();
    for entry in std::fs::read_dir(folder.path())? {
        let entry = entry?;
        let mode = entry.metadata()?.permissions().mode() & 0o777;
        modes.push(format!("{} {mode:o}", entry.file_name().display()));
    }
    modes.sort();
    let expected = ["mcu.db", "mcu.db-lead", "mcu.db-migrate", "mcu.db-shm", "mcu.db-wal"];
    assert_eq!(modes, expected.map(|name| format!("{name} 600")));
    Ok(())
}
