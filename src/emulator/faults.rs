//! Trouble on demand: the next call fails in a chosen way, or all of them do until told otherwise.

use std::fmt;

use crate::domain::ids::ChatId;

/// How a call fails.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Fault {
    /// 429 with this many seconds; calls to the chat before they passed are refused too, and are a sin.
    RetryAfter(u64),
    /// This status with Telegram's JSON.
    Status(u16),
    /// 502 with a page of HTML, as a proxy in the middle answers.
    HtmlBody,
    /// The connection closes without an answer; nothing was done.
    Reset,
    /// It was done, then the connection closes without an answer.
    LostAnswer,
    /// No answer ever comes; nothing was done.
    Hang,
    /// It was done, but no answer ever comes.
    HangAfterwards,
    /// No answer ever comes, and it is done when [`Emulator::late_calls_come`](super::Emulator::late_calls_come):
    /// as a call of a process that is dead.
    Late,
    /// 401, as after the token was revoked.
    Unauthorized,
    /// Telegram's JSON with this status and description.
    Refused(u16, String),
}

impl Fault {
    /// The call takes effect in spite of the fault.
    pub const fn applies(&self) -> bool {
        matches!(self, Self::LostAnswer | Self::HangAfterwards | Self::Late)
    }
}

/// The calls that a fault waits for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Target {
    method: Option<String>,
    chat: Option<ChatId>,
}

impl Target {
    /// Not a method: the way of an update to the webhook. What is done there is that the update was brought.
    pub const WEBHOOK: &str = "webhook";

    /// Any method but `getUpdates`, which is polled all the time, and not [`Target::WEBHOOK`].
    pub const fn any() -> Self {
        Self { method: None, chat: None }
    }

    pub fn method(name: &str) -> Self {
        Self { method: Some(name.to_owned()), chat: None }
    }

    /// Only calls that name this chat.
    #[must_use]
    pub const fn in_chat(mut self, chat: ChatId) -> Self {
        self.chat = Some(chat);
        self
    }

    fn matches(&self, method: &str, chat: Option<ChatId>) -> bool {
        let method_fits = match &self.method {
            Some(wanted) => wanted.eq_ignore_ascii_case(method),
            None => method != "getUpdates" && method != Self::WEBHOOK,
        };
        method_fits && (self.chat.is_none() || self.chat == chat)
    }
}

impl From<&str> for Target {
    fn from(method: &str) -> Self {
        Self::method(method)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.method.as_deref().unwrap_or("any method"))?;
        self.chat.map_or(Ok(()), |chat| write!(f, " in chat {chat}"))
    }
}

/// Faults to come, oldest first, and the lasting one.
#[derive(Debug, Default)]
pub struct Faults {
    waiting: Vec<(Target, Fault)>,
    pub outage: Option<Fault>,
}

impl Faults {
    pub fn add(&mut self, target: Target, fault: Fault) {
        self.waiting.push((target, fault));
    }

    pub fn forget(&mut self) {
        self.waiting.clear();
    }

    /// The fault of this call; a single one is used up by it.
    pub fn take(&mut self, method: &str, chat: Option<ChatId>) -> Option<Fault> {
        if self.outage.is_some() {
            return self.outage.clone();
        }
        let index = self.waiting.iter().position(|(target, _)| target.matches(method, chat))?;
        Some(self.waiting.remove(index).1)
    }

    pub fn unused(&self) -> Vec<(Target, Fault)> {
        self.waiting.clone()
    }
}
