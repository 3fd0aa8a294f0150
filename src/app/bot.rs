//! The running bot: one leader that takes updates in, handles them and delivers.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use super::polling::Poller;
use super::webhook::Hook;
use crate::clock::Clock;
use crate::domain::directory::Language;
use crate::domain::ids::{ChatId, UpdateId};
use crate::domain::person::{Post, Role};
use crate::flows::menu;
use crate::i18n::Words;
use crate::intake::{Intake, Means, Reader};
use crate::jobs::clock::Ticker;
use crate::jobs::delivery::{Delivery, Pace};
use crate::jobs::menus::Menus;
use crate::jobs::presence::Presence;
use crate::random::Random;
use crate::store::arrivals::{Arrivals, Heard};
use crate::store::known::DirectoryCache;
use crate::store::lead::{self, Epoch, Lead, Lease};
use crate::store::{Db, StoreError, directory, people};
use crate::telegram::client::Client;
use crate::telegram::convert::Update;
use crate::telegram::gateway::TelegramMessenger;
use crate::telemetry::{self, Telemetry};

/// How often the lead is checked and waiting updates of other processes are looked for.
const TICK: Duration = Duration::from_secs(1);
/// How long a stop may take: service managers kill what has not stopped after some ten seconds.
const FINISHING: Duration = Duration::from_secs(5);
/// A call of a process that is dead, or that was frozen, has come by then.
const LATE: Duration = Duration::from_secs(10);
/// How often handled updates are forgotten and questions end that nobody answered: every so many ticks.
const TIDY_EVERY: u32 = 600;

/// What a bot is made of.
#[derive(Debug)]
pub struct Parts {
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub client: Client,
    /// `None`: updates are asked for.
    pub hook: Option<Hook>,
    pub pace: Pace,
    /// Made admins while there is no admin.
    pub admins: Vec<ChatId>,
    /// Days after which personal data of what ended are destroyed, each night.
    pub purge_after_days: Option<u32>,
    pub telemetry: Telemetry,
}

/// The leader's parts. Tests drive them step by step; [`Bot::run`] lets them run.
pub struct Bot {
    pub db: Db,
    pub clock: Clock,
    pub intake: Arc<Intake<TelegramMessenger>>,
    pub delivery: Arc<Delivery<TelegramMessenger>>,
    pub menus: Arc<Menus<TelegramMessenger>>,
    pub ticker: Arc<Ticker>,
    pub poller: Poller,
    pub presence: Arc<Presence>,
    hook: Option<Hook>,
    telemetry: Telemetry,
    lead: Lead,
}

impl fmt::Debug for Bot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bot").field("lead", &self.lead).finish_non_exhaustive()
    }
}

