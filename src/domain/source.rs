//! Where a resident's post was written, and its link.

use super::ids::{ChatId, MessageId};
use super::incident::Channel;
use super::links::{Link, LinkKind, network, spans};

/// How the post came to us.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Origin<'a> {
    /// Typed or pasted by the operator.
    Typed,
    /// Forwarded from a person, hidden or not.
    Person,
    /// Forwarded from a group; its posts cannot be linked to.
    Group,
    /// Forwarded from a channel; a public one has a name.
    Channel { name: Option<&'a str>, post: MessageId },
}

/// What was recognised.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Source {
    pub channel: Channel,
    /// The post, with scheme.
    pub link: Option<String>,
    /// Public name of the Telegram channel, lower case, as `[[source]]` writes it.
    pub name: Option<String>,
}

/// Recognises a source by how the post came, else by its link: of several that of a post in a network, then that of
/// a page of a site, then the first; those in the text before hidden ones.
///
/// A channel's or group's post was written there, whatever it links to. A person's message with a link is
/// mostly a link passed on, so the link decides.
pub fn recognise(origin: Origin<'_>, text: &str, hidden_links: &[String]) -> Source {
    match origin {
        Origin::Channel { name, post } => {
            let link = name.map(|name| telegram_post(name, post));
            Source { channel: Channel::Telegram, link, name: name.map(str::to_lowercase) }
        }
        Origin::Group => Source { channel: Channel::Telegram, link: None, name: None },
        Origin::Person | Origin::Typed => {
            let all = links(text).into_iter().chain(hidden_links.iter().cloned());
            // Of equals `min_by_key` keeps the first.
            by_link(all.min_by_key(|link| rank(link))).unwrap_or(Source {
                channel: without_link(origin),
                link: None,
                name: None,
            })
        }
    }
}

/// Addresses in the text in order, each with a scheme.
pub fn links(text: &str) -> Vec<String> {
    let written = spans(text).into_iter().map(|span| &text[span]);
    written.map(|link| if link.contains("://") { link.to_owned() } else { format!("https://{link}") }).collect()
}

/// The address of a post in a public Telegram channel.
pub fn telegram_post(name: &str, post: MessageId) -> String {
    format!("https://t.me/{name}/{post}")
}

/// The address of a post in a channel without a public name: its members can open it, and it tells the post.
pub fn private_post(channel: ChatId, post: MessageId) -> Option<String> {
    let number = channel.to_string();
    Some(format!("https://t.me/c/{}/{post}", number.strip_prefix("-100")?))
}

/// Whether the address leads to one post rather than to a whole page, as `vk.com/akhtubinsk` does.
fn names_a_post(link: &str) -> bool {
    let Some(parsed) = Link::parse(link) else { return false };
    match parsed.channel() {
        // Posts have numbers there, and pages stand at the root.
        Channel::Vk | Channel::Ok | Channel::Telegram | Channel::Max => {
            let deep = parsed.path.contains('/') || parsed.path.contains('_') || !parsed.query.is_empty();
            deep && format!("{}?{}", parsed.path, parsed.query).contains(|sign: char| sign.is_ascii_digit())
        }
        _ => !parsed.path.is_empty() || !parsed.query.is_empty(),
    }
}

/// Longest key that is kept, in bytes: an index of PostgreSQL takes 2704. No address of a post is nearly so long.
const LONGEST_KEY: usize = 2000;

/// By what a post is known when it comes again: its address, or the channel without a name that it stands in.
pub fn known_by(link: Option<&str>, private: Option<&str>) -> Option<String> {
    post_key(link.filter(|link| names_a_post(link)).or(private)?).filter(|key| key.len() <= LONGEST_KEY)
}

/// What two addresses of one post share: mirrors, phone versions and trackers make no difference.
///
/// For comparing only, never shown. A comment is not its post. `None` where there is no host.
pub fn post_key(link: &str) -> Option<String> {
    let parsed = Link::parse(link)?;
    let Some(channel) = network(&parsed.host) else {
        return Some(joined(&parsed.host, parsed.path, &significant(parsed.query, SITE_TRACKERS)));
    };
    // A post opened over a page, `vk.com/club1?w=wall-1_2`.
    let path = parsed.parameter("w").filter(|_| channel == Channel::Vk).unwrap_or(parsed.path);
    let path = path.strip_prefix("s/").filter(|_| channel == Channel::Telegram).unwrap_or(path);
    let key = joined(channel.code(), path, &significant(parsed.query, NETWORK_TRACKERS));
    Some(if channel == Channel::Telegram { key.to_lowercase() } else { key })
}

const SITE_TRACKERS: &[&str] = &["fbclid", "yclid", "gclid"];
const NETWORK_TRACKERS: &[&str] =
    &["w", "single", "from", "fbclid", "igsh", "igshid", "mibextid", "rdid", "ref", "ref_src", "s", "t", "embed"];

/// The best first.
fn rank(link: &str) -> u8 {
    let Some(parsed) = Link::parse(link) else { return 3 };
    match (parsed.kind(), parsed.channel()) {
        (LinkKind::Page, _) => 2,
        (_, Channel::Site) => 1,
        _ => 0,
    }
}

fn by_link(link: Option<String>) -> Option<Source> {
    let link = link?;
    let parsed = Link::parse(&link)?;
    let channel = parsed.channel();
    let name = telegram_name(&parsed).filter(|_| channel == Channel::Telegram);
    Some(Source { channel, name, link: Some(link) })
}

const fn without_link(origin: Origin<'_>) -> Channel {
    match origin {
        Origin::Typed => Channel::Other,
        Origin::Person | Origin::Group | Origin::Channel { .. } => Channel::Telegram,
    }
}

/// `t.me/<name>/<post>`, also `t.me/s/<name>` and `<name>.t.me`; private channels are at `t.me/c/<number>`, invites at `t.me/+…`.
fn telegram_name(link: &Link<'_>) -> Option<String> {
    let by_host = link.host.strip_suffix(".t.me");
    let name = by_host.or_else(|| link.path.split('/').find(|part| *part != "s"))?;
    let is_name = name.len() > 3 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_name.then(|| name.to_lowercase())
}

fn significant(query: &str, trackers: &[&str]) -> String {
    let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    let told = |pair: &&str| {
        let name = name(pair);
        !name.is_empty() && !name.starts_with("utm_") && !trackers.contains(&name.as_str())
    };
    query.split('&').filter(told).collect::<Vec<_>>().join("&")
}

fn joined(start: &str, path: &str, query: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{start}/{path}{mark}{query}")
}
