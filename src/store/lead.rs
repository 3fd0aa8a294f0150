//! The lead: one process handles, delivers and ticks. It does not depend on the wall clock.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::{Connection, PgConnection};

use super::db::{Tx, beside, open_private};
use super::sql::sql;
use super::{Db, StoreError, cards};
use crate::clock::Clock;

/// The lock that dies with the process, and the number that fences a late predecessor.
#[derive(Debug)]
pub struct Lead {
    pub epoch: Epoch,
    /// The predecessor stopped without saying so: what it had in hand is suspect.
    pub unclean: bool,
    lock: Lock,
    lease: Lease,
}

/// Grows by one each time the lead is taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Epoch(pub i64);

/// What dies with the process.
#[derive(Debug)]
pub struct Hold(Lock);

#[derive(Debug)]
enum Lock {
    File {
        _lock: File,
    },
    /// Not the pool's any more: a session that went back to it would hold the lock for nobody.
    Session(Box<PgConnection>),
}

/// `mcu-bot` in ASCII: the advisory lock of a database belongs to this program.
const ADVISORY_KEY: i64 = 0x006d_6375_2d62_6f74;

/// Takes the lead, or says that somebody has it.
pub async fn take(db: &Db) -> Result<Option<Lead>, StoreError> {
    match hold(db).await? {
        Some(hold) => hold.lead(db).await.map(Some),
        None => Ok(None),
    }
}

impl Hold {
    /// From here on this process leads, and what it has in hand is suspect until it resigns.
    pub async fn lead(self, db: &Db) -> Result<Lead, StoreError> {
        let mut tx = db.begin().await?;
        let (clean,) = sql!(&mut tx, fetch_one as (bool,), "SELECT clean FROM lead WHERE id = 1")?;
        let (epoch,) = sql!(
            &mut tx,
            fetch_one as (i64,),
            "UPDATE lead SET epoch = epoch + 1, clean = FALSE WHERE id = 1 RETURNING epoch"
        )?;
        if !clean {
            cards::doubt(&mut tx).await?;
        }
        tx.commit().await?;
        let lease = Lease(Arc::default());
        Ok(Lead { epoch: Epoch(epoch), unclean: !clean, lock: self.0, lease })
    }
}

/// Takes the lock, and nothing else yet; `None`: somebody has it.
pub async fn hold(db: &Db) -> Result<Option<Hold>, StoreError> {
    match db {
        Db::Sqlite { file, .. } => Ok(hold_file(file).map_err(io)?.map(|lock| Hold(Lock::File { _lock: lock }))),
        Db::Postgres { pool, .. } => {
            let mut session = pool.acquire().await?.detach();
            Ok(lock(&mut session).await?.then(|| Hold(Lock::Session(Box::new(session)))))
        }
    }
}

/// The lock by which the lead of a SQLite file is held, whether the file is there or not. `None`: somebody leads.
pub(super) fn hold_file(file: &Path) -> std::io::Result<Option<File>> {
    let lock = open_private(&beside(file, "lead"))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Whether a process leads on this SQLite file.
pub fn is_led(file: &Path) -> std::io::Result<bool> {
    Ok(hold_file(file)?.is_none())
}

/// What the server ends by itself: the session of a leader that is frozen, or whose machine is gone. One that lives
/// asks every second.
const SESSION: &str = "SET lock_timeout = '2s'; SET idle_session_timeout = '6s';
     SET tcp_keepalives_idle = 3; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3";
/// A leader that hears nothing for so long gives up before the server gives the lead to another.
const UNHEARD: Duration = Duration::from_secs(4);

/// Waits a little: whoever stands by has the lead as soon as it is free.
async fn lock(session: &mut PgConnection) -> Result<bool, StoreError> {
    const LOCK_NOT_AVAILABLE: &str = "55P03";
    sqlx::raw_sql(SESSION).execute(&mut *session).await?;
    match sqlx::query("SELECT pg_advisory_lock($1)").bind(ADVISORY_KEY).execute(&mut *session).await {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(LOCK_NOT_AVAILABLE) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn io(error: std::io::Error) -> StoreError {
    StoreError::Unavailable(sqlx::Error::Io(error))
}

/// How long the server keeps the session of a leader it last heard of, with a second to spare.
const TERM: Duration = Duration::from_secs(5);

/// Until when nobody else can lead, in readings of [`Clock::elapsed`]. What a leader that was frozen would still say
/// afterwards may contradict what was said since.
#[derive(Clone, Debug)]
pub struct Lease(Arc<Mutex<Option<Duration>>>);

impl Lease {
    /// It has not run out, or nobody has said yet that it does.
    #[must_use]
    pub fn holds(&self, elapsed: Duration) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_none_or(|until| elapsed < until)
    }

    fn renew(&self, asked_at: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(asked_at + TERM);
    }
}

impl Lead {
    /// The lead for as long as it is sure.
    #[must_use]
    pub fn lease(&self) -> Lease {
        self.lease.clone()
    }

    /// Fails once the session that holds the lock is gone; the lead is then somebody else's.
    pub async fn check(&mut self, clock: &Clock) -> Result<(), StoreError> {
        let Lock::Session(session) = &mut self.lock else { return Ok(()) };
        let asked_at = clock.elapsed();
        match tokio::time::timeout(UNHEARD, session.ping()).await {
            Ok(heard) => heard?,
            Err(_) => return Err(io(std::io::ErrorKind::TimedOut.into())),
        }
        self.lease.renew(asked_at);
        Ok(())
    }

    /// From now on the lead is held without asking after it, for work that takes its time.
    pub async fn hold_on(&mut self) -> Result<(), StoreError> {
        if let Lock::Session(session) = &mut self.lock {
            sqlx::raw_sql("SET idle_session_timeout = 0").execute(&mut **session).await?;
        }
        Ok(())
    }

    /// Says that nothing was in hand at the end, and lets the lead go.
    pub async fn resign(self, db: &Db) -> Result<(), StoreError> {
        self.let_go(db, true).await
    }

    /// The same, though calls may still be on their way.
    pub async fn resign_in_haste(self, db: &Db) -> Result<(), StoreError> {
        let mut tx = db.begin().await?;
        cards::doubt(&mut tx).await?;
        tx.commit().await?;
        self.let_go(db, true).await
    }

    /// Lets the lead go, and leaves it as it was found: what a predecessor had in hand is still suspect.
    pub async fn hand_back(self, db: &Db) -> Result<(), StoreError> {
        let clean = !self.unclean;
        self.let_go(db, clean).await
    }

    async fn let_go(self, db: &Db, clean: bool) -> Result<(), StoreError> {
        let mut tx = db.begin().await?;
        sql!(&mut tx, "UPDATE lead SET clean = $2 WHERE id = 1 AND epoch = $1", self.epoch.0, clean)?;
        tx.commit().await?;
        if let Lock::Session(session) = self.lock
            && let Err(error) = session.close().await
        {
            // The server has ended it already, and the lead with it.
            tracing::debug!(%error, "the session of the lead was gone");
        }
        Ok(())
    }
}

impl Tx {
    /// Nobody has taken the lead since `epoch`, as this transaction sees it.
    pub async fn leads(&mut self, epoch: Epoch) -> Result<bool, StoreError> {
        Ok(self.versions().await?.epoch == epoch)
    }
}
