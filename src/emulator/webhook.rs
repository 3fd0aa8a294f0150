//! Brings updates to a webhook: in order within a chat, chats side by side, again and again until each is taken.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::Shared;
use super::faults::Target;
use super::updates::About;
use super::world::World;
use crate::domain::ids::UpdateId;

const SECRET: &str = "X-Telegram-Bot-Api-Secret-Token";
/// How long an update waits after it was not taken.
const AGAIN: Duration = Duration::from_secs(1);
/// Telegram gives up on a slower answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// One update on its way.
struct Parcel {
    id: UpdateId,
    key: i64,
    body: String,
    url: String,
    secret: Option<String>,
}

/// Brings what waits for as long as the server runs.
pub async fn bring_all(shared: Arc<Shared>) {
    let http = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE);
    let http = match http.build() {
        Ok(http) => http,
        Err(error) => return tracing::error!(%error, "the emulator can bring nothing to a webhook"),
    };
    let (mut hands, mut changes) = (JoinSet::new(), shared.changes.subscribe());
    loop {
        changes.mark_unchanged();
        while let Some(parcel) = next(&mut shared.world()) {
            hands.spawn(bring(Arc::clone(&shared), http.clone(), parcel));
        }
        tokio::select! {
            // The sender lives in `shared`.
            _ = changes.changed() => {}
            Some(_) = hands.join_next() => {}
            () = shared.stopped() => return,
        }
    }
}

fn next(world: &mut World) -> Option<Parcel> {
    let hook = world.webhook.as_ref().filter(|_| world.faults.outage.is_none())?;
    if i64::try_from(world.bringing.len()).is_ok_and(|busy| busy >= hook.max_connections) {
        return None;
    }
    let update = world.updates.next_beside(&world.bringing)?;
    let (url, secret) = (hook.url.clone(), hook.secret.clone());
    let parcel = Parcel { id: update.id, key: update.key, body: update.text.clone(), url, secret };
    if let About::Press(press) = update.about {
        world.presses.delivered(press);
    }
    world.bringing.insert(parcel.key);
    Some(parcel)
}

async fn bring(shared: Arc<Shared>, http: reqwest::Client, parcel: Parcel) {
    let (id, key) = (parcel.id, parcel.key);
    let fault = shared.world().faults.take(Target::WEBHOOK, None);
    let answer = match &fault {
        Some(fault) if !fault.applies() => Err("Connection reset by peer".to_owned()),
        _ => post(&http, parcel).await,
    };
    // Brought, but its answer never came back.
    let answer = if fault.is_some() { answer.and(Err("Read timeout expired".to_owned())) } else { answer };
    if let Err(error) = answer {
        note(&mut shared.world(), error);
        shared.clock.wait_until(shared.clock.elapsed() + AGAIN).await;
    } else {
        let mut world = shared.world();
        let memory = world.memory;
        let learnt = world.updates.taken(id, memory).into_iter().collect();
        world.learnt(learnt);
    }
    shared.world().bringing.remove(&key);
    shared.changed();
}

async fn post(http: &reqwest::Client, parcel: Parcel) -> Result<(), String> {
    let mut request = http.post(parcel.url).header("content-type", "application/json").body(parcel.body);
    if let Some(secret) = parcel.secret {
        request = request.header(SECRET, secret);
    }
    let answer = request.send().await.map_err(|error| error.without_url().to_string())?;
    let status = answer.status();
    if status.is_success() { Ok(()) } else { Err(format!("Wrong response from the webhook: {status}")) }
}

fn note(world: &mut World, error: String) {
    let at = world.date();
    if let Some(hook) = &mut world.webhook {
        hook.last_error = Some((at, error));
    }
}
