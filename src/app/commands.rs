//! The commands of the terminal. What a person reads is printed; what went wrong is one clear line.

use std::io::Write;
use std::net::SocketAddr;

use tokio::sync::watch;

use super::apply::{ApplyError, apply, welcome_newcomer};
use super::backup::{backup, restore};
use super::bot::StartError;
use super::claim::claim;
use super::cli::{AddPerson, Chosen, Command, Failed, FailedId, People};
use super::copy::{CopyError, copy};
use super::health::{HealthError, health};
use super::purge::{PurgeError, purge};
use super::run::run;
use super::settings::{BotSettings, DatabaseUrl, Environment, SettingError, Settings};
use crate::clock::Clock;
use crate::domain::ids::PersonId;
use crate::domain::moment::Moment;
use crate::flows::{Turn, leave};
use crate::messenger::SendError;
use crate::random::Random;
use crate::store::backup::BackupError;
use crate::store::known::DirectoryCache;
use crate::store::restore::RestoreError;
use crate::store::{self, Db, MigrateError, StoreError, Unfit, inbox, outbox, people};
use crate::telegram::client::{Client, ClientError, ClientSettings};
use crate::telegram::gateway::TelegramMessenger;

/// Why a command did not do what it was told.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The settings are wrong: one line each, exit code 2.
    #[error("{}", lines(.0))]
    Settings(Vec<SettingError>),
    #[error("TELOXIDE_TOKEN or TELOXIDE_API_URL: {0}")]
    Client(#[from] ClientError),
    #[error("DATABASE_URL: {0}")]
    Store(#[from] StoreError),
    #[error("DATABASE_URL: the database {0}")]
    Unfit(#[from] Unfit),
    #[error("DATABASE_URL: the schema could not be brought up to date: {0}")]
    Migrate(#[from] MigrateError),
    #[error(transparent)]
    Apply(#[from] ApplyError),
    #[error("DIRECTORY: {0}")]
    Directory(ApplyError),
    #[error("{setting}: {address}: {error}")]
    Listen { setting: &'static str, address: SocketAddr, error: std::io::Error },
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("nobody has the number {0}; see mcu-bot people list")]
    NoSuchPerson(PersonId),
    #[error("nothing failed has the number {0}; see mcu-bot failed list")]
    NothingFailed(FailedId),
    #[error("there is an administrator already, who can send an invite: /invite in the chat with the bot")]
    Claimed,
    #[error("Telegram does not say what the bot is called, and the link needs it: {0}")]
    NoName(SendError),
    #[error(transparent)]
    Purge(#[from] PurgeError),
    #[error("say how long ago: --older-than DAYS, or PURGE_AFTER_DAYS in the settings")]
    NoDays,
    #[error("not everything is as it should be")]
    Check,
    #[error("OPS_LISTEN: {0}: {1}")]
    NotAlive(SocketAddr, HealthError),
    #[error(transparent)]
    Backup(#[from] BackupError),
    #[error(transparent)]
    Restore(#[from] RestoreError),
    #[error(transparent)]
    Copy(#[from] CopyError),
    #[cfg(feature = "demo")]
    #[error(transparent)]
    Demo(#[from] crate::demo::show::ShowError),
    #[error("{0}")]
    Output(#[from] std::io::Error),
}

fn lines(errors: &[SettingError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl Failure {
    /// The file a setting names is as wrong as the setting; that the database does not take it is another matter.
    pub(super) fn of_directory(error: ApplyError) -> Self {
        match error {
            ApplyError::Store(error) => Self::Store(error),
            error => Self::Directory(error),
        }
    }

    /// 2 where what the bot was told is wrong, 1 where it could not be done.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Settings(_) | Self::Client(_) | Self::Directory(_) | Self::NoDays => 2,
            _ => 1,
        }
    }
}

/// Executes one command.
pub async fn execute(
    command: Command,
    environment: &Environment,
    out: &mut (impl Write + Send),
) -> Result<(), Failure> {
    let settings = || Settings::read(environment).map_err(Failure::Settings);
    match command {
        Command::Run => Box::pin(run(BotSettings::read(environment).map_err(Failure::Settings)?)).await,
        Command::Check => check(environment, out).await,
        Command::Health => {
            let address = settings()?.ops;
            health(address).await.map_err(|why| Failure::NotAlive(address, why))?;
            Ok(writeln!(out, "alive")?)
        }
        #[cfg(feature = "demo")]
        Command::Demo(args) => {
            let options = crate::demo::show::Options { port: args.port, database: args.database, open: args.open };
            Ok(Box::pin(crate::demo::show::run(&options, stop_signal()?, out)).await?)
        }
        Command::Migrate => {
            open(&settings()?).await?.close().await;
            Ok(writeln!(out, "the schema is up to date")?)
        }
        Command::Apply(args) => {
            let db = open(&settings()?).await?;
            let applied = apply(&db, &Clock::system(), &args.file, args.dry_run).await?;
            Ok(write!(out, "{}", applied.0)?)
        }
        Command::People(command) => Box::pin(people_command(&open(&settings()?).await?, command, out)).await,
        Command::Claim => {
            let db = open(&settings()?).await?;
            let link = claim(&db, &Clock::system(), &Random::system(), environment).await?;
            Ok(writeln!(out, "Open this link within an hour and press Start; it works once:\n{link}")?)
        }
        Command::Purge(args) => {
            let settings = settings()?;
            let days = args.older_than.or(settings.purge_after_days).ok_or(Failure::NoDays)?;
            Ok(purge(&open(&settings).await?, &Clock::system(), days, args.yes, out).await?)
        }
        Command::Failed(command) => failed_command(&open(&settings()?).await?, command, out).await,
        Command::Backup { file } => Box::pin(backup(&settings()?.database, &file, out)).await,
        Command::Restore(args) => Box::pin(restore(&settings()?.database, &args, out)).await,
        Command::Copy(args) => Box::pin(copy(&args, out)).await,
    }
}

/// Connects and brings the schema up to date.
pub(super) async fn open(settings: &Settings) -> Result<Db, Failure> {
    let db = connect(&settings.database).await?;
    fits(&db).await?;
    db.migrate().await?;
    Ok(db)
}

/// Fails where this program is not the one for the schema; an empty database gets one.
async fn fits(db: &Db) -> Result<(), Unfit> {
    match store::version(db).await {
        Ok(_) | Err(Unfit::NotOurs) => Ok(()),
        Err(unfit) => Err(unfit),
    }
}

pub(super) async fn connect(url: &DatabaseUrl) -> Result<Db, StoreError> {
    match url {
        DatabaseUrl::Sqlite(file) => Db::open_sqlite(file).await,
        DatabaseUrl::Postgres(url) => Db::open_postgres(url.expose()).await,
    }
}

pub(super) fn client(settings: &BotSettings) -> Result<Client, ClientError> {
    Client::new(&ClientSettings {
        token: settings.telegram.token.clone(),
        api_url: settings.telegram.api.to_string(),
        proxy: settings.telegram.proxy.clone(),
    })
}

/// Becomes `true` at SIGTERM or SIGINT.
pub(super) fn stop_signal() -> std::io::Result<watch::Receiver<bool>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        stop.send_replace(true);
    });
    Ok(stopped)
}

/// A plain verdict on each thing the bot needs.
async fn check(environment: &Environment, out: &mut (impl Write + Send)) -> Result<(), Failure> {
    let settings = BotSettings::read(environment).map_err(Failure::Settings)?;
    writeln!(out, "configuration: ok")?;
    let database = check_database(&settings.common).await;
    let token = check_token(&settings).await;
    for (name, verdict) in [("database", &database), ("token", &token)] {
        match verdict {
            Ok(detail) => writeln!(out, "{name}: ok, {detail}")?,
            Err(error) => writeln!(out, "{name}: {error}")?,
        }
    }
    if database.is_ok() && token.is_ok() { Ok(()) } else { Err(Failure::Check) }
}

async fn check_database(settings: &Settings) -> Result<String, String> {
    let said = |error: StoreError| error.to_string();
    if let DatabaseUrl::Sqlite(file) = &settings.database
        && !file.exists()
    {
        return Err(format!("there is no {} yet; run or migrate makes it", file.display()));
    }
    let db = connect(&settings.database).await.map_err(said)?;
    fits(&db).await.map_err(|unfit| format!("it {unfit}"))?;
    let pending = db.pending_migrations().await.map_err(said)?;
    db.close().await;
    match pending {
        0 => Ok("the schema is up to date".to_owned()),
        count => Ok(format!("{count} migrations are waiting; run or migrate applies them")),
    }
}

async fn check_token(settings: &BotSettings) -> Result<String, String> {
    let client = client(settings).map_err(|error| error.to_string())?;
    let identity = TelegramMessenger::new(client).get_me().await.map_err(|error| error.to_string())?;
    Ok(format!("this is @{}", identity.username))
}

async fn people_command(db: &Db, command: People, out: &mut (impl Write + Send)) -> Result<(), Failure> {
    match command {
        People::List => list_people(db, out).await,
        People::Add(person) => add_person(db, &person, out).await,
        People::Remove { id } => remove_person(db, id, out).await,
    }
}

async fn list_people(db: &Db, out: &mut (impl Write + Send)) -> Result<(), Failure> {
    let mut tx = db.read().await?;
    for person in people::all(&mut tx).await? {
        let reach = if tx.roster().await?.is_unreachable(person.chat) { ", cannot be reached" } else { "" };
        let posts: Vec<String> = person.posts.iter().map(ToString::to_string).collect();
        writeln!(out, "{}  account {}  {}: {}{reach}", person.id, person.chat, person.name, posts.join(", "))?;
    }
    Ok(())
}

async fn add_person(db: &Db, person: &AddPerson, out: &mut (impl Write + Send)) -> Result<(), Failure> {
    let clock = Clock::system();
    // The command line has checked the posts.
    let posts = person.posts().unwrap_or_default();
    let mut tx = db.begin().await?;
    let id = people::add(&mut tx, person.telegram_id, &person.name, &posts, clock.now()).await?;
    welcome_newcomer(&mut tx, person.telegram_id, &clock).await?;
    tx.commit().await?;
    Ok(writeln!(out, "{id}  {} is there", person.name)?)
}

async fn remove_person(db: &Db, id: PersonId, out: &mut (impl Write + Send)) -> Result<(), Failure> {
    let mut tx = db.begin().await?;
    let person = people::by_id(&mut tx, id).await?.ok_or(Failure::NoSuchPerson(id))?;
    let known = DirectoryCache::default().current(&mut tx).await?;
    let mut turn = Turn::new(&mut tx, known, Clock::system().now(), None, &Random::system());
    let given_back = leave(&mut turn, &person, None).await?;
    tx.commit().await?;
    Ok(writeln!(out, "{} is removed; {given_back} open incidents went back to the unit", person.name)?)
}

async fn failed_command(db: &Db, command: Failed, out: &mut (impl Write + Send)) -> Result<(), Failure> {
    match command {
        Failed::List => list_failed(db, out).await,
        Failed::Retry(chosen) => for_each_failed(db, chosen, Remedy::Retry, out).await,
        Failed::Drop(chosen) => for_each_failed(db, chosen, Remedy::Drop, out).await,
    }
}

async fn list_failed(db: &Db, out: &mut (impl Write + Send)) -> Result<(), Failure> {
    let mut tx = db.read().await?;
    let at = |moment: Moment| moment.local(chrono_tz::UTC).format("%Y-%m-%d %H:%M:%S UTC").to_string();
    for update in inbox::failed(&mut tx).await? {
        writeln!(out, "{}  update of {}: {}", update.id, at(update.kept_at), update.error)?;
    }
    for message in outbox::failed(&mut tx).await? {
        let (id, to, error) = (message.id, message.chat, &message.error);
        writeln!(out, "m{id}  message of {} to {to}: {error}", at(message.queued_at))?;
    }
    Ok(())
}

#[derive(Clone, Copy)]
enum Remedy {
    Retry,
    Drop,
}

async fn for_each_failed(
    db: &Db,
    chosen: Chosen,
    remedy: Remedy,
    out: &mut (impl Write + Send),
) -> Result<(), Failure> {
    let now = Clock::system().now();
    let mut tx = db.begin().await?;
    let ids = if chosen.all {
        let updates = inbox::failed(&mut tx).await?.into_iter().map(|update| FailedId::Update(update.id));
        let messages = outbox::failed(&mut tx).await?.into_iter().map(|message| FailedId::Message(message.id));
        updates.chain(messages).collect()
    } else {
        chosen.ids
    };
    for id in ids {
        let found = match (id, remedy) {
            (FailedId::Update(id), Remedy::Retry) => inbox::retry(&mut tx, id).await?,
            (FailedId::Update(id), Remedy::Drop) => inbox::drop_failed(&mut tx, id, now).await?,
            (FailedId::Message(id), Remedy::Retry) => outbox::retry(&mut tx, id).await?,
            (FailedId::Message(id), Remedy::Drop) => outbox::drop_failed(&mut tx, id, now).await?,
        };
        if !found {
            return Err(Failure::NothingFailed(id));
        }
        writeln!(out, "{id}  {}", if matches!(remedy, Remedy::Retry) { "will be tried again" } else { "is given up" })?;
    }
    Ok(tx.commit().await?)
}
