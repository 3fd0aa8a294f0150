//! `/lang`: in which language the bot speaks to this person.

use super::{Outcome, Turn, toast};
use crate::domain::directory::Language;
use crate::domain::person::Person;
use crate::messenger::callback::Callback;
use crate::messenger::outgoing::{Button, Keyboard, Message, Toast};
use crate::store::{cards, people};

/// Both languages, each by its own name, the present one marked.
pub async fn ask(turn: &mut Turn<'_>, actor: &Person) -> Outcome {
    let message = choice(turn, actor.language.unwrap_or(turn.directory().centre.language));
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// From now on in this language, what is on the screen too.
pub async fn speak(turn: &mut Turn<'_>, actor: &Person, language: Language) -> Outcome {
    people::speak(turn.tx, actor.id, language).await?;
    cards::redraw_open(turn.tx, actor.id).await?;
    turn.speak_to(&Person { language: Some(language), ..actor.clone() });
    let message = choice(turn, language);
    turn.replace(actor.chat, &message).await?;
    Ok(toast(turn.words.toast_language()))
}

fn choice(turn: &Turn<'_>, spoken: Language) -> Message {
    let button = |language: Language| {
        // A language is chosen by those who cannot read the other.
        let name = match language {
            Language::Ru => turn.words.button_russian(),
            Language::En => turn.words.button_english(),
        };
        let label = if language == spoken { turn.words.button_chosen(&name) } else { name };
        Button::press(label, &Callback::Speak(language))
    };
    let keyboard = Keyboard::default().row(Language::ALL.iter().copied().map(button));
    Message::text(turn.words.say_language()).with_keyboard(keyboard)
}
