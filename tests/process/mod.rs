//! The real program as a process of its own, against the emulator and the machine's clock.

mod beside;
mod child;
mod clock;
mod exposition;
mod log;
mod ops;
mod proxy;
mod settings;
mod stage;
mod stop;
mod storm;
mod way;
