//! Where the resident wrote: the network, what page, what kind of a post.

use super::incident::IncidentView;
use super::limit;
use crate::domain::incident::Channel;
use crate::domain::links::{Link, LinkKind};
use crate::i18n::Words;
use crate::messenger::html::{Html, cut};

/// Nothing, where nothing is known: «другое» tells nobody anything.
pub(super) fn line(view: &IncidentView<'_>, words: &Words) -> Option<Html> {
    let channel = words.channel(view.incident.channel);
    match (&view.incident.source_title, view.incident.post) {
        (Some(title), Some(post)) => Some(words.card_source_post(channel, cut(title, limit::LINE), post)),
        (Some(title), None) => Some(words.card_source(channel, cut(title, limit::LINE))),
        (None, _) => match told_by_link(view, words) {
            Some(what) => Some(words.card_source_kind(channel, what)),
            None => (view.incident.channel != Channel::Other).then(|| words.card_source_plain(channel)),
        },
    }
}

/// A site's name, or what the link of a network leads to where that is no plain post.
fn told_by_link(view: &IncidentView<'_>, words: &Words) -> Option<String> {
    let link = Link::parse(view.incident.link.as_deref()?)?;
    match link.kind() {
        _ if view.incident.channel == Channel::Site => Some(cut(&link.host, limit::LABEL)),
        LinkKind::Comment => Some(words.plain_link_comment()),
        LinkKind::Video => Some(words.plain_link_video()),
        LinkKind::Clip => Some(words.plain_link_clip()),
        LinkKind::Photo => Some(words.plain_link_photo()),
        LinkKind::Story => Some(words.plain_link_story()),
        LinkKind::Post | LinkKind::Page => None,
    }
}
