//! The real program as a process of its own, against the emulator and the machine's clock.

mod backup;
mod balancer;
mod beside;
mod child;
mod clock;
#[cfg(feature = "demo")]
mod copy;
mod exposition;
mod late;
mod log;
mod ops;
mod panic;
mod proxy;
mod purge;
mod replicas;
mod restore;
mod settings;
mod stage;
mod stop;
mod storm;
mod way;
mod webhook;
