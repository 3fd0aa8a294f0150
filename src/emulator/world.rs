//! Everything behind the wire: people, chats, files, the queue, and what is noted about the bot.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::time::Duration;

use serde_json::{Map, Value};

use super::chats::{Chat, ChatKind, Message};
use super::faults::{Fault, Faults};
use super::files::Files;
use super::journal::Call;
use super::presses::{PRESS_LIFE, Presses};
use super::rates::{RateWatch, Rates};
use super::refusal::Refusal;
use super::request::Params;
use super::sins::Sin;
use super::updates::{About, Keeps, Queue};
use crate::clock::Clock;
use crate::domain::ids::{ChatId, MessageId, UpdateId};
use crate::domain::moment::Moment;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// What was on its way when the bot learnt of a block is no sin.
const ON_THE_WAY: Duration = Duration::from_secs(1);

/// How much of the past is kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Memory {
    Everything,
    /// This many messages a chat, and this many calls, confirmed updates, settled presses and contents of files
    /// in all. Edits of a message that is forgotten find nothing.
    Last(usize),
}

impl Memory {
    pub const fn is_over(self, count: usize) -> bool {
        match self {
            Self::Everything => false,
            Self::Last(most) => count > most,
        }
    }
}

/// A webhook as it was set.
#[derive(Clone, Debug)]
pub struct Webhook {
    pub url: String,
    pub secret: Option<String>,
    pub max_connections: i64,
    /// When it last failed, in unix seconds, and how.
    pub last_error: Option<(i64, String)>,
}

#[derive(Debug)]
pub struct World {
    pub clock: Clock,
    pub memory: Memory,
    pub watch: RateWatch,
    /// The object `User` of the bot.
    pub bot: Value,
    /// Objects `User`, by account.
    pub people: HashMap<ChatId, Value>,
    pub chats: HashMap<ChatId, Chat>,
    pub files: Files,
    pub updates: Queue,
    pub presses: Presses,
    pub faults: Faults,
    /// Calls that take effect when told to.
    pub late: Vec<Params>,
    pub rates: Rates,
    pub sins: Vec<Sin>,
    pub calls: VecDeque<Call>,
    /// By scope (as JSON) and language.
    pub commands: BTreeMap<(String, String), Value>,
    pub webhook: Option<Webhook>,
    /// Keys of the updates that are on their way to the webhook.
    pub bringing: HashSet<i64>,
    /// Number of the poll that may go on; an earlier one is over.
    pub poll: u64,
    last_message: i64,
    pub last_album: u64,
}

impl World {
    pub fn new(clock: Clock, memory: Memory, watch: RateWatch, bot: Value) -> Self {
        Self {
            clock,
            memory,
            watch,
            bot,
            people: HashMap::new(),
            chats: HashMap::new(),
            files: Files::default(),
            updates: Queue::starting_at(1_000_001),
            presses: Presses::default(),
            faults: Faults::default(),
            late: Vec::new(),
            rates: Rates::default(),
            sins: Vec::new(),
            calls: VecDeque::new(),
            commands: BTreeMap::new(),
            webhook: None,
            bringing: HashSet::new(),
            poll: 0,
            last_message: 0,
            last_album: 0,
        }
    }

    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Unix seconds, as the API counts.
    pub fn date(&self) -> i64 {
        self.now().millis().div_euclid(1000)
    }

    /// The chat a call names, by number or by `@name`.
    pub fn chat_named(&self, params: &Params) -> Result<ChatId, Refusal> {
        let by_number = params.chat_id().filter(|id| self.chats.contains_key(id));
        let by_name = || {
            let name = params.text("chat_id")?.strip_prefix('@')?;
            self.chats.values().find(|chat| chat.json["username"] == name).map(|chat| chat.id)
        };
        by_number.or_else(by_name).ok_or_else(|| Refusal::bad("chat not found"))
    }

    /// The chat a call names, if the bot may write there.
    pub fn open_chat(&mut self, params: &Params) -> Result<ChatId, Refusal> {
        let id = self.chat_named(params)?;
        let elapsed = self.clock.elapsed();
        let Some(refusal) = self.chats.get(&id).and_then(Chat::obstacle) else { return Ok(id) };
        let chat = self.chat_mut(id)?;
        let knew = chat.told_unreachable.is_some_and(|since| since <= elapsed);
        if refusal.status == 403 {
            chat.told_unreachable.get_or_insert(elapsed);
        }
        if knew {
            self.sins.push(Sin::SentToUnreachable { method: params.method.to_owned(), chat: id });
        }
        Err(refusal)
    }

    pub fn chat(&self, id: ChatId) -> Result<&Chat, Refusal> {
        self.chats.get(&id).ok_or_else(|| Refusal::bad("chat not found"))
    }

    pub fn chat_mut(&mut self, id: ChatId) -> Result<&mut Chat, Refusal> {
        self.chats.get_mut(&id).ok_or_else(|| Refusal::bad("chat not found"))
    }

