//! Work that nobody presses a button for.

pub mod clock;
pub mod delivery;
pub mod menus;
mod night;
pub mod presence;
pub mod workbook;
