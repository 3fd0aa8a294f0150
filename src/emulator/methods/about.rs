//! What the bot asks about itself, chats, people and files.

use serde_json::{Value, json};

use crate::domain::ids::ChatId;
use crate::emulator::chats::Standing;
use crate::emulator::members;
use crate::emulator::refusal::{Answer, Refusal};
use crate::emulator::request::Params;
use crate::emulator::world::{Webhook, World};

pub fn me(world: &World) -> Value {
    world.bot.clone()
}

pub fn chat(world: &World, params: &Params) -> Answer {
    let chat = world.chat(world.chat_named(params)?)?;
    if chat.standing == Standing::Stranger {
        return Err(Refusal::bad("chat not found"));
    }
    let mut full = chat.json.clone();
    full["accent_color_id"] = json!(0);
    full["max_reaction_count"] = json!(11);
    full["accepted_gift_types"] = json!({
        "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
        "premium_subscription": false, "gifts_from_channels": false,
    });
    Ok(full)
}

pub fn member(world: &World, params: &Params) -> Answer {
    let chat = world.chat(world.chat_named(params)?)?;
    let account = params.number("user_id").map_or(ChatId(0), ChatId);
    if world.bot["id"] == json!(account) {
        return Ok(members::member(&world.bot, chat.standing));
    }
    let person = world.people.get(&account).ok_or_else(|| Refusal::bad("PARTICIPANT_ID_INVALID"))?;
    Ok(members::member(person, Standing::Member))
}

pub fn file(world: &World, params: &Params) -> Answer {
    let file = world.files.get(params.text("file_id").unwrap_or_default());
    file.ok_or_else(|| Refusal::bad("invalid file_id"))?.link()
}

pub fn set_webhook(world: &mut World, params: &Params) -> Answer {
    let url = params.text("url").unwrap_or_default();
    // This machine alone is called without TLS, as by an own Bot API server.
    if !url.is_empty() && !url.starts_with("https://") && !url.starts_with("http://127.0.0.1:") {
        return Err(Refusal::bad("bad webhook: An HTTPS URL must be provided for webhook"));
    }
    let secret = params.text("secret_token").map(str::to_owned);
    if secret.as_deref().is_some_and(|secret| !is_secret(secret)) {
        return Err(Refusal::bad("secret token contains unallowed characters"));
    }
    keep_asked_kinds(world, params);
    let max_connections = params.number("max_connections").unwrap_or(40);
    let hook = || Webhook { url: url.to_owned(), secret, max_connections, last_error: None };
    world.webhook = (!url.is_empty()).then(hook);
    world.poll += 1;
    Ok(json!(true))
}

fn is_secret(text: &str) -> bool {
    let plain = |sign: u8| sign.is_ascii_alphanumeric() || b"-_".contains(&sign);
    (1..=256).contains(&text.len()) && text.bytes().all(plain)
}

fn keep_asked_kinds(world: &mut World, params: &Params) {
    if params.fields.contains_key("allowed_updates") {
        world.updates.allow(params.list("allowed_updates"));
    }
    if params.flag("drop_pending_updates") {
        world.updates.drop_waiting();
    }
}

pub fn delete_webhook(world: &mut World, params: &Params) -> Value {
    keep_asked_kinds(world, params);
    world.webhook = None;
    json!(true)
}

pub fn webhook(world: &World) -> Value {
    let mut info = json!({
        "url": world.webhook.as_ref().map(|hook| hook.url.as_str()).unwrap_or_default(),
        "has_custom_certificate": false,
        "pending_update_count": world.updates.len(),
    });
    if let Some(hook) = &world.webhook {
        info["max_connections"] = json!(hook.max_connections);
        if let Some((at, error)) = &hook.last_error {
            info["last_error_date"] = json!(at);
            info["last_error_message"] = json!(error);
        }
    }
    info
}
