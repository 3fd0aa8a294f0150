//! Pictures and documents of ours, against the emulator: it takes multipart as Telegram does.

use std::sync::Arc;

use mcu_bot::clock::Clock;
use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::domain::moment::Moment;
use mcu_bot::emulator::{Emulator, Fault, Options, Shown, Sound};
use mcu_bot::messenger::html::Html;
use mcu_bot::messenger::outgoing::{
    Button, ButtonAction, CAPTION, Content, Document, Keyboard, Message, Picture, ReadyMessage,
};
use mcu_bot::messenger::{Messenger, SendError};
use mcu_bot::secret::Secret;
use mcu_bot::telegram::client::{Client, ClientSettings};
use mcu_bot::telegram::gateway::TelegramMessenger;

use crate::emulator::files::png;

const ANNA: ChatId = ChatId(501);

struct Gateway {
    emulator: Emulator,
    messenger: TelegramMessenger,
}

impl Gateway {
    async fn start() -> Self {
        let clock = Clock::manual(Moment::from_millis(1_795_341_600_000));
        let emulator = Emulator::start(Options::new(clock)).await.unwrap();
        emulator.person(ANNA, "Анна").starts();
        let token = Secret::new(emulator.token().to_owned());
        let client = Client::new(&ClientSettings { token, api_url: emulator.url(), proxy: None }).unwrap();
        Self { emulator, messenger: TelegramMessenger::new(client) }
    }

    async fn sends(&self, message: &ReadyMessage) -> MessageId {
        self.messenger.send(ANNA, message).await.unwrap()[0]
    }

    async fn edits(&self, id: MessageId, message: &ReadyMessage) -> Result<(), SendError> {
        self.messenger.edit(ANNA, id, message).await
    }

    fn shown(&self, id: MessageId) -> Shown {
        self.emulator.message(ANNA, id).unwrap()
    }

    fn bytes(&self, id: MessageId) -> Vec<u8> {
        self.emulator.content(&self.shown(id)).unwrap().into()
    }

    /// Nothing was asked that the Bot API does not know.
    fn assert_sinless(&self) {
        assert_eq!(self.emulator.finish(), []);
    }
}

fn picture(bytes: Vec<u8>, caption: &str) -> ReadyMessage {
    let caption = Html::trusted(caption.to_owned());
    Message::of(Content::Picture(Picture { image: Arc::from(bytes), caption }))
}

fn document(name: &str, caption: &str) -> ReadyMessage {
    let (name, caption) = (name.to_owned(), Html::trusted(caption.to_owned()));
    Message::of(Content::Document(Document { name, body: Arc::from(*b"the sheet"), caption }))
}

fn keyboard() -> Keyboard {
    Keyboard::default().row([Button { label: "◀️".to_owned(), does: ButtonAction::Press("x".to_owned()) }])
}

#[tokio::test]
async fn a_picture_goes_out_with_its_caption_and_buttons() {
    let gateway = Gateway::start().await;
    let asked = gateway.emulator.person(ANNA, "Анна").writes("/stats");
    let message = picture(png(1280, 720), "Итоги <b>ноября</b>").with_keyboard(keyboard());
    let id = gateway.sends(&Message { reply_to: Some(asked), silent: true, ..message }).await;
    let shown = gateway.shown(id);
    assert_eq!((shown.html.as_str(), shown.sound, shown.reply_to), ("Итоги <b>ноября</b>", Sound::Off, Some(asked)));
    assert_eq!(shown.labels(), [["◀️"]]);
    assert_eq!(gateway.bytes(id), png(1280, 720));
    let bare = gateway.sends(&picture(png(800, 600), "")).await;
    assert_eq!((gateway.shown(bare).text.as_str(), gateway.shown(bare).sound), ("", Sound::On));
    gateway.assert_sinless();
}

