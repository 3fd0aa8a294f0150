//! Commands: shortcuts, which nobody needs for the main work.

use super::start;
use crate::domain::person::Person;
use crate::flows::{Outcome, Turn, greet, invite, language, look, people, units};

/// `text` stands behind the slash: `i@mcu_bot 123`.
pub(super) async fn command(turn: &mut Turn<'_>, actor: &Person, text: &str) -> Outcome {
    let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match name.split('@').next().unwrap_or_default() {
        "start" => start::start(turn, actor, rest).await,
        "help" => greet::help(turn, actor).await,
        "my" => look::waiting(turn, actor).await,
        "i" => look::by_number(turn, actor, rest).await,
        "lang" => language::ask(turn, actor).await,
        "invite" => invite::begin(turn, actor, None).await,
        "people" => people::list(turn, actor, 1).await,
        "units" => units::list(turn, actor, 1).await,
        "cancel" => greet::cancel(turn, actor).await,
        _ => greet::unknown_command(turn, actor).await,
    }
}
