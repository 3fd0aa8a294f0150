//! The library our bot is built on gets along with the emulator: its requests pass, its types read the answers.

use mcu_bot::messenger::event::AttachmentKind;
use teloxide::prelude::*;
use teloxide::sugar::request::{RequestLinkPreviewExt, RequestReplyExt};
use teloxide::types::{
    AllowedUpdate, BotCommand, BotCommandScope, ChatAction, FileId, InlineKeyboardButton, InlineKeyboardMarkup,
    InputFile, InputMedia, InputMediaPhoto, MessageId, ParseMode, UpdateKind,
};

use super::client::{self, ANNA};
use super::files::png;

struct World {
    bot: client::Bot,
    tele: Bot,
    chat: ChatId,
}

impl World {
    async fn new() -> Self {
        let bot = client::Bot::start().await;
        bot.met().await;
        let url = bot.emulator.url().parse().unwrap();
        let tele = Bot::new(bot.emulator.token()).set_api_url(url);
        Self { bot, tele, chat: ChatId(ANNA.0) }
    }
}

fn keyboard(data: &str) -> InlineKeyboardMarkup {
    InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("Да", data)]])
}

#[tokio::test]
async fn texts_are_sent_edited_and_deleted() {
    let World { bot, tele, chat } = World::new().await;
    let first = tele.send_message(chat, "<b>раз</b>").parse_mode(ParseMode::Html).reply_markup(keyboard("1"));
    let first = first.disable_link_preview(true).await.unwrap();
    let second = tele.send_message(chat, "два").reply_to(first.id).disable_notification(true).await.unwrap();
    assert_eq!(second.reply_to_message().unwrap().text(), Some("раз"));
    tele.edit_message_text(chat, first.id, "три").reply_markup(keyboard("2")).await.unwrap();
    tele.edit_message_reply_markup(chat, first.id).await.unwrap();
    let same = tele.edit_message_reply_markup(chat, first.id).await.unwrap_err();
    assert!(matches!(same, teloxide::RequestError::Api(teloxide::ApiError::MessageNotModified)), "{same}");
    tele.delete_message(chat, second.id).await.unwrap();
    let gone = tele.edit_message_text(chat, MessageId(999), "x").await.unwrap_err();
    assert!(matches!(gone, teloxide::RequestError::Api(teloxide::ApiError::MessageToEditNotFound)), "{gone}");
    bot.advance(60);
    tele.send_chat_action(chat, ChatAction::Typing).await.unwrap();
    bot.emulator.take_sins();
}

#[tokio::test]
async fn files_are_sent_and_uploaded() {
    let World { bot, tele, chat } = World::new().await;
    let upload = InputFile::memory(png(800, 600)).file_name("digest.png");
    let sent = tele.send_photo(chat, upload).caption("Сводка").await.unwrap();
    let id: FileId = sent.photo().unwrap().last().unwrap().file.id.clone();
    assert_eq!(bot.emulator.file(&id.0).unwrap(), png(800, 600));
    assert!(!tele.get_file(id.clone()).await.unwrap().path.is_empty());
    let part = || InputMedia::Photo(InputMediaPhoto::new(InputFile::file_id(id.clone())));
    assert_eq!(tele.send_media_group(chat, [part(), part()]).await.unwrap().len(), 2);
    bot.advance(60);
    let uploaded = InputMedia::Photo(InputMediaPhoto::new(InputFile::memory(png(640, 480))));
    tele.send_media_group(chat, [part(), uploaded.clone()]).await.unwrap();
    let edited = tele.edit_message_media(chat, sent.id, uploaded).await.unwrap();
    assert_eq!(edited.photo().unwrap().last().unwrap().width, 640);
    let document = FileId(bot.emulator.add_file(AttachmentKind::Document, "a.pdf", b"1".to_vec()));
    tele.send_document(chat, InputFile::file_id(document)).await.unwrap();
    bot.assert_sinless();
}

#[tokio::test]
async fn updates_are_polled_and_presses_answered() {
    let World { bot, tele, chat } = World::new().await;
    let anna = bot.emulator.person(ANNA, "Анна");
    let asked = tele.send_message(chat, "?").reply_markup(keyboard("1")).await.unwrap();
    anna.writes("слово");
    anna.sends_photo("фото");
    anna.presses(mcu_bot::domain::ids::MessageId(asked.id.0.into()), "Да").unwrap();
    anna.blocks();
    let kinds = [AllowedUpdate::Message, AllowedUpdate::CallbackQuery, AllowedUpdate::MyChatMember];
    let updates = tele.get_updates().timeout(5).allowed_updates(kinds).await.unwrap();
    let [word, photo, press, block] = &updates[..] else { panic!("{updates:?}") };
    assert!(matches!(&word.kind, UpdateKind::Message(message) if message.text() == Some("слово")));
    assert!(matches!(&photo.kind, UpdateKind::Message(message) if message.photo().is_some()));
    assert!(matches!(&block.kind, UpdateKind::MyChatMember(_)));
    let UpdateKind::CallbackQuery(query) = &press.kind else { panic!("{press:?}") };
    tele.answer_callback_query(query.id.clone()).text("Готово").await.unwrap();
    let blocked = tele.send_message(chat, "x").await.unwrap_err();
    assert!(matches!(blocked, teloxide::RequestError::Api(teloxide::ApiError::BotBlocked)), "{blocked}");
    bot.assert_sinless();
}

#[tokio::test]
async fn the_rest_of_what_a_bot_asks() {
    let World { bot, tele, chat } = World::new().await;
    assert_eq!(tele.get_me().await.unwrap().username(), "mcu_test_bot");
    assert!(tele.get_chat(chat).await.unwrap().is_private());
    assert!(tele.get_chat_member(chat, UserId(501)).await.unwrap().is_present());
    let commands = [BotCommand::new("help", "Помощь")];
    tele.set_my_commands(commands).scope(BotCommandScope::AllPrivateChats).await.unwrap();
    assert_eq!(tele.get_my_commands().scope(BotCommandScope::AllPrivateChats).await.unwrap().len(), 1);
    assert!(tele.get_webhook_info().await.unwrap().url.is_none());
    bot.emulator.fail_next("sendMessage", mcu_bot::emulator::Fault::RetryAfter(7));
    let flood = tele.send_message(chat, "x").await.unwrap_err();
    assert!(matches!(flood, teloxide::RequestError::RetryAfter(wait) if wait.seconds() == 7), "{flood}");
    bot.assert_sinless();
}
