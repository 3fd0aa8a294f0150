//! What happens, told to the page as it happens: only what has changed since the page heard last.

use std::collections::HashMap;
use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::stream::{self, Stream};
use serde_json::{Map, Value, json};
use tokio::sync::watch;

use super::cast::{CAST, GROUP};
use super::message;
use super::stage::{Bot, Stage, Status, Telegram};
use super::web::Page;
use crate::clock::Clock;
use crate::domain::ids::{ChatId, MessageId};

/// Many changes within such a time are one event.
const TOGETHER: Duration = Duration::from_millis(40);
/// The last so many calls are shown.
const CALLS: usize = 12;

/// One listening page.
struct Listener {
    stage: Arc<Stage>,
    clock: Clock,
    changes: watch::Receiver<()>,
    status: watch::Receiver<Status>,
    stop: watch::Receiver<bool>,
    seen: HashMap<(ChatId, MessageId), u64>,
    menus: HashMap<ChatId, u64>,
    first: bool,
}

pub async fn stream(State(page): State<Page>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let listener = Listener {
        clock: Clock::system(),
        changes: page.stage.emulator.changes(),
        status: page.stage.status.subscribe(),
        stop: page.stop,
        stage: page.stage,
        seen: HashMap::new(),
        menus: HashMap::new(),
        first: true,
    };
    let events = stream::unfold(listener, |mut listener| async move {
        listener.wait().await?;
        let event = Event::default().data(listener.news().to_string());
        Some((Ok(event), listener))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

impl Listener {
    /// Until there is something to tell; `None` at the end.
    async fn wait(&mut self) -> Option<()> {
        if *self.stop.borrow() {
            return None;
        }
        if std::mem::take(&mut self.first) {
            return Some(());
        }
        tokio::select! {
            changed = self.changes.changed() => changed.ok()?,
            changed = self.status.changed() => changed.ok()?,
            _ = self.stop.changed() => return None,
        }
        self.clock.wait_until(self.clock.elapsed() + TOGETHER).await;
        self.changes.mark_unchanged();
        self.status.mark_unchanged();
        Some(())
    }

    fn news(&mut self) -> Value {
        let mut chats = Map::new();
        let mut menus = Map::new();
        for chat in CAST.iter().map(|part| part.chat).chain([GROUP]) {
            let (messages, gone) = self.changed(chat);
            if !messages.is_empty() || !gone.is_empty() {
                chats.insert(chat.to_string(), json!({ "messages": messages, "gone": gone }));
            }
            let menu = json!(self.stage.emulator.menu(chat));
            if self.menus.insert(chat, hash(&menu)) != Some(hash(&menu)) {
                menus.insert(chat.to_string(), menu);
            }
        }
        let status = *self.status.borrow();
        json!({
            "now": self.stage.now(),
            "bot": match status.bot {
                Bot::Running => "running",
                Bot::Killed => "killed",
                Bot::Starting => "starting",
            },
            "telegram": if status.telegram == Telegram::Up { "up" } else { "down" },
            "passing": status.passing,
            "waiting": self.stage.emulator.waiting_updates(),
            "chats": chats,
            "menus": menus,
            "calls": self.stage.calls(CALLS),
        })
    }

    /// Messages that are new or other than they were, and those that are gone.
    fn changed(&mut self, chat: ChatId) -> (Vec<Value>, Vec<MessageId>) {
        let shown = self.stage.emulator.messages(chat);
        let there: Vec<MessageId> = shown.iter().map(|shown| shown.id).collect();
        let mut changed = Vec::new();
        for shown in shown {
            let told = message::told(&shown);
            let mark = hash(&told);
            if self.seen.insert((chat, shown.id), mark) != Some(mark) {
                changed.push(told);
            }
        }
        let is_gone = |id: &MessageId| there.binary_search(id).is_err();
        let known = self.seen.keys().filter(|(known, _)| *known == chat).map(|(_, id)| *id);
        let gone: Vec<MessageId> = known.filter(is_gone).collect();
        for id in &gone {
            self.seen.remove(&(chat, *id));
        }
        (changed, gone)
    }
}

fn hash(value: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.to_string().hash(&mut hasher);
    hasher.finish()
}
