//! A Telegram Bot API server on this machine, over real HTTP: strict about requests, honest about errors,
//! troublesome on demand. For tests, load runs and the demo.
//!
//! ```text
//! people act ──▶ world ──▶ queue ──getUpdates──▶ bot
//! people see ◀── world ◀── method ◀─ faults, rates ◀─ schema ◀── bot's call
//! ```
//!
//! Time is the [`Clock`] it is given. What the bot did wrong, though Telegram might let it pass, is a [`Sin`].

mod chats;
pub mod check;
mod faults;
mod files;
mod groups;
mod html;
mod journal;
mod keyboard;
mod members;
mod methods;
mod people;
mod polling;
mod presses;
mod rates;
mod refusal;
mod request;
pub mod schema;
mod server;
mod sins;
mod text;
mod updates;
mod view;
mod webhook;
mod wire;
mod world;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::domain::ids::{ChatId, UpdateId};
use crate::messenger::event::{AttachmentKind, PressId};
use chats::ChatKind;
use schema::Schema;
use world::World;

pub use faults::{Fault, Target};
pub use groups::Group;
pub use journal::{Call, Outcome};
pub use keyboard::{ShownAction, ShownButton};
pub use people::{CannotPress, Origin, Person};
pub use presses::{PressState, ToastShown};
pub use rates::RateWatch;
pub use sins::{Limit, Sin};
pub use text::Entity;
pub use view::{Author, Shown, ShownMedia, Sound};
pub use world::Memory;

/// How to start an emulator.
#[derive(Clone, Debug)]
pub struct Options {
    pub clock: Clock,
    pub token: String,
    pub address: SocketAddr,
    /// Without `@`.
    pub username: String,
    pub memory: Memory,
    pub rates: RateWatch,
}

impl Options {
    /// A free port on loopback, everything remembered, rates watched.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            token: "1000001:emulator".to_owned(),
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            username: "mcu_test_bot".to_owned(),
            memory: Memory::Everything,
            rates: RateWatch::On,
        }
    }
}

/// A running server. Clones are the same server; it stops when told, or with the last of them.
#[derive(Clone, Debug)]
pub struct Emulator {
    shared: Arc<Shared>,
    running: Arc<Running>,
}

/// What the routes and the people share.
#[derive(Debug)]
struct Shared {
    schema: &'static Schema,
    token: String,
    clock: Clock,
    world: Mutex<World>,
    /// Wakes polls.
    arrivals: Notify,
    /// Wakes those who wait for what the bot does.
    changes: watch::Sender<()>,
    stop: watch::Sender<bool>,
}

#[derive(Debug)]
struct Running {
    address: SocketAddr,
    shared: Arc<Shared>,
    /// Taken by the one who waits for its end.
    serving: Mutex<Option<JoinHandle<io::Result<()>>>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shared.stop.send_replace(true);
    }
}

impl Shared {
    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn changed(&self) {
        self.changes.send_replace(());
    }

    /// Ends when the server is told to stop.
    async fn stopped(&self) {
        // The sender lives in `self`, so the wait cannot end by a closed channel.
        let _ = self.stop.subscribe().wait_for(|stop| *stop).await;
    }
}

impl Emulator {
    /// Binds and serves until stopped.
    ///
    /// # Errors
    /// The address cannot be bound, or the built-in schema cannot be read.
    pub async fn start(options: Options) -> io::Result<Self> {
        let schema = Schema::bundled().map_err(io::Error::other)?;
        let listener = TcpListener::bind(options.address).await?;
        let address = listener.local_addr()?;
        let bot = bot(&options);
        let shared = Arc::new(Shared {
            schema,
            token: options.token,
            clock: options.clock.clone(),
            world: Mutex::new(World::new(options.clock, options.memory, options.rates, bot)),
            arrivals: Notify::new(),
            changes: watch::Sender::new(()),
            stop: watch::Sender::new(false),
        });
        let app = server::router(Arc::clone(&shared)).into_make_service_with_connect_info::<wire::Scissors>();
        let until = Arc::clone(&shared);
        let serving =
            axum::serve(wire::Wire(listener), app).with_graceful_shutdown(async move { until.stopped().await });
        let serving = Mutex::new(Some(tokio::spawn(async move { serving.await })));
        tokio::spawn(webhook::bring_all(Arc::clone(&shared)));
        Ok(Self { running: Arc::new(Running { address, shared: Arc::clone(&shared), serving }), shared })
    }