    /// Decides whether a call comes through: a chat that asked to wait, a fault, the rates.
    pub fn admit(&mut self, params: &Params) -> Result<Option<Fault>, Refusal> {
        let elapsed = self.clock.elapsed();
        let chat = self.chat_named(params).ok();
        if let Some((id, until)) = chat.and_then(|id| Some((id, self.chats.get(&id)?.flood_until?)))
            && let Some(early) = until.checked_sub(elapsed).filter(|early| !early.is_zero())
        {
            let seconds_early = early.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX);
            let method = params.method.to_owned();
            self.sins.push(Sin::CalledBeforeRetryAfter { method, chat: id, seconds_early });
            return Err(Refusal::flood(seconds_early));
        }
        let fault = self.faults.take(params.method, params.chat_id());
        if let Some(Fault::RetryAfter(seconds)) = fault
            && let Some(chat) = chat.and_then(|id| self.chats.get_mut(&id))
        {
            chat.flood_until = elapsed.checked_add(Duration::from_secs(seconds));
        }
        if fault.as_ref().is_none_or(Fault::applies) {
            self.note_rate(params, chat, elapsed);
        } else if params.method == "answerCallbackQuery" {
            self.presses.excuse(params.text("callback_query_id").unwrap_or_default());
        }
        Ok(fault)
    }

    fn note_rate(&mut self, params: &Params, chat: Option<ChatId>, elapsed: Duration) {
        let counts = params.method.starts_with("send") && params.method != "sendChatAction";
        let (Some(chat), RateWatch::On) = (chat, self.watch) else { return };
        if counts || params.method.starts_with("edit") {
            let broken = self.rates.note(chat, params.list("media").len().max(1), elapsed);
            self.sins.extend(broken.map(|limit| Sin::TooFast { chat, limit }));
        }
    }

    /// Numbers grow over all private chats and basic groups together, but anew in each other chat.
    pub fn next_message_id(&mut self, chat: ChatId) -> MessageId {
        let counter = match self.chats.get_mut(&chat) {
            Some(chat) if matches!(chat.kind, ChatKind::Supergroup | ChatKind::Channel) => &mut chat.last_message,
            _ => &mut self.last_message,
        };
        *counter += 1;
        MessageId(*counter)
    }

    /// Puts a new message into a chat: `content` below a head with a new number.
    pub fn add_message(&mut self, chat: ChatId, content: Map<String, Value>, silent: bool) -> (MessageId, Value) {
        let (id, at, memory) = (self.next_message_id(chat), self.now(), self.memory);
        let Some(chat) = self.chats.get_mut(&chat) else { return (id, Value::Object(content)) };
        let mut message = chat.head(id, at);
        message.extend(content);
        let json = Value::Object(message);
        chat.messages.insert(id, Message::new(json.clone(), silent));
        while memory.is_over(chat.messages.len()) {
            chat.messages.pop_first();
        }
        (id, json)
    }

    /// Queues an update that belongs to a date; nothing when the bot did not ask for its kind.
    pub fn push_update(&mut self, kind: &str, body: Value, about: About) {
        let keeps = match about {
            About::Press(_) => Keeps::Elapsed(self.clock.elapsed() + PRESS_LIFE),
            _ => Keeps::Until(dated(&body).unwrap_or_else(|| self.now()).plus(DAY)),
        };
        if !self.updates.is_allowed(kind) {
            return;
        }
        let id = self.updates.next_id();
        let update = std::iter::once((kind.to_owned(), body)).collect();
        self.updates.push(id, update, keeps, about);
    }

    /// Queues anything, under its own `update_id` if it has one.
    pub fn push_raw(&mut self, update: Value) -> UpdateId {
        let own = update["update_id"].as_i64().map(UpdateId);
        let id = own.unwrap_or_else(|| self.updates.next_id());
        let keeps = Keeps::Until(self.now().plus(DAY));
        self.updates.push(id, update, keeps, About::Anything);
        id
    }

    /// Lets time do its work on presses and updates.
    pub fn age(&mut self) {
        let elapsed = self.clock.elapsed();
        let expired = self.presses.expire(elapsed);
        self.sins.extend(expired);
        self.updates.expire(self.clock.now(), elapsed);
    }

    /// What the bot knows once updates are confirmed.
    pub fn learnt(&mut self, confirmed: Vec<About>) {
        let since = self.clock.elapsed() + ON_THE_WAY;
        for about in confirmed {
            if let About::Unreachable(chat) = about
                && let Some(chat) = self.chats.get_mut(&chat)
                && chat.obstacle().is_some()
            {
                chat.told_unreachable.get_or_insert(since);
            }
        }
    }

    pub fn note_call(&mut self, call: Call) {
        self.calls.push_back(call);
        while self.memory.is_over(self.calls.len()) {
            self.calls.pop_front();
        }
    }
}

fn dated(body: &Value) -> Option<Moment> {
    let date = body["edit_date"].as_i64().or_else(|| body["date"].as_i64())?;
    Some(Moment::from_millis(date.saturating_mul(1000)))
}