/// Why the bot does not run.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("another mcu-bot runs on this database")]
    Led,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Bot {
    /// Takes the lead and takes up what a predecessor left. The schema must be up to date.
    pub async fn start(parts: Parts) -> Result<Self, StartError> {
        let lead = lead::take(&parts.db).await?.ok_or(StartError::Led)?;
        Ok(Self::led(parts, lead.epoch, lead.unclean, lead.lease()).await?(lead))
    }

    /// The same. Told to stop on the way, it gives the lead back as it was found: nothing was in hand.
    pub async fn start_unless(parts: Parts, stop: impl Future<Output = ()>) -> Result<Option<Self>, StartError> {
        let mut stop = std::pin::pin!(stop);
        let db = parts.db.clone();
        let held = tokio::select! {
            held = lead::hold(&db) => held?,
            () = &mut stop => return Ok(None),
        };
        let lead = held.ok_or(StartError::Led)?.lead(&db).await?;
        tokio::select! {
            bot = Box::pin(Self::led(parts, lead.epoch, lead.unclean, lead.lease())) => Ok(Some(bot?(lead))),
            () = stop => {
                lead.hand_back(&db).await?;
                Ok(None)
            }
        }
    }

    /// All but the lead, which is held meanwhile.
    async fn led(
        parts: Parts,
        epoch: Epoch,
        unclean: bool,
        lease: Lease,
    ) -> Result<impl FnOnce(Lead) -> Self, StoreError> {
        let Parts { db, clock, random, client, hook, pace, admins, purge_after_days, telemetry } = parts;
        let client = client.watched_by(&telemetry);
        telemetry.becomes(telemetry::Role::Leader);
        make_admins(&db, &admins, &clock).await?;
        let messenger = Arc::new(TelegramMessenger::new(client.clone()));
        let bot = introduce(&db, &messenger, &client).await?;
        let (directory, wake) = (Arc::new(DirectoryCache::default()), Arc::new(Notify::new()));
        let means =
            Means { db: db.clone(), clock: clock.clone(), random: random.clone(), telemetry: telemetry.clone() };
        let intake =
            Intake::new(means, Arc::clone(&messenger), Arc::clone(&directory), (reader(bot), epoch), Arc::clone(&wake));
        let menus = Menus {
            db: db.clone(),
            clock: clock.clone(),
            messenger: Arc::clone(&messenger),
            directory: Arc::clone(&directory),
            epoch,
            draw: menu,
        };
        menus.look_over().await?;
        let ticker = Ticker {
            db: db.clone(),
            clock: clock.clone(),
            random,
            telemetry: telemetry.clone(),
            directory: Arc::clone(&directory),
            epoch,
            delivery: Arc::clone(&wake),
            purge_after_days,
        };
        let presence = Arc::new(Presence::new(db.clone(), clock.clone(), epoch));
        let to = (db.clone(), clock.clone(), messenger);
        let delivery = Delivery::new(to.0, to.1, to.2, directory, (epoch, lease), wake, pace);
        intake.resume(unclean).await?;
        Ok(move |lead| Self {
            db,
            clock,
            intake,
            delivery,
            menus: Arc::new(menus),
            ticker: Arc::new(ticker),
            poller: Poller::new(client),
            presence,
            hook,
            telemetry,
            lead,
        })
    }

    /// Runs until `stop` says so or the lead is lost, and then finishes what is in hand.
    pub async fn run(mut self, stop: watch::Receiver<bool>) -> Result<(), StoreError> {
        let (halt, halted) = watch::channel(false);
        let stopped = |mut stop: watch::Receiver<bool>| async move {
            // A sender that is gone means the same as one that says stop.
            let _ = stop.wait_for(|stop| *stop).await;
        };
        let (intake, delivery) = (Arc::clone(&self.intake), Arc::clone(&self.delivery));
        let menus = Arc::clone(&self.menus);
        let handling = tokio::spawn({
            let halted = stopped(halted.clone());
            async move { intake.run(halted).await }
        });
        let delivering = tokio::spawn({
            let halted = stopped(halted.clone());
            async move { delivery.run(halted).await }
        });
        let listing = tokio::spawn({
            let halted = stopped(halted.clone());
            async move { menus.run(halted).await }
        });
        let ticker = Arc::clone(&self.ticker);
        let ticking = tokio::spawn({
            let halted = stopped(halted.clone());
            async move { ticker.run(halted).await }
        });
        let hearing = tokio::spawn({
            let (db, intake, clock) = (self.db.clone(), Arc::clone(&self.intake), self.clock.clone());
            let halted = stopped(halted.clone());
            async move {
                tokio::select! {
                    () = hear(&db, &intake, &clock) => {}
                    () = halted => {}
                }
            }
        });
        let lost = tokio::select! {
            () = receive(&mut self.hook, &mut self.poller, &self.intake, &self.presence, &self.clock) => None,
            () = look_after(&self.intake, &self.presence, &self.clock) => None,
            () = look_again(&self.delivery, &self.clock) => None,
            error = hold(&mut self.lead, &self.clock) => Some(error),
            () = stopped(stop) => None,
        };
        halt.send_replace(true);
        let finished = finish([hearing, handling, delivering, listing, ticking], &self.clock).await;
        self.telemetry.becomes(telemetry::Role::Standby);
        match lost {
            None if finished => self.lead.resign(&self.db).await,
            None => self.lead.resign_in_haste(&self.db).await,
            // The lead is somebody else's by now.
            Some(error) => Err(error),
        }
    }

    /// Lets the lead go; nothing may be in hand.
    pub async fn stop(self) -> Result<(), StoreError> {
        self.lead.resign(&self.db).await
    }
}

/// Lets the tasks finish what is in hand. A database that is gone or a server that is silent can hold them for
/// long, and nothing is lost by leaving them: what is not committed, and not acknowledged, comes again. `false`: some
/// were left.
async fn finish(tasks: [JoinHandle<()>; 5], clock: &Clock) -> bool {
    let enough = clock.elapsed() + FINISHING;
    let mut finished = true;
    for mut task in tasks {
        tokio::select! {
            // Its own errors are logged where they happen.
            _ = &mut task => {}
            () = clock.wait_until(enough) => {
                tracing::warn!("what is in hand takes too long and is left for the next start");
                task.abort();
                finished = false;
            }
        }
    }
    finished
}

