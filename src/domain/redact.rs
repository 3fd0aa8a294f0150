//! A resident's words as they are shown to those who may not see the contact (domain page §11).

use std::ops::Range;

use super::incident::Channel;
use super::links::{self, Link};
use super::phones;

/// What stands instead; words of the locale, without digits, `@` and links.
#[derive(Clone, Copy, Debug)]
pub struct Placeholders<'a> {
    pub phone: &'a str,
    pub mail: &'a str,
    pub profile: &'a str,
}

/// The words without phones, e-mails and pages of persons. `nick` is the author's, without `@`.
///
/// The link of a post stays, and so do nicks of others: they may be a school's or an official's.
/// Redacting twice changes nothing more.
pub fn redact(words: &str, nick: Option<&str>, instead: &Placeholders<'_>) -> String {
    // What was glued to a contact can be seen only when that is gone («a@b.ru@c.ru»). Every pass takes
    // signs away, so few are needed; the count guards against a placeholder that is a contact itself.
    const PASSES: usize = 8;
    let mut words = words.to_owned();
    for _ in 0..PASSES {
        let found = contacts(&words, nick);
        if found.is_empty() {
            break;
        }
        words = replaced(&words, &found, instead);
    }
    words
}

#[derive(Clone, Copy, Debug)]
enum Contact {
    Phone,
    Mail,
    Profile,
}

/// Every contact with its place, in order, none over another.
fn contacts(text: &str, nick: Option<&str>) -> Vec<(Range<usize>, Contact)> {
    let links = links::spans(text);
    let parsed = |span: &Range<usize>| Link::parse(&text[span.clone()]);
    let is_profile = |span: &&Range<usize>| parsed(span).is_some_and(|link| leads_to_person(&link, nick));
    let mut found: Vec<_> = links.iter().filter(is_profile).map(|span| (span.clone(), Contact::Profile)).collect();
    for (at, _) in text.match_indices('@') {
        if links.iter().any(|span| span.contains(&at)) {
            continue;
        }
        // What is part of a link or of the address before is not part of this one.
        let taken = links.iter().chain(found.iter().map(|(span, _)| span));
        let from = taken.map(|span| span.end).filter(|end| *end <= at).max().unwrap_or(0);
        let to = links.iter().map(|span| span.start).find(|start| *start > at).unwrap_or(text.len());
        found.extend(mail(text, from..to, at).map(|span| (span, Contact::Mail)));
        found.extend(mention(text, at, nick).map(|span| (span, Contact::Profile)));
    }
    let mut skip: Vec<_> = found.iter().map(|(span, _)| span.clone()).collect();
    skip.extend(links.iter().filter(|span| !parsed(span).is_some_and(|link| may_hold_phone(&link))).cloned());
    found.extend(phones::spans(text, &skip).into_iter().map(|span| (span, Contact::Phone)));
    found.sort_by_key(|(span, _)| span.start);
    found
}

fn replaced(text: &str, found: &[(Range<usize>, Contact)], instead: &Placeholders<'_>) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    for (span, contact) in found {
        shown.push_str(&text[at..span.start]);
        shown.push_str(match contact {
            Contact::Phone => instead.phone,
            Contact::Mail => instead.mail,
            Contact::Profile => instead.profile,
        });
        at = span.end;
    }
    shown.push_str(&text[at..]);
    shown
}

/// The page of a person: by its kind, or because it bears the author's nick.
fn leads_to_person(link: &Link<'_>, nick: Option<&str>) -> bool {
    let numbered = |prefix| link.path.strip_prefix(prefix).is_some_and(is_number);
    let by_kind = match link.channel() {
        // `vk.com/id1?w=wall1_2` is a post.
        Channel::Vk => numbered("id") && link.parameter("w").is_none(),
        Channel::Ok => numbered("profile/"),
        _ => false,
    };
    by_kind
        || link.channel() != Channel::Site
            && nick.is_some_and(|nick| link.path.trim_start_matches('@').eq_ignore_ascii_case(nick))
}

/// Messengers whose links carry a telephone number.
fn may_hold_phone(link: &Link<'_>) -> bool {
    matches!(link.host.as_str(), "wa.me" | "api.whatsapp.com" | "viber.click")
        || link.channel() == Channel::Telegram && link.path.strip_prefix('+').is_some_and(is_number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// The e-mail address around the `@` at `at`, which lies within `free`.
fn mail(text: &str, free: Range<usize>, at: usize) -> Option<Range<usize>> {
    let before = &text[free.start..at];
    let start = before.trim_end_matches(|c: char| c.is_alphanumeric() || "._%+-".contains(c)).len() + free.start;
    let local = text[start..at].trim_start_matches(['.', '-']);
    let after = &text[at + 1..free.end];
    // «a@b.ru.Спасибо»: what follows in another alphabet is not of the domain.
    let latin = after.starts_with(|c: char| c.is_ascii());
    let is_domain = |c: char| (c.is_alphanumeric() && c.is_ascii() == latin) || c == '.' || c == '-';
    let domain = &after[..after.find(|c: char| !is_domain(c)).unwrap_or(after.len())];
    let end = domain_end(domain)?;
    (!local.is_empty()).then_some(at - local.len()..at + 1 + end)
}

/// The end of the last label that can be a top-level one: two letters or more after a full stop.
fn domain_end(domain: &str) -> Option<usize> {
    let mut tops = domain.match_indices('.').filter(|(dot, _)| *dot > 0).filter_map(|(dot, _)| {
        let label = &domain[dot + 1..];
        let end = label.find(|c: char| !c.is_alphabetic()).unwrap_or(label.len());
        (label[..end].chars().count() >= 2).then_some(dot + 1 + end)
    });
    tops.next_back()
}

/// `@nick` of the author.
fn mention(text: &str, at: usize, nick: Option<&str>) -> Option<Range<usize>> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let after = &text[at + 1..];
    let name = &after[..after.find(|c: char| !is_name(c)).unwrap_or(after.len())];
    let alone = !text[..at].ends_with(is_name);
    (alone && nick.is_some_and(|nick| name.eq_ignore_ascii_case(nick) && !name.is_empty()))
        .then(|| at..at + 1 + name.len())
}
