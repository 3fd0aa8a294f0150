//! Keyboards under messages: what Telegram lets through, and what people see of it.

use serde_json::Value;

use super::chats::ChatKind;
use super::refusal::Refusal;

const BUTTONS: usize = 100;
const BUTTONS_A_ROW: usize = 8;
const JSON_BYTES: usize = 10 * 1024;
/// Everything a button may do; it does exactly one of these.
const ACTIONS: [&str; 11] = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
];

/// A button as the person sees it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ShownButton {
    pub label: String,
    pub does: ShownAction,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ShownAction {
    /// Sends a press with these data.
    Press(String),
    Url(String),
    /// Puts this text into the clipboard.
    Copy(String),
    /// Any other action, by the name of its field.
    Other(String),
}

/// The inline keyboard of a request, `None` when it has none or an empty one.
///
/// # Errors
/// Telegram's word for what is wrong with it.
pub fn inline(markup: Option<&Value>, chat: ChatKind) -> Result<Option<Value>, Refusal> {
    let Some(markup) = markup.filter(|markup| markup["inline_keyboard"].is_array()) else { return Ok(None) };
    let rows: Vec<&Vec<Value>> = rows_of(markup).filter(|row| !row.is_empty()).collect();
    let buttons: usize = rows.iter().map(|row| row.len()).sum();
    let too_wide = rows.iter().any(|row| row.len() > BUTTONS_A_ROW);
    if buttons > BUTTONS || too_wide || markup.to_string().len() > JSON_BYTES {
        return Err(Refusal::bad("REPLY_MARKUP_TOO_LONG"));
    }
    for button in rows.into_iter().flatten() {
        check_button(button, chat)?;
    }
    Ok((buttons > 0).then(|| markup.clone()))
}

fn rows_of(markup: &Value) -> impl Iterator<Item = &Vec<Value>> {
    markup["inline_keyboard"].as_array().into_iter().flatten().filter_map(Value::as_array)
}

fn check_button(button: &Value, chat: ChatKind) -> Result<(), Refusal> {
    let actions = ACTIONS.iter().filter(|action| button.get(**action).is_some()).count();
    if button["text"].as_str().is_none_or(|label| label.trim().is_empty()) {
        return Err(Refusal::bad("can't parse inline keyboard button: Text is empty"));
    }
    if actions != 1 {
        return Err(Refusal::bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ));
    }
    if let Some(data) = button["callback_data"].as_str()
        && !(1..=64).contains(&data.len())
    {
        return Err(Refusal::bad("BUTTON_DATA_INVALID"));
    }
    if let Some(url) = button["url"].as_str()
        && !["http://", "https://", "tg://"].iter().any(|scheme| url.starts_with(scheme))
    {
        return Err(Refusal::bad(format!("inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")));
    }
    check_app(button, chat)?;
    match button["copy_text"]["text"].as_str().map(|text| text.chars().count()) {
        Some(0 | 257..) => Err(Refusal::bad("BUTTON_COPY_TEXT_INVALID")),
        _ => Ok(()),
    }
}

fn check_app(button: &Value, chat: ChatKind) -> Result<(), Refusal> {
    match button["web_app"]["url"].as_str() {
        Some(_) if chat != ChatKind::Private => Err(Refusal::bad("BUTTON_TYPE_INVALID")),
        Some(url) if !url.starts_with("https://") => Err(Refusal::bad(format!(
            "inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        ))),
        _ => Ok(()),
    }
}

/// The rows under a message.
pub fn shown(message: &Value) -> Vec<Vec<ShownButton>> {
    let rows = rows_of(&message["reply_markup"]);
    rows.map(|row| row.iter().map(shown_button).collect()).collect()
}

fn shown_button(button: &Value) -> ShownButton {
    let text = |name: &str| button[name].as_str().map(str::to_owned);
    let does = if let Some(data) = text("callback_data") {
        ShownAction::Press(data)
    } else if let Some(url) = text("url") {
        ShownAction::Url(url)
    } else if let Some(text) = button["copy_text"]["text"].as_str() {
        ShownAction::Copy(text.to_owned())
    } else {
        let other = ACTIONS.iter().find(|action| button.get(**action).is_some());
        ShownAction::Other(other.copied().unwrap_or_default().to_owned())
    };
    ShownButton { label: text("text").unwrap_or_default(), does }
}