/// Updates come by the way that was chosen; never ends.
async fn receive(
    hook: &mut Option<Hook>,
    poller: &mut Poller,
    intake: &Intake<TelegramMessenger>,
    presence: &Presence,
    clock: &Clock,
) {
    match hook {
        Some(hook) => hook.run(presence, clock).await,
        None => poller.run(intake, presence, clock).await,
    }
}

/// Takes up what other processes keep, where there are others. What is missed is found by the next look.
async fn hear(db: &Db, intake: &Arc<Intake<TelegramMessenger>>, clock: &Clock) {
    loop {
        let error = match Arrivals::listen(db).await {
            Ok(None) => return,
            Ok(Some(arrivals)) => hear_on(arrivals, intake).await,
            Err(error) => error,
        };
        tracing::warn!(%error, "what other processes keep is not heard");
        clock.wait_until(clock.elapsed() + TICK).await;
    }
}

async fn hear_on(mut arrivals: Arrivals, intake: &Arc<Intake<TelegramMessenger>>) -> StoreError {
    loop {
        match arrivals.next().await {
            Ok(Heard::Update(id, key)) => intake.arrive(id, key),
            Ok(Heard::Silence) => {}
            Err(error) => return error,
        }
    }
}

/// Ends when the lead is lost. Nothing else is waited for here: a session that is silent for long is ended.
async fn hold(lead: &mut Lead, clock: &Clock) -> StoreError {
    loop {
        clock.wait_until(clock.elapsed() + TICK).await;
        if let Err(error) = lead.check(clock).await {
            return error;
        }
    }
}

/// Looks after what no update asks for; never ends.
async fn look_after(intake: &Arc<Intake<TelegramMessenger>>, presence: &Presence, clock: &Clock) {
    let mut ticks: u32 = 0;
    loop {
        clock.wait_until(clock.elapsed() + TICK).await;
        if let Err(error) = presence.alive(None).await {
            tracing::warn!(%error, "that the bot is there could not be kept");
        }
        ticks = ticks.wrapping_add(1);
        let done = if ticks.is_multiple_of(TIDY_EVERY) { tidy(intake).await } else { intake.look().await };
        if let Err(error) = done {
            tracing::warn!(%error, "the inbox could not be looked after");
        }
    }
}

/// Looks again after what a predecessor may have left in the air; never ends.
async fn look_again(delivery: &Delivery<TelegramMessenger>, clock: &Clock) {
    let mut next = clock.elapsed() + LATE;
    loop {
        clock.wait_until(next).await;
        next += TICK;
        match delivery.look_again().await {
            Ok(true) => {}
            Ok(false) => return std::future::pending().await,
            Err(error) => tracing::warn!(%error, "doubtful cards have to wait for the database"),
        }
    }
}

async fn tidy(intake: &Arc<Intake<TelegramMessenger>>) -> Result<(), StoreError> {
    intake.forget().await?;
    intake.let_go().await
}

/// Who we are: the id tells replies to our own messages, the name stands in links into the private chat.
/// Telegram may be out of reach: the token begins with the id too, and the name is known from the last time.
async fn introduce(db: &Db, messenger: &TelegramMessenger, client: &Client) -> Result<ChatId, StoreError> {
    let identity = match messenger.get_me().await {
        Ok(identity) => identity,
        Err(error) => {
            tracing::warn!(%error, "Telegram does not say who we are; the token does");
            return Ok(client.bot_id());
        }
    };
    let mut tx = db.begin().await?;
    directory::set_bot(&mut tx, &identity.username).await?;
    tx.commit().await?;
    Ok(identity.id)
}

fn reader(bot: ChatId) -> Reader {
    Arc::new(move |id: UpdateId, body: &str| {
        let update = Update::read(body).map_err(|error| error.to_string())?;
        Ok(update.event(id, bot))
    })
}

/// The accounts of `ADMIN_IDS` count only while there is no admin.
async fn make_admins(db: &Db, admins: &[ChatId], clock: &Clock) -> Result<(), StoreError> {
    if admins.is_empty() {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    if people::with_role(&mut tx, Role::Admin).await?.is_empty() {
        for chat in admins {
            let name = match people::by_chat(&mut tx, *chat).await? {
                Some(person) => person.name,
                None => Words::of(Language::Ru).role(Role::Admin),
            };
            let post = Post { role: Role::Admin, unit: None, sphere: None };
            people::add(&mut tx, *chat, &name, &[post], clock.now()).await?;
        }
    }
    tx.commit().await
}
