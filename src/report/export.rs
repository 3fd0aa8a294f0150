//! Tables as a file that every office program opens.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDateTime;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde::{Deserialize, Serialize};

use crate::domain::directory::Language;
use crate::domain::period::Period;

/// What is to be exported, as it is kept until it is written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    pub period: Period,
    /// Authors and contacts too.
    pub contacts: bool,
    pub language: Language,
}

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Nothing,
    /// Whatever it begins with, it is never a formula.
    Text(String),
    Number(f64),
    /// As clocks show it where the centre is.
    Time(NaiveDateTime),
}

/// One sheet of a file.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub name: String,
    /// Names of the columns, and how wide they are, in signs.
    pub columns: Vec<(String, f64)>,
}

/// A file being written. A row that was written is on the disk, so that a long register takes no memory.
pub struct Book {
    workbook: Workbook,
    head: Format,
    time: Format,
    sheets: usize,
    /// The row that is written next.
    row: u32,
}

/// The file cannot be written: a sheet is too long, or the disk is full.
#[derive(Debug, thiserror::Error)]
#[error("the table cannot be written: {0}")]
pub struct ExportError(#[from] XlsxError);

/// What a cell can hold, code points.
const LONGEST: usize = 32_000;

impl fmt::Debug for Book {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Book").field("sheets", &self.sheets).field("row", &self.row).finish_non_exhaustive()
    }
}

impl Default for Book {
    fn default() -> Self {
        Self::new()
    }
}

impl Book {
    #[must_use]
    pub fn new() -> Self {
        let time = Format::new().set_num_format("dd.mm.yyyy hh:mm");
        Self { workbook: Workbook::new(), head: Format::new().set_bold(), time, sheets: 0, row: 0 }
    }

    /// Begins another sheet; rows go into it from now on.
    pub fn sheet(&mut self, sheet: &Sheet) -> Result<(), ExportError> {
        let written = self.workbook.add_worksheet_with_constant_memory()?;
        written.set_name(&sheet.name)?;
        for (column, (name, width)) in (0_u16..).zip(&sheet.columns) {
            written.set_column_width(column, *width)?;
            written.write_string_with_format(0, column, name, &self.head)?;
        }
        written.set_freeze_panes(1, 0)?;
        self.sheets += 1;
        self.row = 1;
        Ok(())
    }

    /// Adds a row to the sheet that was begun last.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        let (row, time) = (self.row, self.time.clone());
        let sheet = self.workbook.worksheet_from_index(self.sheets.saturating_sub(1))?;
        for (column, cell) in (0_u16..).zip(cells) {
            write(sheet, row, column, cell, &time)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The bytes of the file.
    pub fn bytes(mut self) -> Result<Arc<[u8]>, ExportError> {
        Ok(self.workbook.save_to_buffer()?.into())
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, time: &Format) -> Result<(), ExportError> {
    match cell {
        Cell::Nothing => return Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, text.chars().take(LONGEST).collect::<String>())?,
        Cell::Number(number) => sheet.write_number(row, column, *number)?,
        Cell::Time(at) => sheet.write_datetime_with_format(row, column, *at, time)?,
    };
    Ok(())
}
