//! Every word people see, from `locales/`, as one typed method a message.
//!
//! A new message is written into the same file of every language; its method is there after the next build.
//! Whether a message exists, takes these arguments and has sound markup is settled when the crate is built.

mod argument;
mod messages;
mod names;
mod reasons;
mod reports;
mod time;

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};

pub use argument::Text;
pub use messages::{MESSAGES, Message};

use crate::domain::directory::{Centre, Language};
use crate::domain::person::Person;
use crate::messenger::html::Html;

/// The texts of one language.
///
/// Messages whose id begins with `button-`, `toast-`, `command-`, `plain-`, `picture-` or `sheet-` give plain text, all others HTML.
pub struct Words {
    language: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The texts in `language`.
    pub fn of(language: Language) -> &'static Self {
        static RU: LazyLock<Words> = LazyLock::new(|| Words::load("ru", messages::RU));
        static EN: LazyLock<Words> = LazyLock::new(|| Words::load("en", messages::EN));
        match language {
            Language::Ru => &RU,
            Language::En => &EN,
        }
    }

    /// The texts a person reads: in the language the person chose, else in the centre's.
    pub fn for_person(person: &Person, centre: &Centre) -> &'static Self {
        Self::of(person.language.unwrap_or(centre.language))
    }

    fn load(language: &'static str, files: &[&str]) -> Self {
        // Neither the language's name nor a file can be wrong here: the build has read them all.
        let mut bundle = FluentBundle::new_concurrent(vec![language.parse().unwrap_or_default()]);
        // Isolating signs would count against the limits of messengers and show as boxes on old phones.
        bundle.set_use_isolating(false);
        for file in files {
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    fn html<const N: usize>(&self, id: &'static str, arguments: [(&'static str, FluentValue<'_>); N]) -> Html {
        Html::trusted(self.plain(id, arguments))
    }

    /// The message with its arguments in place. What cannot happen after a build is logged and reads as the id.
    fn plain<const N: usize>(&self, id: &'static str, arguments: [(&'static str, FluentValue<'_>); N]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            tracing::error!(words.id = id, words.language = self.language, "a message is missing");
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments.into_iter().collect()), &mut errors);
        if errors.is_empty() {
            return text.into_owned();
        }
        tracing::error!(words.id = id, words.language = self.language, ?errors, "a message could not be formatted");
        id.to_owned()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}
