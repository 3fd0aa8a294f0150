//! Pictures and documents of ours on their way: what cannot be made is said, and no old message stays behind.

use std::time::Duration;

use anyhow::Result;
use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::messenger::Messenger;
use mcu_bot::messenger::html::Html;
use mcu_bot::messenger::outgoing::{Button, ButtonAction, Content, Document, Keyboard, Message, Picture, ReadyMessage};
use mcu_bot::secret::Secret;
use mcu_bot::store::outbox::{self, Draft, Priority};
use mcu_bot::telegram::client::{Client, ClientSettings};
use mcu_bot::telegram::gateway::TelegramMessenger;
use serde_json::json;

use crate::emulator::files::png;
use crate::engines::both_engines;
use crate::world::World;

const HEAD: ChatId = ChatId(1004);

fn picture(caption: &str) -> Message {
    let image = json!({ "nobody": "knows what" });
    Message::of(Content::Picture(Picture { image, caption: Html::escape(caption) })).with_keyboard(keyboard())
}

fn document(caption: &str) -> Message {
    let (name, body) = ("rating.xlsx".to_owned(), json!({ "month": 11 }));
    Message::of(Content::Document(Document { name, body, caption: Html::escape(caption) }))
}

fn keyboard() -> Keyboard {
    Keyboard::default()
        .row([Button { label: "◀️ Назад".to_owned(), does: ButtonAction::Press("old".to_owned()) }])
}

/// Queues it for the head, as a flow does.
async fn queue(w: &mut World, key: &str, message: &Message) -> Result<()> {
    let mut tx = w.db.begin().await?;
    let body = message.to_json();
    let draft = Draft {
        key: key.to_owned(),
        chat: HEAD,
        priority: Priority::Notice,
        body: &body,
        card: None,
        incident: None,
        subject: None,
    };
    outbox::queue(&mut tx, &draft, w.clock.now()).await?;
    tx.commit().await?;
    w.run_until_idle().await
}

/// Gives a message of ours another content, as a flow does.
async fn replace(w: &mut World, at: MessageId, message: &Message) -> Result<()> {
    let mut tx = w.db.begin().await?;
    assert!(outbox::replace(&mut tx, HEAD, at, &message.to_json()).await?);
    tx.commit().await?;
    w.run_until_idle().await
}

/// A message of the outbox that shows a picture: nothing in the bot draws one yet.
async fn standing_picture(w: &mut World) -> Result<MessageId> {
    queue(w, "stats", &Message::text(Html::escape("Итоги"))).await?;
    let at = w.head().seen("Итоги")?.id;
    let token = Secret::new(w.telegram.token().to_owned());
    let client = Client::new(&ClientSettings { token, api_url: w.telegram.url(), proxy: None })?;
    let shown: ReadyMessage =
        Message::of(Content::Picture(Picture { image: png(800, 600).into(), caption: Html::escape("Итоги") }));
    TelegramMessenger::new(client).edit(HEAD, at, &shown.with_keyboard(keyboard())).await?;
    assert_eq!(w.head().pictures(), [png(800, 600)]);
    // Of this edit the limits of the bot know nothing.
    w.clock.advance(Duration::from_secs(5));
    Ok(at)
}

both_engines! {
    async fn what_cannot_be_drawn_is_said_in_its_caption(w: &mut World) -> Result<()> {
        queue(w, "digest", &picture("Итоги недели: 5 < 7")).await?;
        queue(w, "rating", &document("Рейтинг за ноябрь")).await?;
        queue(w, "bare", &picture("")).await?;
        assert_eq!(World::take_errors().len(), 3);
        insta::assert_snapshot!(w.head().chat(), @r"
        🔔 бот
        | Итоги недели: 5 < 7
        🔔 бот
        | Рейтинг за ноябрь
        🔔 бот
        | Картинку или файл показать не получилось.
        ");
        assert!(w.telegram.calls_of("sendPhoto").is_empty());
        Ok(())
    }

    async fn what_cannot_be_drawn_takes_the_place_of_a_text_as_its_caption(w: &mut World) -> Result<()> {
        queue(w, "stats", &Message::text(Html::escape("Считаю…"))).await?;
        let at = w.head().seen("Считаю…")?.id;
        replace(w, at, &picture("Итоги недели")).await?;
        assert_eq!(World::take_errors().len(), 1);
        assert_eq!(w.head().seen("Итоги недели")?.id, at);
        w.head().does_not_see("Считаю…")
    }

    async fn a_picture_that_becomes_a_text_goes_and_the_text_comes(w: &mut World) -> Result<()> {
        let at = standing_picture(w).await?;
        replace(w, at, &Message::text(Html::escape("Меню"))).await?;
        assert_eq!(w.head().pictures(), [[0; 0]; 0]);
        let menu = w.head().seen("Меню")?.id;
        assert_ne!(menu, at);
        // What stands there now is edited as before.
        replace(w, menu, &Message::text(Html::escape("Снова меню"))).await?;
        assert_eq!(w.head().seen("Снова меню")?.id, menu);
        Ok(())
    }

    async fn a_picture_too_old_to_go_loses_its_buttons(w: &mut World) -> Result<()> {
        let at = standing_picture(w).await?;
        w.clock_shows("30.11 09:00")?;
        replace(w, at, &Message::text(Html::escape("Меню"))).await?;
        assert_eq!(w.head().pictures(), [png(800, 600)]);
        w.head().has_no_button("◀️ Назад")?;
        w.head().sees("Меню")
    }
}
