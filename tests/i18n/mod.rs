//! The words people see: that they are whole, harmless and right in their grammar.

mod arguments;
mod every_message;
mod locales;
mod names;
mod time;

use mcu_bot::domain::directory::Language;
use mcu_bot::i18n::Words;

fn words() -> &'static Words {
    Words::of(Language::Ru)
}
