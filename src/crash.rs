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

    /// `name:count`: the process dies when it comes to the point for the count-th time.
    const VARIABLE: &str = "MCU_CRASH_AT";

    static CHOSEN: LazyLock<Option<(String, AtomicU64)>> = LazyLock::new(|| {
        let value = std::env::var(VARIABLE).ok()?;
        let (name, count) = value.split_once(':')?;
        Some((name.to_owned(), AtomicU64::new(count.parse().ok()?)))
    });

    /// Dies here if it is this point's turn: at once, as by `kill -9`, with nothing finished and nothing said.
    pub fn at(point: Point) {
        let Some((name, left)) = &*CHOSEN else { return };
        if name == point.name() && left.fetch_sub(1, Relaxed) == 1 {
            std::process::abort();
        }
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
