//! A post comes in: one post, one draft, with suggestions and their reasons.

use super::{FlowError, Outcome, Refusal, Turn, place};
use crate::domain::ids::{IncidentId, MessageId, ReplyId};
use crate::domain::incident::{Incident, Status};
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::domain::source::{self, Source};
use crate::domain::suggest::Suggestion;
use crate::domain::ways::Action;
use crate::domain::words::{clean_name, clean_text};
use crate::messenger::event::{Message, Origin};
use crate::messenger::outgoing::Toast;
use crate::store::parts::Part;
use crate::store::{cards, parts, people};

/// A forwarded post, or an operator's own words, become a draft.
pub async fn create(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Outcome {
    if message.is_empty() {
        return Err(Refusal::Empty.into());
    }
    let source = recognise(message);
    let text = clean_text(&message.text);
    let suggestion = turn.known.suggester.suggest(&text, source.name.as_deref(), message.point);
    let draft = drawn_up(turn, actor, message, text, source, suggestion);
    let draft = turn.bring(&draft).await?;
    parts::add(turn.tx, &part_of(actor, message, draft.id, None)).await?;
    turn.remember(actor.id, &draft, Action::Create, Status::Draft, None).await?;
    turn.make_findable(&draft).await?;
    turn.show_card(actor, draft.id, Screen::Main).await?;
    Ok(Toast::default())
}

/// Another message joins a draft or a registered incident: a reply to its card, a part of its album.
pub async fn add(turn: &mut Turn<'_>, actor: &Person, incident: IncidentId, message: &Message) -> Outcome {
    let mut incident = turn.visible(actor, incident).await?;
    let status = turn.decide(actor, Action::Add, &incident, None)?;
    if message.is_empty() {
        return Err(Refusal::Empty.into());
    }
    let part = part_of(actor, message, incident.id, None);
    parts::add(turn.tx, &part).await?;
    let words = clean_text(&message.text);
    if !words.trim().is_empty() {
        incident.text = joined(&incident.text, &words);
    }
    place::learn(turn, &mut incident, &words, message.point);
    turn.record(actor.id, &mut incident, Action::Add, status, None).await?;
    if incident.status != Status::Draft {
        pass_on(turn, actor, &incident, &part).await?;
    }
    Ok(Toast::default())
}

/// Files that came after registration follow to everybody else who sees the incident on a card.
async fn pass_on(turn: &mut Turn<'_>, actor: &Person, incident: &Incident, part: &Part) -> Result<(), FlowError> {
    for card in cards::of_incident(turn.tx, incident.id).await? {
        let holder = people::by_id(turn.tx, card.person).await?.filter(|person| person.id != actor.id);
        if holder.is_some_and(|person| turn.is_visible(&person, incident)) {
            turn.send_album(&card, std::slice::from_ref(part)).await?;
        }
    }
    Ok(())
}

/// Two pieces of one text.
pub fn joined(text: &str, more: &str) -> String {
    if text.trim().is_empty() { more.to_owned() } else { format!("{text}\n\n{more}") }
}

/// A message as part of a post, or of a reply.
pub fn part_of(actor: &Person, message: &Message, incident: IncidentId, reply: Option<ReplyId>) -> Part {
    Part {
        incident,
        reply,
        chat: actor.chat,
        message: message.id,
        album: message.album.clone(),
        text: clean_text(&message.text),
        attachments: message.attachments.clone(),
    }
}

fn recognise(message: &Message) -> Source {
    let origin = match &message.origin {
        None => source::Origin::Typed,
        Some(Origin::Channel { username, post, .. }) => {
            source::Origin::Channel { name: username.as_deref(), post: *post }
        }
        Some(Origin::Chat { .. }) => source::Origin::Group,
        Some(Origin::Person { .. } | Origin::Hidden { .. } | Origin::Unknown { .. }) => source::Origin::Person,
    };
    source::recognise(origin, &message.text, &message.links)
}

/// By what the same post is known when it comes again.
fn post_key(origin: Option<&Origin>, link: Option<&str>) -> Option<String> {
    let private = match origin {
        Some(Origin::Channel { channel, post, .. }) => source::private_post(*channel, *post),
        _ => None,
    };
    source::known_by(link, private.as_deref())
}

/// What an origin tells about where the post stood and who wrote it.
#[derive(Default)]
struct Byline {
    title: Option<String>,
    post: Option<MessageId>,
    author: Option<String>,
    nick: Option<String>,
}

fn byline(origin: Option<&Origin>) -> Byline {
    let name = |name: &String| Some(clean_name(name)).filter(|name| !name.is_empty());
    match origin {
        None => Byline::default(),
        Some(Origin::Person { name: author, username }) => {
            Byline { author: name(author), nick: username.clone(), ..Byline::default() }
        }
        Some(Origin::Hidden { name: author }) => Byline { author: name(author), ..Byline::default() },
        Some(Origin::Chat { title, signature, .. }) => {
            Byline { title: name(title), author: signature.as_ref().and_then(name), ..Byline::default() }
        }
        Some(Origin::Channel { title, post, signature, .. }) => {
            Byline { title: name(title), post: Some(*post), author: signature.as_ref().and_then(name), nick: None }
        }
        Some(Origin::Unknown { name: author }) => {
            Byline { author: author.as_ref().and_then(name), ..Byline::default() }
        }
    }
}

fn drawn_up(
    turn: &Turn<'_>,
    actor: &Person,
    message: &Message,
    text: String,
    source: Source,
    suggestion: Suggestion,
) -> Incident {
    let byline = byline(message.origin.as_ref());
    let topic = suggestion.topics.into_iter().next();
    Incident {
        source_title: byline.title,
        post: byline.post.map(|post| post.0),
        post_key: post_key(message.origin.as_ref(), source.link.as_deref()),
        link: source.link,
        author: byline.author,
        author_nick: byline.nick,
        text,
        topic_reason: topic.as_ref().map(|guess| guess.entry.clone()),
        topic: topic.map(|guess| guess.topic),
        unit_reason: suggestion.unit.as_ref().map(|guess| guess.reason),
        unit: suggestion.unit.map(|guess| guess.unit),
        settlement_reason: suggestion.settlement.as_ref().map(|guess| guess.reason),
        settlement: suggestion.settlement.map(|guess| guess.settlement),
        street: suggestion.street,
        house: suggestion.house,
        point: message.point,
        importance: suggestion.importance,
        ..Incident::draft(source.channel, actor.id, turn.now)
    }
}