    /// Cuts all connections, takes no more, and returns when the address is free again.
    pub async fn stop(&self) {
        self.shared.stop.send_replace(true);
        let serving = self.running.serving.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(serving) = serving {
            // Fails only if it panicked or was aborted: the address is free then, too.
            let _ = serving.await;
        }
    }

    /// Where the API is: `http://127.0.0.1:port`, without a token.
    pub fn url(&self) -> String {
        format!("http://{}", self.running.address)
    }

    pub fn token(&self) -> &str {
        &self.shared.token
    }

    pub fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    /// Changes the world, and wakes everybody who may care.
    fn act<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let result = change(&mut self.shared.world());
        self.shared.arrivals.notify_waiters();
        self.shared.changed();
        result
    }

    fn look<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.shared.world())
    }

    /// A person; known to Telegram, but a stranger to the bot until they write. An id seen before is the same
    /// person, whatever the name.
    #[must_use]
    pub fn person(&self, id: ChatId, name: &str) -> Person {
        Person::new(self.clone(), id, name)
    }

    /// A basic group without the bot; its id is negative.
    #[must_use]
    pub fn group(&self, id: ChatId, title: &str) -> Group {
        Group::new(self.clone(), id, ChatKind::Group, title)
    }

    #[must_use]
    pub fn supergroup(&self, id: ChatId, title: &str) -> Group {
        Group::new(self.clone(), id, ChatKind::Supergroup, title)
    }

    #[must_use]
    pub fn channel(&self, id: ChatId, title: &str) -> Group {
        Group::new(self.clone(), id, ChatKind::Channel, title)
    }

    /// Queues any JSON as an update. Without `update_id` it gets the next one; one that is no object goes out as
    /// it is.
    pub fn push_raw_update(&self, update: Value) -> UpdateId {
        self.act(|world| world.push_raw(update))
    }

    /// Delivers an update once more, as after a lost acknowledgement; false when it is not remembered.
    pub fn repeat_update(&self, id: UpdateId) -> bool {
        self.act(|world| {
            let about = world.updates.repeat(id);
            if let Some(updates::About::Press(press)) = about {
                world.presses.repeated(press);
            }
            about.is_some()
        })
    }

    /// The newest update queued, confirmed or not.
    pub fn last_update(&self) -> Option<UpdateId> {
        self.look(|world| world.updates.last_id())
    }

    /// Updates that the bot has not confirmed.
    pub fn waiting_updates(&self) -> usize {
        self.look(|world| world.updates.len())
    }

    /// Ids of updates go on from here, as after a week of silence; meant for an empty queue.
    pub fn restart_update_ids(&self, first: UpdateId) {
        self.act(|world| world.updates.restart_at(first.0));
    }

    /// What became of a press; `None` when it is not remembered.
    pub fn press(&self, press: &PressId) -> Option<PressState> {
        let number = presses::number(&press.0)?;
        let mut world = self.shared.world();
        world.age();
        world.presses.state(number)
    }

    /// Presses that came to the bot and wait for an answer.
    pub fn waiting_presses(&self) -> Vec<PressId> {
        self.look(|world| world.presses.waiting())
    }

    /// Waits until a press is answered or expires; `None` when it is not remembered.
    pub async fn answer_to(&self, press: &PressId) -> Option<PressState> {
        let mut changes = self.shared.changes.subscribe();
        let expires = self.look(|world| world.presses.expires(presses::number(&press.0)?))?;
        loop {
            changes.mark_unchanged();
            match self.press(press) {
                Some(PressState::Unanswered) => {}
                settled => return settled,
            }
            tokio::select! {
                // The sender lives in `self`.
                _ = changes.changed() => {}
                () = self.shared.clock.wait_until(expires) => {}
            }
        }
    }

    /// Waits until `look` finds something; it looks again after every call of the bot and every act of a person.
    pub async fn until<T>(&self, mut look: impl FnMut(&Self) -> Option<T>) -> T {
        let mut changes = self.shared.changes.subscribe();
        loop {
            changes.mark_unchanged();
            if let Some(found) = look(self) {
                return found;
            }
            // The sender lives in `self`.
            let _ = changes.changed().await;
        }
    }

    /// Tells of every call of the bot and every act of a person.
    pub fn changes(&self) -> watch::Receiver<()> {
        self.shared.changes.subscribe()
    }

    /// Where updates are brought to; `None` while they are asked for.
    pub fn webhook(&self) -> Option<String> {
        self.look(|world| world.webhook.as_ref().map(|hook| hook.url.clone()))
    }

    /// Waits until the bot has confirmed every update.
    pub async fn until_confirmed(&self) {
        self.until(|emulator| (emulator.waiting_updates() == 0).then_some(())).await;
    }

    /// The next call that fits fails like this; several wait in order.
    pub fn fail_next(&self, target: impl Into<Target>, fault: Fault) {
        let target = target.into();
        self.act(|world| world.faults.add(target, fault));
    }

    /// How many calls met [`Fault::Late`] and have not come yet.
    pub fn late_calls(&self) -> usize {
        self.look(|world| world.late.len())
    }

    /// What met [`Fault::Late`] takes effect now, and not before.
    pub fn late_calls_come(&self) {
        server::late_calls_come(&self.shared);
    }

    /// Faults that no call has met.
    pub fn unused_faults(&self) -> Vec<(Target, Fault)> {
        self.look(|world| world.faults.unused())
    }

    /// From now on nothing fails that was to fail.
    pub fn forget_faults(&self) {
        self.act(|world| world.faults.forget());
    }

    /// Every call fails like this, waiting polls too, until [`Emulator::end_outage`].
    pub fn begin_outage(&self, fault: Fault) {
        self.act(|world| world.faults.outage = Some(fault));
    }

    pub fn end_outage(&self) {
        self.act(|world| world.faults.outage = None);
    }

    /// What the bot did wrong until now.
    pub fn sins(&self) -> Vec<Sin> {
        let mut world = self.shared.world();
        world.age();
        world.sins.clone()
    }

    /// The same, and presses that wait for an answer now count as unanswered: for the end of a story.
    pub fn finish(&self) -> Vec<Sin> {
        let mut world = self.shared.world();
        world.age();
        let unanswered = world.presses.unanswered();
        world.sins.extend(unanswered);
        world.sins.clone()
    }

    /// Takes the sins that a test expected, so that those left over tell.
    pub fn take_sins(&self) -> Vec<Sin> {
        let mut world = self.shared.world();
        world.age();
        std::mem::take(&mut world.sins)
    }

    /// Every call that was understood, in the order in which they were answered.
    pub fn calls(&self) -> Vec<Call> {
        self.look(|world| world.calls.iter().cloned().collect())
    }

    /// How many calls are remembered: with all of the past, how many there were.
    pub fn calls_made(&self) -> usize {
        self.look(|world| world.calls.len())
    }

    /// The calls of one method.
    pub fn calls_of(&self, method: &str) -> Vec<Call> {
        let fits = |call: &&Call| call.method.eq_ignore_ascii_case(method);
        self.look(|world| world.calls.iter().filter(fits).cloned().collect())
    }

    /// A file that Telegram has; its `file_id`.
    pub fn add_file(&self, kind: AttachmentKind, name: &str, bytes: Vec<u8>) -> String {
        self.act(|world| world.files.add(kind, name, None, Bytes::from(bytes), world.memory).id)
    }

    /// What is in the photo, the document … of a message; `None` where it has none.
    pub fn content(&self, shown: &Shown) -> Option<Bytes> {
        self.file(&shown.media.as_ref()?.file)
    }

    /// What is in a file, if it is known and not forgotten.
    pub fn file(&self, id: &str) -> Option<Bytes> {
        self.look(|world| world.files.get(id).map(|file| file.bytes.clone()))
    }
}

/// The object `User` as `getMe` tells it; the account is the number before the colon of the token.
fn bot(options: &Options) -> Value {
    let id = options.token.split(':').next().and_then(|id| id.parse::<i64>().ok()).unwrap_or(1);
    json!({
        "id": id,
        "is_bot": true,
        "first_name": "МЦУ",
        "username": options.username,
        "can_join_groups": true,
        "can_read_all_group_messages": false,
        "supports_inline_queries": false,
        "can_connect_to_business": false,
        "has_main_web_app": false,
        "has_topics_enabled": false,
        "allows_users_to_create_topics": false,
        "can_manage_bots": false,
        "supports_guest_queries": false,
    })
}
