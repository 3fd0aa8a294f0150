//! What is put into a message: each kind made harmless for the place it goes to.

use std::borrow::Cow;

use fluent_bundle::FluentValue;

use crate::domain::incident::Number;
use crate::messenger::html::Html;

/// An argument of an HTML message: words, which are escaped, or [`Html`], which stays as it is.
#[derive(Clone, Debug)]
pub struct Text<'a>(Cow<'a, str>);

impl<'a> From<&'a str> for Text<'a> {
    fn from(words: &'a str) -> Self {
        Self(if words.contains(['<', '>', '&']) { Html::escape(words).to_string().into() } else { words.into() })
    }
}

impl<'a> From<&'a String> for Text<'a> {
    fn from(words: &'a String) -> Self {
        Self::from(words.as_str())
    }
}

impl From<String> for Text<'_> {
    fn from(words: String) -> Self {
        Self(if words.contains(['<', '>', '&']) { Html::escape(&words).to_string() } else { words }.into())
    }
}

impl<'a> From<&'a Html> for Text<'a> {
    fn from(html: &'a Html) -> Self {
        Self(html.as_str().into())
    }
}

impl From<Number> for Text<'_> {
    fn from(number: Number) -> Self {
        Self(number.to_string().into())
    }
}

impl From<i64> for Text<'_> {
    fn from(number: i64) -> Self {
        Self(number.to_string().into())
    }
}

pub(super) fn text<'a>(text: impl Into<Text<'a>>) -> FluentValue<'a> {
    text.into().0.into()
}

/// For the inside of a tag, where a quote would end the address.
pub(super) fn link(address: &str) -> FluentValue<'static> {
    Html::escape(address).as_str().replace('"', "&quot;").into()
}

pub(super) fn plain(words: &str) -> FluentValue<'_> {
    words.into()
}

pub(super) fn number(number: i64) -> FluentValue<'static> {
    number.into()
}
