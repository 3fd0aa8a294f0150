//! One page of a long list, and the ways to the pages beside it.

use crate::i18n::Words;
use crate::messenger::callback::Callback;
use crate::messenger::outgoing::Button;

/// Rows on a page: a phone shows them without scrolling.
const PAGE: usize = 8;

/// A page; pages begin with 1, as people count them. One behind the last is the last.
pub(super) struct Page<'a, T> {
    pub rows: &'a [T],
    pub number: u16,
    pub last: u16,
}

impl<'a, T> Page<'a, T> {
    pub fn of(all: &'a [T], number: u16) -> Self {
        let last = u16::try_from(all.len().div_ceil(PAGE)).unwrap_or(u16::MAX).max(1);
        let number = number.clamp(1, last);
        let from = usize::from(number - 1) * PAGE;
        let rows = all.get(from..(from + PAGE).min(all.len())).unwrap_or_default();
        Self { rows, number, last }
    }

    /// ⬅️, what stands between, ➡️.
    pub fn ways(
        &self,
        words: &Words,
        turn: impl Fn(u16) -> Callback,
        between: Option<Button>,
    ) -> impl Iterator<Item = Button> {
        let previous = (self.number > 1).then(|| Button::press(words.button_previous(), &turn(self.number - 1)));
        let next = (self.number < self.last).then(|| Button::press(words.button_next(), &turn(self.number + 1)));
        previous.into_iter().chain(between).chain(next)
    }
}

/// The page on which row `index` stands.
pub(super) fn page_with(index: usize) -> u16 {
    u16::try_from(index / PAGE + 1).unwrap_or(u16::MAX)
}
