//! Stories of people at work, told on both engines over the real Bot API protocol.

mod way;
