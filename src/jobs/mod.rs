//! Work that nobody presses a button for.

pub mod delivery;
pub mod menus;
