//! Sudden death between two steps, for tests. Without the feature `emulator` there is nothing of it.

/// A place that no kill from outside can hit on purpose.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Point {
    /// What came is kept, and nobody has taken it in hand.
    Kept,
    /// A flow has written all it wants, and nothing of it is committed.
    Decided,
    /// Committed; a press is not answered, and delivery not woken.
    Committed,
    /// What leaves is drawn, and the messenger knows nothing of it.
    Drawn,
    /// The messenger has answered, and nothing is acknowledged.
    Sent,
}

#[cfg(not(feature = "emulator"))]
pub const fn at(_: Point) {}

#[cfg(feature = "emulator")]
pub use on_purpose::at;

#[cfg(feature = "emulator")]
mod on_purpose {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

    use crate::crash::Point;

    /// A point, and how often it is still to be passed.
    type Chosen = LazyLock<Option<(String, AtomicU64)>>;

    /// `name:count`: the process dies when it comes to the point for the count-th time.
    static DIES: Chosen = LazyLock::new(|| chosen("MCU_CRASH_AT"));
    /// The same, but there it panics.
    static PANICS: Chosen = LazyLock::new(|| chosen("MCU_PANIC_AT"));

    fn chosen(variable: &str) -> Option<(String, AtomicU64)> {
        let value = std::env::var(variable).ok()?;
        let (name, count) = value.split_once(':')?;
        Some((name.to_owned(), AtomicU64::new(count.parse().ok()?)))
    }

    /// Dies here if it is this point's turn: at once, as by `kill -9`, with nothing finished and nothing said.
    ///
    /// # Panics
    /// If that was chosen.
    pub fn at(point: Point) {
        if is_turn(&DIES, point) {
            std::process::abort();
        }
        assert!(!is_turn(&PANICS, point), "on purpose");
    }

    fn is_turn(chosen: &Chosen, point: Point) -> bool {
        chosen.as_ref().is_some_and(|(name, left)| name == point.name() && left.fetch_sub(1, Relaxed) == 1)
    }

    impl Point {
        const fn name(self) -> &'static str {
            match self {
                Self::Kept => "kept",
                Self::Decided => "decided",
                Self::Committed => "committed",
                Self::Drawn => "drawn",
                Self::Sent => "sent",
            }
        }
    }
}
