//! What a kept message only describes is made here: pictures are drawn, documents written.
//!
//! It happens while sending, beside the other conversations and outside every transaction that writes. A message that
//! is sent again is made again.

use tokio::sync::mpsc;

use super::Delivery;
use crate::cards::register::{RegisterView, rating, rating_rows, register, register_row};
use crate::domain::visibility::Detail;
use crate::flows::Turn;
use crate::flows::reports::rating_of_all;
use crate::i18n::Words;
use crate::messenger::outgoing::{Content, Described, Document, Made, Message, Picture, ReadyMessage};
use crate::messenger::{Messenger, SendError};
use crate::random::Random;
use crate::report::Drawing;
use crate::report::export::{Book, Cell, ExportError, Request, Sheet};
use crate::store::{StoreError, Tx, exports};

impl<M: Messenger> Delivery<M> {
    /// The message as the messenger takes it.
    ///
    /// # Errors
    /// [`SendError::Refused`]: what is described cannot be made, now or later; [`SendError::Unavailable`]: not now.
    pub(super) async fn draw(&self, message: &Message) -> Result<ReadyMessage, SendError> {
        let content = match &message.content {
            Content::Text(html) => Content::Text(html.clone()),
            Content::Files(files) => Content::Files(files.clone()),
            Content::Picture(Picture { image, caption }) => {
                let image = picture(image).await?;
                Content::Picture(Picture { image, caption: caption.clone() })
            }
            Content::Document(Document { name, body, caption }) => {
                let body = self.document(body).await?;
                Content::Document(Document { name: name.clone(), body, caption: caption.clone() })
            }
        };
        Ok(Message { content, keyboard: message.keyboard.clone(), reply_to: message.reply_to, silent: message.silent })
    }

    /// The bytes of the file: rows go from the store to a thread that writes them.
    async fn document(&self, described: &Described) -> Result<Made, SendError> {
        let request: Request = serde_json::from_value(described.clone()).map_err(refused)?;
        let (rows, written) = mpsc::channel(PAGES);
        let writing = tokio::task::spawn_blocking(move || write(written));
        let read = self.read(&request, &rows).await;
        drop(rows);
        let made = writing.await.map_err(refused)?;
        match read {
            Ok(()) => made.map_err(refused),
            Err(error @ (StoreError::Unavailable(_) | StoreError::Conflict)) => {
                Err(SendError::Unavailable(error.to_string()))
            }
            Err(error) => Err(refused(error)),
        }
    }

    /// Everything the file holds, in its order. Whoever writes may have given up: then nothing more is read.
    async fn read(&self, request: &Request, rows: &mpsc::Sender<Piece>) -> Result<(), StoreError> {
        let mut tx = self.db.read().await?;
        let known = self.directory.current(&mut tx).await?;
        let detail = if request.contacts { Detail::Full } else { Detail::WithoutAuthor };
        let words = Words::of(request.language);
        let view = RegisterView { directory: &known.directory, words, detail };
        let mut open = rows.send(Piece::Sheet(register(&view))).await.is_ok();
        for day in request.period.first.iter_days().take_while(|day| *day <= request.period.last) {
            let page = exports::of_day(&mut tx, day).await?;
            let page =
                page.iter().map(|row| register_row(&view, &row.incident, row.assignee.as_deref(), row.answered_at));
            open = open && rows.send(Piece::Rows(page.collect())).await.is_ok();
        }
        if open {
            self.read_rating(&mut tx, request, &view, rows).await?;
        }
        tx.rollback().await
    }

    async fn read_rating(
        &self,
        tx: &mut Tx,
        request: &Request,
        view: &RegisterView<'_>,
        rows: &mpsc::Sender<Piece>,
    ) -> Result<(), StoreError> {
        let known = self.directory.current(tx).await?;
        let mut turn = Turn::new(tx, known, self.clock.now(), None, &Random::system());
        let tables = rating_of_all(&mut turn, request.period).await?;
        let table = rating_rows(view, &tables).collect();
        for piece in [Piece::Sheet(rating(view)), Piece::Rows(table)] {
            if rows.send(piece).await.is_err() {
                break;
            }
        }
        Ok(())
    }
}

/// Pages that wait for whoever writes them.
const PAGES: usize = 4;

/// A piece of a file, in its order.
enum Piece {
    Sheet(Sheet),
    Rows(Vec<Vec<Cell>>),
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

/// A PNG, drawn on a thread that may be kept busy; a panic there is a refusal like any other.
async fn picture(described: &Described) -> Result<Made, SendError> {
    let drawing: Drawing = serde_json::from_value(described.clone()).map_err(refused)?;
    let drawn = tokio::task::spawn_blocking(move || drawing.png()).await.map_err(refused)?;
    Ok(drawn.map_err(refused)?.into())
}

fn refused(error: impl std::fmt::Display) -> SendError {
    SendError::Refused(error.to_string())
}
