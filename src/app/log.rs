//! Where log lines go, and which of them.

use std::io::IsTerminal;
use std::panic::PanicHookInfo;

use tracing::Metadata;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::{EnvFilter, filter_fn};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{fmt, registry};

use super::settings::{LogFormat, Settings};

/// Our own lines tell no secret and nobody's words; nobody knows that of the crates we use.
const OURS: &str = "mcu_bot";

/// Logs to stderr from now on. Of other crates only warnings are logged, unless `RUST_LOG` names the crate.
pub fn start(settings: &Settings) {
    let named = named(&settings.log);
    let is_safe = filter_fn(move |line| is_safe(line, &named)).with_max_level_hint(LevelFilter::TRACE);
    let lines = fmt::layer().with_writer(std::io::stderr);
    let lines = match settings.log_format {
        // Colours are for eyes; a journal keeps them as rubbish.
        LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).boxed(),
        LogFormat::Json => lines.with_ansi(false).json().flatten_event(true).boxed(),
    };
    // For all layers at once: a filter of one layer loses the next line after somebody asked `tracing::enabled!`.
    registry().with(EnvFilter::new(&settings.log)).with(is_safe).with(lines).init();
    std::panic::set_hook(Box::new(log_panic));
}

fn is_safe(line: &Metadata<'_>, named: &[String]) -> bool {
    *line.level() <= LevelFilter::WARN
        || line.target().starts_with(OURS)
        || named.iter().any(|name| line.target().starts_with(name.as_str()))
}

/// The targets that directives name: `debug,sqlx=info` names `sqlx`.
fn named(directives: &str) -> Vec<String> {
    let target = |directive: &str| directive.split(['=', '[']).next().unwrap_or_default().trim().to_owned();
    let is_level = |name: &String| name.is_empty() || name.parse::<LevelFilter>().is_ok();
    directives.split(',').map(target).filter(|name| !is_level(name)).collect()
}

/// One line, like any other. Words that were put together while running may be somebody's, and are left out.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let words = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or_default();
    let (file, line) = panic.location().map(|place| (place.file(), place.line())).unwrap_or_default();
    tracing::error!(panic.file = file, panic.line = line, panic.words = words, "the program panicked");
}
