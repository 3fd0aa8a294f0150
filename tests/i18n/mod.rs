//! The words people see: that they are whole, harmless and right in their grammar.

mod arguments;
mod every_message;
mod locales;
mod names;
mod page;
mod time;

use mcu_bot::domain::directory::Language;
use mcu_bot::i18n::Words;

fn words() -> &'static Words {
    Words::of(Language::Ru)
}

fn english() -> &'static Words {
    Words::of(Language::En)
}

/// What holds for the texts holds in every language.
fn every_language() -> impl Iterator<Item = &'static Words> {
    Language::ALL.iter().map(|language| Words::of(*language))
}
