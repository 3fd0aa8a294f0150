//! The one test binary; every file beside this one is a module of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod emulator;
