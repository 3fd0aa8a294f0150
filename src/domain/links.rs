//! Links in text: where they stand and which network they lead to.

use std::ops::Range;

use super::incident::Channel;

/// Hosts of the networks residents write in; a subdomain counts as its host.
const HOSTS: &[(&str, Channel)] = &[
    ("vk.com", Channel::Vk),
    ("vk.ru", Channel::Vk),
    ("vk.me", Channel::Vk),
    ("vkontakte.ru", Channel::Vk),
    ("vkvideo.ru", Channel::Vk),
    ("ok.ru", Channel::Ok),
    ("odnoklassniki.ru", Channel::Ok),
    ("t.me", Channel::Telegram),
    ("telegram.me", Channel::Telegram),
    ("telegram.dog", Channel::Telegram),
    ("x.com", Channel::X),
    ("twitter.com", Channel::X),
    ("facebook.com", Channel::Facebook),
    ("fb.com", Channel::Facebook),
    ("fb.me", Channel::Facebook),
    ("fb.watch", Channel::Facebook),
    ("instagram.com", Channel::Instagram),
    ("instagr.am", Channel::Instagram),
    ("max.ru", Channel::Max),
    ("gosuslugi.ru", Channel::Pos),
];

/// Lead anywhere: what they hide is not told by their own name.
const SHORTENERS: &[&str] = &["vk.cc", "clck.ru", "bit.ly", "goo.su", "t.co", "tinyurl.com", "u.to", "is.gd"];

/// What an address of a network leads to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LinkKind {
    Post,
    Comment,
    Video,
    Clip,
    Photo,
    Story,
    /// A profile, a group, a start page, or nobody knows.
    Page,
}

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

    /// What stands there, as far as the address tells.
    pub fn kind(&self) -> LinkKind {
        // What is opened over a page counts: `vk.com/club1?w=wall-1_2`, `vk.com/feed?z=video-1_2`.
        let over = ["w", "z"].into_iter().find_map(|name| self.parameter(name));
        match self.channel() {
            Channel::Vk => self.kind_in_vk(over.filter(|put| !put.is_empty()).unwrap_or(self.path)),
            Channel::Ok => kind_by_part(self.path, IN_OK),
            Channel::Telegram => self.kind_in_telegram(),
            Channel::X => kind_by_part(self.path, &[("status", LinkKind::Post)]),
            Channel::Facebook => self.kind_in_facebook(),
            Channel::Instagram => kind_by_part(self.path, IN_INSTAGRAM),
            // `max.ru/c/-100/AZ…` is a post, `max.ru/join/…` and `max.ru/u/…` are no more than doors.
            Channel::Max if self.path.contains('/') && !self.starts_with_any(&["join", "u"]) => LinkKind::Post,
            Channel::Max => LinkKind::Page,
            _ if SHORTENERS.contains(&self.host.as_str()) || self.path.is_empty() => LinkKind::Page,
            _ => LinkKind::Post,
        }
    }

    fn kind_in_vk(&self, path: &str) -> LinkKind {
        let is_comment = self.parameter("reply").is_some() || self.query.contains("reply=");
        let starts = |names: &[&str]| names.iter().any(|name| path.starts_with(name));
        match path {
            _ if starts(&["clip"]) => LinkKind::Clip,
            _ if starts(&["video"]) || self.host.ends_with("vkvideo.ru") && !path.is_empty() => LinkKind::Video,
            _ if starts(&["photo", "album"]) => LinkKind::Photo,
            _ if starts(&["story"]) => LinkKind::Story,
            _ if starts(&["wall"]) && path.contains('_') && is_comment => LinkKind::Comment,
            _ if starts(&["topic-"]) && self.parameter("post").is_some() => LinkKind::Comment,
            _ if starts(&["wall", "topic-"]) && path.contains('_') || starts(&["@"]) => LinkKind::Post,
            _ => LinkKind::Page,
        }
    }

    /// `name/12`, `s/name/12`, `c/100/12`, and `name.t.me/12`.
    fn kind_in_telegram(&self) -> LinkKind {
        let mut parts = self.path.split('/').rev();
        let number = parts.next().is_some_and(|last| !last.is_empty() && last.chars().all(|c| c.is_ascii_digit()));
        let named = parts.next().is_some() || self.host.ends_with(".t.me");
        match (number && named, self.parameter("comment")) {
            (true, Some(_)) => LinkKind::Comment,
            (true, None) => LinkKind::Post,
            _ => LinkKind::Page,
        }
    }

    fn kind_in_facebook(&self) -> LinkKind {
        let is_named = ["story_fbid", "fbid", "v"].into_iter().any(|name| self.parameter(name).is_some());
        match kind_by_part(self.path, IN_FACEBOOK) {
            _ if self.parameter("comment_id").is_some() => LinkKind::Comment,
            _ if self.host == "fb.watch" && !self.path.is_empty() => LinkKind::Video,
            LinkKind::Page if is_named => LinkKind::Post,
            kind => kind,
        }
    }

    fn starts_with_any(&self, names: &[&str]) -> bool {
        self.path.split('/').next().is_some_and(|first| names.contains(&first))
    }

    /// Values of the query's parameters of this name.
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        self.query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, put)| put)
    }
}

const IN_OK: &[(&str, LinkKind)] = &[
    ("topic", LinkKind::Post),
    ("statuses", LinkKind::Post),
    ("video", LinkKind::Video),
    ("photo", LinkKind::Photo),
    ("album", LinkKind::Photo),
];

const IN_FACEBOOK: &[(&str, LinkKind)] = &[
    ("posts", LinkKind::Post),
    ("permalink", LinkKind::Post),
    ("share", LinkKind::Post),
    ("videos", LinkKind::Video),
    ("watch", LinkKind::Video),
    ("reel", LinkKind::Video),
    ("photos", LinkKind::Photo),
    ("photo", LinkKind::Photo),
    ("stories", LinkKind::Story),
];

const IN_INSTAGRAM: &[(&str, LinkKind)] = &[
    ("p", LinkKind::Post),
    ("reel", LinkKind::Video),
    ("reels", LinkKind::Video),
    ("tv", LinkKind::Video),
    ("stories", LinkKind::Story),
];

/// By the first part of the path that tells, wherever it stands: owners stand before it.
fn kind_by_part(path: &str, kinds: &[(&str, LinkKind)]) -> LinkKind {
    let parts = path.split('/');
    let known = |part: &str| kinds.iter().find(|(name, _)| *name == part.trim_end_matches(".php"));
    parts.filter_map(known).map(|(_, kind)| *kind).next().unwrap_or(LinkKind::Page)
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
