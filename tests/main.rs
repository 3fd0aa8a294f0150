//! One binary for all tests: one link, and worlds shared between them.

mod telegram;