#[tokio::test]
async fn a_picture_takes_the_place_of_a_picture_and_of_a_text() {
    let gateway = Gateway::start().await;
    for before in [picture(png(800, 600), "было").with_keyboard(keyboard()), Message::text(Html::escape("было"))]
    {
        let id = gateway.sends(&before).await;
        gateway.edits(id, &picture(png(640, 480), "<i>стало</i>").with_keyboard(keyboard())).await.unwrap();
        assert_eq!((gateway.shown(id).html.as_str(), gateway.bytes(id)), ("<i>стало</i>", png(640, 480)));
        assert_eq!(gateway.shown(id).labels(), [["◀️"]]);
        gateway.emulator.clock().advance(std::time::Duration::from_secs(5));
        gateway.edits(id, &picture(png(640, 480), "<i>стало</i>")).await.unwrap();
        assert!(gateway.shown(id).keyboard.is_empty(), "what is not said again is taken away");
    }
    gateway.assert_sinless();
}

#[tokio::test]
async fn a_text_cannot_take_the_place_of_a_picture() {
    let gateway = Gateway::start().await;
    let id = gateway.sends(&picture(png(800, 600), "было")).await;
    assert_eq!(gateway.edits(id, &Message::text(Html::escape("стало"))).await, Err(SendError::OtherKind));
    gateway.emulator.person(ANNA, "Анна").deletes(id);
    assert_eq!(gateway.edits(id, &picture(png(800, 600), "стало")).await, Err(SendError::MessageGone));
    gateway.assert_sinless();
}

#[tokio::test]
async fn a_document_keeps_its_name() {
    let gateway = Gateway::start().await;
    let name = "Рейтинг «ноябрь», \"2026\".xlsx";
    let id = gateway.sends(&document(name, "Рейтинг").with_keyboard(keyboard())).await;
    assert_eq!(gateway.shown(id).json["document"]["file_name"], name);
    assert_eq!((gateway.shown(id).text.as_str(), gateway.bytes(id)), ("Рейтинг", b"the sheet".to_vec()));
    assert_eq!(gateway.shown(id).labels(), [["◀️"]]);
    let text = gateway.sends(&Message::text(Html::escape("Готовлю…"))).await;
    gateway.edits(text, &document("b.csv", "")).await.unwrap();
    assert_eq!(
        (gateway.shown(text).json["document"]["file_name"].as_str(), gateway.bytes(text).len()),
        (Some("b.csv"), 9)
    );
    gateway.assert_sinless();
}

#[tokio::test]
async fn a_caption_counts_what_is_read_and_is_never_cut() {
    let gateway = Gateway::start().await;
    let full = format!("<b>{}</b>&amp;", "👌".repeat(CAPTION - 1));
    let id = gateway.sends(&picture(png(800, 600), &full)).await;
    assert_eq!(gateway.shown(id).text.chars().count(), CAPTION);
    let long = picture(png(800, 600), &"я".repeat(CAPTION + 1));
    let refused = Err(SendError::Refused("a caption of 1025 signs, 1024 at most".to_owned()));
    assert_eq!(gateway.messenger.send(ANNA, &long).await.map(drop), refused);
    assert_eq!(gateway.edits(id, &long).await, refused);
    assert_eq!(gateway.emulator.calls().len(), 1, "nothing travels in vain");
}

#[tokio::test]
async fn trouble_with_a_picture_says_what_to_do_about_it() {
    let gateway = Gateway::start().await;
    let message = picture(png(800, 600), "");
    for (fault, wanted) in [
        (Fault::RetryAfter(0), SendError::RetryAfter(std::time::Duration::ZERO)),
        (
            Fault::Refused(403, "Forbidden: bot was blocked by the user".to_owned()),
            SendError::Unreachable("Forbidden: bot was blocked by the user".to_owned()),
        ),
    ] {
        gateway.emulator.fail_next("sendPhoto", fault);
        assert_eq!(gateway.messenger.send(ANNA, &message).await, Err(wanted));
    }
    gateway.emulator.fail_next("sendPhoto", Fault::Reset);
    assert!(matches!(gateway.messenger.send(ANNA, &message).await, Err(SendError::Unavailable(_))));
    let wide = gateway.messenger.send(ANNA, &picture(png(6000, 100), "")).await;
    assert_eq!(wide, Err(SendError::Refused("400 Bad Request: PHOTO_INVALID_DIMENSIONS".to_owned())));
}
