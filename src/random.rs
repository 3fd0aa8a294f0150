//! The only source of chance. Everything else is handed a [`Random`].

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// Bits nobody can guess; from a seed they are the same each time, so that tests own chance.
#[derive(Clone, Debug)]
pub struct Random(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    /// Clones go on with the same sequence: a bit is never given out twice.
    Seeded(Arc<Mutex<StdRng>>),
}

impl Random {
    /// The machine's own chance, good for secrets.
    #[must_use]
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// The same sequence for the same seed.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    /// 128 bits.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for chance")]
    #[must_use]
    pub fn bits(&self) -> [u8; 16] {
        let mut bits = [0; 16];
        match &self.0 {
            Source::System => rand::rng().fill_bytes(&mut bits),
            Source::Seeded(source) => source.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bits),
        }
        bits
    }
}
