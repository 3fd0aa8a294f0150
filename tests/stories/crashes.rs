//! A stop at every step of the way: nothing is lost, nothing is done twice, and a message comes again only where it
//! was on its way.

use anyhow::Result;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::incident::Status;
use mcu_bot::emulator::{Fault, Person, Sin, Target};

use crate::engines::{Engine, both_engines};
use crate::world::{ANSWER, Step, World, posts};

#[derive(Clone, Copy, Debug)]
enum Act {
    Forwards,
    Presses(&'static str),
    Writes(&'static str),
}

use Act::{Forwards, Presses, Writes};

const OPERATOR: ChatId = ChatId(1001);
const COORDINATOR: ChatId = ChatId(1002);
const MEDIA: ChatId = ChatId(1003);
const RECIPIENT: ChatId = ChatId(1011);
const COLLEAGUE: ChatId = ChatId(1012);

/// The one way, with a detour over rework: who does what, and whose message is lost where one is.
const WAY: [(ChatId, Act, ChatId); 15] = [
    (OPERATOR, Forwards, OPERATOR),
    (OPERATOR, Presses("✅ Зарегистрировать"), RECIPIENT),
    (RECIPIENT, Presses("👌 Принять в работу"), COLLEAGUE),
    (RECIPIENT, Presses("✍️ Ответить"), RECIPIENT),
    (RECIPIENT, Writes("Яму засыпали."), RECIPIENT),
    (RECIPIENT, Presses("📨 На проверку"), COORDINATOR),
    (COORDINATOR, Presses("🔧 На доработку"), COORDINATOR),
    (COORDINATOR, Writes("добавьте контакт"), RECIPIENT),
    (RECIPIENT, Presses("✍️ Ответить"), RECIPIENT),
    (RECIPIENT, Writes(ANSWER), RECIPIENT),
    (RECIPIENT, Presses("📨 На проверку"), COORDINATOR),
    (COORDINATOR, Presses("✅ Согласовать"), MEDIA),
    (MEDIA, Presses("📢 Опубликовано"), MEDIA),
    (MEDIA, Writes("https://t.me/podsluh_akhtuba/325?comment=7"), MEDIA),
    (MEDIA, Presses("🏁 Решено"), RECIPIENT),
];

/// Where the process is when it stops.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Stop {
    Never,
    /// It is told to, at rest.
    Gracefully,
    AtRest,
    /// Updates are kept, nothing else.
    Kept,
    /// All is decided and stored, nothing is sent.
    Handled,
    /// One message has arrived, and nobody knows.
    Sent,
}

fn act(w: &mut World, chat: ChatId, act: Act) -> Result<()> {
    let person: Person = w.somebody(chat).person;
    match act {
        Forwards => {
            let origin = w.somebody(chat).origin(posts::POTHOLE);
            person.forwards(&origin, posts::POTHOLE.text);
        }
        Presses(label) => {
            person.presses_newest(label)?;
        }
        Writes(text) => {
            person.writes(text);
        }
    }
    Ok(())
}

async fn interrupted(w: &mut World, stop: Stop, hears: ChatId) -> Result<()> {
    match stop {
        Stop::Never | Stop::Gracefully | Stop::AtRest => {}
        Stop::Kept => _ = w.goes_on(Step::Keep).await?,
        Stop::Handled | Stop::Sent => {
            w.goes_on(Step::Keep).await?;
            w.goes_on(Step::Handle).await?;
        }
    }
    if stop == Stop::Sent {
        w.telegram.fail_next(Target::any().in_chat(hears), Fault::LostAnswer);
        w.goes_on(Step::Deliver).await?;
    }
    match stop {
        Stop::Kept | Stop::Handled | Stop::Sent => w.crash().await?,
        Stop::Never | Stop::Gracefully | Stop::AtRest => {}
    }
    w.run_until_idle().await?;
    match stop {
        Stop::Gracefully => w.restart().await,
        Stop::AtRest => w.crash().await,
        _ => Ok(()),
    }
}

async fn goes_all_the_way(w: &mut World, stop: Stop) -> Result<()> {
    for (chat, does, hears) in WAY {
        act(w, chat, does)?;
        interrupted(w, stop, hears).await?;
    }
    Ok(())
}

/// What everybody has before the eyes in the end, without the time of day.
fn seen(w: &mut World) -> Vec<String> {
    let everybody = [OPERATOR, COORDINATOR, MEDIA, RECIPIENT, COLLEAGUE];
    everybody.map(|chat| w.somebody(chat).chat().replace("14:06", "14:05").replace("14:07", "14:05")).to_vec()
}

/// One by one: each begins with a line that tells whose it is.
fn messages(chat: &str) -> impl Iterator<Item = String> {
    let begins = |line: &str| ["🔔", "🔕", "👤"].iter().any(|mark| line.starts_with(mark));
    let lines: Vec<&str> = chat.lines().collect();
    let whole: Vec<String> = lines.chunk_by(|_, next| !begins(next)).map(|message| message.join("\n")).collect();
    whole.into_iter()
}

/// The same way, undisturbed.
async fn undisturbed() -> Result<(Vec<String>, Vec<String>)> {
    let mut calm = World::open(Engine::sqlite().await?).await?;
    Box::pin(goes_all_the_way(&mut calm, Stop::Never)).await?;
    let told = (seen(&mut calm), calm.history(1).await?);
    calm.finish().await?;
    Ok(told)
}

async fn survives(w: &mut World, stop: Stop) -> Result<()> {
    Box::pin(goes_all_the_way(w, stop)).await?;
    let (chats, history) = undisturbed().await?;
    assert_eq!(w.history(1).await?, history);
    assert_eq!((w.incidents().await?, w.status(1).await?), (1, Status::Closed));
    if matches!(stop, Stop::Handled | Stop::Sent) {
        // What was stale at the crash may have been edited before it: it is edited once more, perhaps to the same.
        let sins = w.take_sins();
        assert!(sins.iter().all(|sin| matches!(sin, Sin::NeedlessEdit { .. })), "{sins:?}");
    }
    if stop != Stop::Sent {
        assert_eq!(seen(w), chats, "{stop:?}");
        return Ok(());
    }
    for (chat, calm) in seen(w).iter().zip(&chats) {
        let lost = messages(calm).find(|message| !chat.contains(message.as_str()));
        assert!(lost.is_none(), "lost: {lost:?}\n{chat}");
    }
    Ok(())
}

both_engines! {
    async fn a_graceful_stop_after_every_step(w: &mut World) -> Result<()> {
        survives(w, Stop::Gracefully).await
    }

    async fn a_crash_at_rest_after_every_step(w: &mut World) -> Result<()> {
        survives(w, Stop::AtRest).await
    }

    async fn a_crash_after_keeping_every_update(w: &mut World) -> Result<()> {
        survives(w, Stop::Kept).await
    }

    async fn a_crash_before_every_delivery(w: &mut World) -> Result<()> {
        survives(w, Stop::Handled).await
    }

    async fn a_crash_before_every_acknowledgement(w: &mut World) -> Result<()> {
        survives(w, Stop::Sent).await
    }

    async fn what_came_while_the_bot_was_away_is_done(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.stop().await?;
        let operator = w.operator().person;
        let origin = w.operator().origin(posts::WATER);
        operator.forwards(&origin, posts::WATER.text);
        w.recipient().person.presses_newest("👌 Принять в работу")?;
        w.start().await?;
        w.run_until_idle().await?;
        w.operator().sees("Второй день нет воды")?;
        assert_eq!(w.status(1).await?, Status::InProgress);
        Ok(())
    }

    async fn an_update_that_kills_the_process_is_put_aside(w: &mut World) -> Result<()> {
        let operator = w.operator().person;
        operator.writes("Смертельное");
        w.goes_on(Step::Keep).await?;
        // In hand, alone, each time the process died.
        let update = w.telegram.last_update().unwrap();
        let mut tx = w.db.begin().await?;
        for _ in 0..3 {
            mcu_bot::store::inbox::count_attempt(&mut tx, update, "the process died").await?;
        }
        tx.commit().await?;
        w.crash().await?;
        w.run_until_idle().await?;
        w.operator().sees("Не получилось обработать сообщение")?;
        w.operator().writes("Яма").await?;
        w.operator().sees("📝 Черновик")?;
        w.command(&["failed", "drop", "--all"]).await?;
        Ok(())
    }
}
