//! Input made up to do harm: a few cases with every run of the tests, many by `.ci/fuzz`.
//!
//! A case is its seed. What fails tells it: `FUZZ_SEED=<seed>` begins there.

mod buttons;
mod file;
mod html;
mod links;
mod shapes;
mod updates;
mod words;

use std::env::var;
use std::time::Duration;

use mcu_bot::clock::Clock;

use crate::chance::Random;

/// Until when cases are tried.
#[derive(Debug)]
enum End {
    Cases(u64),
    /// On the clock of the machine, from the first case on.
    After(Duration),
}

/// The cases of one test: so many as make a short test, or as `FUZZ_SECONDS` give time for.
#[derive(Debug)]
struct Cases {
    about: &'static str,
    first: u64,
    tried: u64,
    end: End,
    clock: Clock,
    began: Duration,
}

impl Cases {
    fn new(about: &'static str, short: u64) -> Self {
        let number = |name| var(name).ok().map(|text| text.parse::<u64>().unwrap());
        let end = number("FUZZ_SECONDS").map(|seconds| End::After(Duration::from_secs(seconds)));
        let clock = Clock::system();
        Self {
            about,
            first: number("FUZZ_SEED").unwrap_or(1),
            tried: 0,
            end: end.unwrap_or(End::Cases(short)),
            began: clock.elapsed(),
            clock,
        }
    }

    fn seed(&self) -> u64 {
        self.first + self.tried
    }
}

impl Iterator for Cases {
    type Item = Random;

    fn next(&mut self) -> Option<Random> {
        let goes_on = match self.end {
            End::Cases(cases) => self.tried < cases,
            End::After(end) => self.tried == 0 || self.clock.elapsed() < self.began + end,
        };
        goes_on.then(|| {
            self.tried += 1;
            Random::new(self.seed() - 1)
        })
    }
}

impl Drop for Cases {
    fn drop(&mut self) {
        let last = self.seed().saturating_sub(1);
        println!("fuzz {}: {} cases, seeds {} to {last}", self.about, self.tried, self.first);
    }
}
