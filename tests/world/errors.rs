//! What was logged as an error, test by test: an error means that somebody must act, so a story names those it
//! expects.

use std::collections::HashMap;
use std::fmt::{Debug, Write};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use tokio::runtime::{Handle, Id};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry};

/// By runtime: every test has its own, whichever of its threads logs.
static LOGGED: Mutex<Option<HashMap<Id, Vec<String>>>> = Mutex::new(None);
static LISTENING: Once = Once::new();

/// Listens from now on. A process whose log somebody else takes has none for us.
pub fn listen() {
    LISTENING.call_once(|| {
        let _ = tracing::subscriber::set_global_default(Registry::default().with(Errors));
    });
    take();
}

/// The errors this test has logged since it asked last.
pub fn take() -> Vec<String> {
    logged().get_or_insert_default().remove(&Handle::current().id()).unwrap_or_default()
}

fn logged() -> MutexGuard<'static, Option<HashMap<Id, Vec<String>>>> {
    LOGGED.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Errors;

impl<S: Subscriber> Layer<S> for Errors {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let about = event.metadata();
        let ours = about.target().starts_with("mcu_bot") && *about.level() == Level::ERROR;
        let (true, Ok(runtime)) = (ours, Handle::try_current()) else { return };
        let mut words = Words::default();
        event.record(&mut words);
        logged().get_or_insert_default().entry(runtime.id()).or_default().push(words.0);
    }
}

#[derive(Default)]
struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = match field.name() {
            "message" => write!(self.0, "{value:?} "),
            name => write!(self.0, "{name}={value:?} "),
        };
    }
}
