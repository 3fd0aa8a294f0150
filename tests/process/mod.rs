//! The real program as a process of its own, against the emulator and the machine's clock.

mod balancer;
mod beside;
mod child;
mod clock;
mod exposition;
mod log;
mod ops;
mod proxy;
mod purge;
mod replicas;
mod settings;
mod stage;
mod stop;
mod storm;
mod way;
mod webhook;
