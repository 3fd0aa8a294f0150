//! The emulator answers as Telegram does, and notes what a bot does wrong.

mod client;
mod faults;
pub mod files;
mod groups;
mod html;
mod limits;
mod messages;
mod people;
mod polling;
mod schema;
mod sins;
mod teloxide;
mod webhook;
