//! What tells what was sent from what is to be sent, when the words themselves are gone.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The same for the same. Another build may count otherwise; then something is sent once more in vain.
#[must_use]
pub fn fingerprint(what: &(impl Hash + ?Sized)) -> String {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
