//! What the clock does: nobody presses a button for it, and each step is a turn of its own.

mod forecast;
mod hears;
mod look;
mod recount;
mod tell;
mod today;

pub use forecast::warn_of_forecast;
pub use look::look;
pub use recount::recount;
pub use tell::tell;
pub use today::today;
