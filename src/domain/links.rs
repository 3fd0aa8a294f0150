//! Links in text: where they stand and which network they lead to.

use std::ops::Range;

use super::incident::Channel;

/// Hosts of the networks residents write in; a subdomain counts as its host.
const HOSTS: &[(&str, Channel)] = &[
    ("vk.com", Channel::Vk),
    ("vk.ru", Channel::Vk),
    ("vkvideo.ru", Channel::Vk),
    ("ok.ru", Channel::Ok),
    ("odnoklassniki.ru", Channel::Ok),
    ("t.me", Channel::Telegram),
    ("telegram.me", Channel::Telegram),
    ("x.com", Channel::X),
    ("twitter.com", Channel::X),
    ("facebook.com", Channel::Facebook),
    ("fb.com", Channel::Facebook),
    ("fb.watch", Channel::Facebook),
    ("instagram.com", Channel::Instagram),
    ("instagr.am", Channel::Instagram),
    ("max.ru", Channel::Max),
    ("gosuslugi.ru", Channel::Pos),
];

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// A link taken apart; borrows from the text it stands in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Link<'a> {
    /// Lower case, without user, port and `www.`.
    pub host: String,
    /// Without the slashes around it.
    pub path: &'a str,
    /// Without `?` and fragment; empty where there is none.
    pub query: &'a str,
}

impl<'a> Link<'a> {
    /// Takes an address with or without scheme; `None` where there is no host.
    pub fn parse(address: &'a str) -> Option<Self> {
        let rest = SCHEMES.iter().find_map(|scheme| strip_prefix(address, scheme)).unwrap_or(address);
        let rest = rest.split('#').next().unwrap_or(rest);
        let (authority, tail) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        // What stands before `@` is a user's name, however much it looks like a host.
        let host = authority.rsplit('@').next()?.split(':').next()?.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
        let (path, query) = tail.split_once('?').unwrap_or((tail, ""));
        host.contains('.').then_some(Self { host, path: path.trim_matches('/'), query })
    }

    /// The network the host belongs to; `Site` for all others.
    pub fn channel(&self) -> Channel {
        network(&self.host).unwrap_or(Channel::Site)
    }

    /// Values of the query's parameters of this name.
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        self.query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, put)| put)
    }
}

/// Where links stand in the text, in order, without the punctuation around them.
///
/// Of addresses without scheme only those of known networks count: «ул.Мира/5» is none.
pub fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    for token in tokens(text) {
        match with_scheme(text, &token) {
            links if links.is_empty() => spans.extend(bare(text, &token)),
            links => spans.extend(links),
        }
    }
    spans
}

/// The network a host belongs to; `None`: some other site.
pub fn network(host: &str) -> Option<Channel> {
    let belongs = |name: &str| host.strip_suffix(name).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'));
    HOSTS.iter().find(|(name, _)| belongs(name)).map(|(_, channel)| *channel)
}

fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let breaks = |c: char| c.is_whitespace() || "<>\"`«»„“”".contains(c);
    let mut at = 0;
    text.split_inclusive(breaks).map(move |token| {
        let start = at;
        at += token.len();
        start..start + token.trim_end_matches(breaks).len()
    })
}

fn with_scheme(text: &str, token: &Range<usize>) -> Vec<Range<usize>> {
    let has_scheme = |at: &usize| SCHEMES.iter().any(|scheme| strip_prefix(&text[*at..token.end], scheme).is_some());
    let starts = token.clone().filter(|at| text.is_char_boundary(*at)).filter(has_scheme).collect::<Vec<_>>();
    let ends = starts.iter().skip(1).copied().chain([token.end]);
    let links = starts.iter().zip(ends).map(|(start, end)| *start..*start + trimmed(&text[*start..end]).len());
    links.filter(|span| Link::parse(&text[span.clone()]).is_some()).collect()
}

fn bare(text: &str, token: &Range<usize>) -> Option<Range<usize>> {
    let is_host = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let slashes = text[token.clone()].match_indices('/').map(|(at, _)| token.start + at);
    let mut hosts = slashes.map(|slash| token.start + text[token.start..slash].trim_end_matches(is_host).len()..slash);
    let start = hosts.find(|host| network(&text[host.clone()].to_ascii_lowercase()).is_some())?.start;
    let link = trimmed(&text[start..token.end]);
    let leads_somewhere = Link::parse(link).is_some_and(|link| !link.path.is_empty());
    leads_somewhere.then(|| start..start + link.len())
}

/// Without what ends a sentence or closes a bracket opened before the link.
fn trimmed(link: &str) -> &str {
    let mut link = link;
    while let Some(last) = link.chars().last() {
        let opening = match last {
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            _ => None,
        };
        let closes_other = opening.is_some_and(|open| link.matches(open).count() < link.matches(last).count());
        if !closes_other && !".,;:!?…'’*".contains(last) {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link
}

/// Schemes are ASCII and may be written in any case.
fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}
