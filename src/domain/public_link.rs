//! The address at which residents read an answer, out of what a person sends when asked for it.

use super::links::Link;
use super::source::{links, post_key};

/// Longer addresses are mistakes.
const LONGEST: usize = 1000;

/// Cyrillic zones that public bodies use.
const ZONES: &[&str] = &["рф", "рус", "москва", "дети"];

/// Why there is no address in it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NoLink {
    /// There is no address.
    None,
    /// It leads to this bot, which residents cannot open.
    OurBot,
}

/// The address in these words, else behind them (`hidden`). Of several, the first that is not the resident's own
/// post; `bot` is our own public name.
///
/// # Errors
/// There is none that a resident could open.
pub fn public_link(
    words: &str,
    hidden: &[String],
    resident: Option<&str>,
    bot: Option<&str>,
) -> Result<String, NoLink> {
    let written = links(words).into_iter().chain(lone_address(words)).chain(hidden.iter().cloned());
    let found: Vec<String> = written.filter(|link| is_address(link)).collect();
    let mut public = found.iter().filter(|link| !leads_to(link, bot)).peekable();
    let first = public.peek().copied();
    let post = resident.and_then(post_key);
    let other = public.find(|link| post_key(link) != post);
    match other.or(first) {
        Some(link) => Ok(link.clone()),
        None if found.is_empty() => Err(NoLink::None),
        None => Err(NoLink::OurBot),
    }
}

/// An address of any site without its scheme counts where nothing else is written: «сайт.рф/новости/5».
fn lone_address(words: &str) -> Option<String> {
    let words = words.trim();
    let host = words.split(['/', '?', '#']).next()?;
    let (name, zone) = host.rsplit_once('.')?;
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-');
    // «ул.Мира» is no address.
    let is_zone = zone.len() >= 2 && (zone.chars().all(|sign| sign.is_ascii_alphabetic()) || ZONES.contains(&zone));
    let alone = !words.chars().any(char::is_whitespace);
    (alone && is_zone && name.split('.').all(is_label) && links(words).is_empty()).then(|| format!("https://{words}"))
}

fn is_address(link: &str) -> bool {
    let scheme = link.split("://").next().unwrap_or_default();
    let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_web && link.chars().count() <= LONGEST && Link::parse(link).is_some()
}

fn leads_to(link: &str, bot: Option<&str>) -> bool {
    let (Some(parsed), Some(bot)) = (Link::parse(link), bot) else { return false };
    let host = ["t.me", "telegram.me"].contains(&parsed.host.as_str());
    host && parsed.path.split('/').next().is_some_and(|name| name.eq_ignore_ascii_case(bot.trim_start_matches('@')))
}
