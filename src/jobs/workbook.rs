//! Register, rating and journal as a file: rows go from the store to a thread that writes them, day by day, so that a long
//! register takes no memory.

use tokio::sync::mpsc;

use crate::cards::register::{
    RegisterView, journal as journal_sheet, journal_row, rating, rating_rows, register, register_row,
};
use crate::clock::Clock;
use crate::domain::visibility::Detail;
use crate::flows::Turn;
use crate::flows::reports::rating_of_all;
use crate::i18n::Words;
use crate::messenger::outgoing::Made;
use crate::random::Random;
use crate::report::export::{Book, Cell, ExportError, Request, Sheet};
use crate::store::journal::{self, Line};
use crate::store::known::DirectoryCache;
use crate::store::{Db, StoreError, Tx, exports};

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The writing thread has panicked.
    #[error("the table was not written: {0}")]
    Lost(#[from] tokio::task::JoinError),
}

/// The bytes of the file. It reads in one transaction and writes to the disk while it reads.
pub async fn workbook(
    db: &Db,
    directory: &DirectoryCache,
    clock: &Clock,
    request: Request,
) -> Result<Made, WorkbookError> {
    let (pieces, written) = mpsc::channel(PAGES);
    let writing = tokio::task::spawn_blocking(move || write(written));
    let mut tx = db.read().await?;
    let read = read(&mut tx, directory, clock, &request, &pieces).await;
    tx.rollback().await?;
    drop(pieces);
    let made = writing.await?;
    read?;
    Ok(made?)
}

/// Lines of the journal in a file; more than anybody reads.
const LINES: i64 = 5000;
/// Pages that wait for whoever writes them.
const PAGES: usize = 4;

/// A piece of a file, in its order.
enum Piece {
    Sheet(Sheet),
    Rows(Vec<Vec<Cell>>),
}

/// Everything the file holds. Whoever writes may have given up: then nothing more is read.
async fn read(
    tx: &mut Tx,
    directory: &DirectoryCache,
    clock: &Clock,
    request: &Request,
    pieces: &mpsc::Sender<Piece>,
) -> Result<(), StoreError> {
    let known = directory.current(tx).await?;
    let detail = if request.contacts { Detail::Full } else { Detail::WithoutAuthor };
    let view = RegisterView { directory: &known.directory, words: Words::of(request.language), detail };
    let mut open = pieces.send(Piece::Sheet(register(&view))).await.is_ok();
    for day in request.period.first.iter_days().take_while(|day| *day <= request.period.last) {
        if !open {
            return Ok(());
        }
        let page = exports::of_day(tx, day).await?;
        let rows = page
            .iter()
            .map(|row| register_row(&view, &row.incident, row.assignee.as_deref(), row.answered_at))
            .collect();
        open = pieces.send(Piece::Rows(rows)).await.is_ok();
    }
    let mut turn = Turn::new(tx, known.clone(), clock.now(), None, &Random::system());
    let tables = rating_of_all(&mut turn, request.period).await?;
    let mut last = vec![Piece::Sheet(rating(&view)), Piece::Rows(rating_rows(&view, &tables).collect())];
    // Who took authors and contacts away, and when they were destroyed, is told to those who see them.
    if request.contacts {
        last.extend(journalled(tx, &view).await?);
    }
    for piece in last {
        if pieces.send(piece).await.is_err() {
            break;
        }
    }
    Ok(())
}

/// The newest lines of the journal.
async fn journalled(tx: &mut Tx, view: &RegisterView<'_>) -> Result<[Piece; 2], StoreError> {
    let lines = journal::journal(tx, LINES).await?;
    let row = |line: &Line| journal_row(view, line.at, &line.by, &line.detail, line.report.as_ref());
    Ok([Piece::Sheet(journal_sheet(view.words)), Piece::Rows(lines.iter().map(row).collect())])
}

/// Blocking.
fn write(mut pieces: mpsc::Receiver<Piece>) -> Result<Made, ExportError> {
    let mut book = Book::new();
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Sheet(sheet) => book.sheet(&sheet)?,
            Piece::Rows(rows) => {
                for row in rows {
                    book.row(&row)?;
                }
            }
        }
    }
    book.bytes()
}
