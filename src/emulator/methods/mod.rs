//! What each method does. The request has passed the schema before it comes here.

mod about;
pub mod commands;
mod delete;
mod edit;
mod media;
mod send;

use serde_json::{Value, json};

use super::files;
use super::presses::ToastShown;
use super::refusal::{Answer, Refusal};
use super::request::Params;
use super::world::World;

/// Does it; `None` when the emulator does not know how. `getUpdates` waits, and so is done elsewhere.
pub fn run(world: &mut World, params: &Params) -> Option<Answer> {
    if let Some(kind) = files::KINDS.into_iter().find(|kind| media::method(*kind) == params.method) {
        return Some(media::file(world, params, kind));
    }
    Some(match params.method {
        "getMe" => Ok(about::me(world)),
        "getChat" => about::chat(world, params),
        "getChatMember" => about::member(world, params),
        "getFile" => about::file(world, params),
        "setWebhook" => about::set_webhook(world, params),
        "deleteWebhook" => Ok(about::delete_webhook(world, params)),
        "getWebhookInfo" => Ok(about::webhook(world)),
        "sendMessage" => send::text(world, params),
        "sendChatAction" => send::action(world, params),
        "sendMediaGroup" => media::album(world, params),
        "editMessageText" => edit::text(world, params),
        "editMessageCaption" => edit::caption(world, params),
        "editMessageMedia" => edit::media(world, params),
        "editMessageReplyMarkup" => edit::keyboard(world, params),
        "deleteMessage" => delete::one(world, params),
        "deleteMessages" => delete::many(world, params),
        "answerCallbackQuery" => answer_press(world, params),
        "setMyCommands" => commands::set(world, params),
        "getMyCommands" => Ok(commands::get(world, params)),
        "deleteMyCommands" => Ok(commands::delete(world, params)),
        _ => return None,
    })
}

fn answer_press(world: &mut World, params: &Params) -> Answer {
    let text = params.text("text").filter(|text| !text.is_empty()).map(str::to_owned);
    if text.as_ref().is_some_and(|text| text.chars().count() > 200) {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    let url = params.text("url").map(str::to_owned);
    let toast = ToastShown { text, alert: params.flag("show_alert"), url };
    let id = params.text("callback_query_id").unwrap_or_default();
    let sin = world.presses.answer(id, toast, world.clock.elapsed())?;
    world.sins.extend(sin);
    Ok(json!(true))
}

/// Objects of a list field that are objects at all.
fn objects<'a>(params: &'a Params, field: &str) -> impl Iterator<Item = &'a serde_json::Map<String, Value>> {
    params.list(field).iter().filter_map(Value::as_object)
}
