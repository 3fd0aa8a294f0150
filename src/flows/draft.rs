//! A post comes in: one post, one draft, with suggestions and their reasons.

use std::time::Duration;

use super::{FlowError, Outcome, Refusal, Turn, suggest};
use crate::domain::ids::{IncidentId, MessageId, ReplyId};
use crate::domain::incident::{Channel, Incident, PartRole, Status};
use crate::domain::person::{Person, Role};
use crate::domain::screen::Screen;
use crate::domain::source::{self, Source};
use crate::domain::ways::Action;
use crate::domain::words::{clean_name, clean_text};
use crate::messenger::event::{Message, Origin};
use crate::messenger::outgoing::Toast;
use crate::store::parts::Part;
use crate::store::{StoreError, cards, incidents, parts, people};

/// A forward that follows own words at most so much later has these words as its comment: Telegram sends both at once.
const COMMENT: Duration = Duration::from_secs(2);

/// Whose own words and forwards are posts of residents.
pub fn brings_posts(person: &Person) -> bool {
    [Role::Operator, Role::Coordinator, Role::Head].iter().any(|role| person.holds(*role))
}

/// A forwarded post, or an operator's own words, become a draft.
pub async fn create(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Outcome {
    if message.is_empty() {
        return Err(Refusal::Empty.into());
    }
    begin(turn, actor, message).await?;
    Ok(Toast::default())
}

/// Messages that had to wait become drafts: each post its own, words and files beside them part of the post before.
pub async fn of_all(turn: &mut Turn<'_>, actor: &Person, messages: &[Message]) -> Result<(), StoreError> {
    let mut last: Option<IncidentId> = None;
    for message in messages {
        let album = match &message.album {
            Some(album) => parts::of_album(turn.tx, actor.chat, album).await?.map(|part| part.incident),
            None => None,
        };
        let joins = album.or_else(|| last.filter(|_| !message.is_a_post()));
        let joined = match joins {
            Some(id) => incidents::load(turn.tx, id).await?,
            None => None,
        };
        last = Some(match joined {
            Some(incident) => join(turn, actor, incident, message).await?,
            None => begin(turn, actor, message).await?,
        });
    }
    Ok(())
}

/// Another message joins a draft or a registered incident: a reply to its card, a part of its album.
pub async fn add(turn: &mut Turn<'_>, actor: &Person, incident: IncidentId, message: &Message) -> Outcome {
    let incident = turn.visible(actor, incident).await?;
    turn.decide(actor, Action::Add, &incident, None)?;
    if message.is_empty() {
        return Err(Refusal::Empty.into());
    }
    join(turn, actor, incident, message).await?;
    Ok(Toast::default())
}

/// A message of a draft was edited: its words are put together anew.
pub async fn compose(turn: &mut Turn<'_>, actor: &Person, mut incident: Incident) -> Result<(), FlowError> {
    let before = std::mem::take(&mut incident.text);
    incident.text = text_of(&parts::of(turn.tx, incident.id, None).await?);
    suggest::find_link_anew(&mut incident, &before);
    suggest::suggest_anew(turn, &mut incident);
    Ok(turn.record(actor.id, &mut incident, Action::Edit, Status::Draft, None).await?)
}

async fn begin(turn: &mut Turn<'_>, actor: &Person, message: &Message) -> Result<IncidentId, StoreError> {
    let mut draft = drawn_up(turn, actor, message);
    if let Some((incident, comment)) = commented(turn, actor, message).await? {
        return take_over(turn, actor, draft, incident, comment, message).await;
    }
    suggest::suggest_anew(turn, &mut draft);
    let draft = turn.bring(&draft).await?;
    parts::add(turn.tx, &part_of(actor, message, draft.id, None)).await?;
    turn.remember(actor.id, &draft, Action::Create, Status::Draft, None).await?;
    turn.show_card(actor, draft.id, Screen::Main).await?;
    Ok(draft.id)
}

/// The untouched draft of the words that were written right before this forward: they were its comment.
async fn commented(
    turn: &mut Turn<'_>,
    actor: &Person,
    message: &Message,
) -> Result<Option<(Incident, Part)>, StoreError> {
    if message.origin.is_none() {
        return Ok(None);
    }
    let Some(part) = parts::before(turn.tx, actor.chat, message.id).await? else { return Ok(None) };
    let just_now = part.written_at <= message.at && message.at <= part.written_at.plus(COMMENT);
    if !just_now || part.reply.is_some() || part.role != PartRole::Content || !part.attachments.is_empty() {
        return Ok(None);
    }
    let draft = incidents::load(turn.tx, part.incident).await?;
    Ok(draft.filter(|draft| draft.created_by == actor.id && is_untouched_words(draft)).map(|draft| (draft, part)))
}

/// Nothing has happened to it, and it was no forward itself.
fn is_untouched_words(draft: &Incident) -> bool {
    let forwarded = draft.source_title.is_some()
        || draft.author.is_some()
        || (draft.channel == Channel::Telegram && draft.link.is_none());
    draft.status == Status::Draft && draft.version == 1 && draft.point.is_none() && !forwarded
}

/// The draft of a comment becomes the draft of the forward, with the words as the note.
async fn take_over(
    turn: &mut Turn<'_>,
    actor: &Person,
    forward: Incident,
    words: Incident,
    mut comment: Part,
    message: &Message,
) -> Result<IncidentId, StoreError> {
    let Incident { id, version, text, created_at, .. } = words;
    let mut draft = Incident { id, version, note: Some(text), created_at, ..forward };
    suggest::suggest_anew(turn, &mut draft);
    comment.role = PartRole::Note;
    parts::save(turn.tx, &comment).await?;
    parts::add(turn.tx, &part_of(actor, message, id, None)).await?;
    turn.show_card(actor, id, Screen::Main).await?;
    turn.record(actor.id, &mut draft, Action::Add, Status::Draft, None).await?;
    Ok(id)
}

async fn join(
    turn: &mut Turn<'_>,
    actor: &Person,
    mut incident: Incident,
    message: &Message,
) -> Result<IncidentId, StoreError> {
    let (id, status) = (incident.id, incident.status);
    let late = if status == Status::Draft { PartRole::Content } else { PartRole::Late };
    let part = Part { role: late, ..part_of(actor, message, id, None) };
    parts::add(turn.tx, &part).await?;
    if !part.text.trim().is_empty() {
        incident.text = joined(&incident.text, &part.text);
    }
    incident.point = message.point.or(incident.point);
    if status == Status::Draft {
        suggest::find_link(&mut incident, message);
        suggest::suggest_anew(turn, &mut incident);
    }
    turn.record(actor.id, &mut incident, Action::Add, status, None).await?;
    if status != Status::Draft {
        pass_on(turn, actor, &incident, &part).await?;
    }
    Ok(id)
}

/// Files that came after registration follow to everybody else who sees the incident on a card.
async fn pass_on(turn: &mut Turn<'_>, actor: &Person, incident: &Incident, part: &Part) -> Result<(), StoreError> {
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

/// The words of a post or a reply, from its messages in their order.
pub fn text_of(parts: &[Part]) -> String {
    let content = parts.iter().filter(|part| part.role != PartRole::Note && !part.text.trim().is_empty());
    content.fold(String::new(), |text, part| joined(&text, &part.text))
}

/// What a message says as part of a post or of a reply: a reply has no other room for a place on the map.
pub fn words_of(message: &Message, reply: Option<ReplyId>) -> String {
    let words = clean_text(&message.text);
    match message.point.filter(|_| reply.is_some()) {
        Some((north, east)) => joined(&words, &format!("{north}, {east}")),
        None => words,
    }
}

/// A message as part of a post, or of a reply.
pub fn part_of(actor: &Person, message: &Message, incident: IncidentId, reply: Option<ReplyId>) -> Part {
    Part {
        incident,
        reply,
        chat: actor.chat,
        message: message.id,
        role: PartRole::Content,
        written_at: message.at,
        album: message.album.clone(),
        text: words_of(message, reply),
        attachments: message.attachments.clone(),
    }
}

/// Where a message was written, by its origin, else by its first link.
pub fn recognise(message: &Message) -> Source {
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

/// What the message itself tells, before anything is suggested.
fn drawn_up(turn: &Turn<'_>, actor: &Person, message: &Message) -> Incident {
    let (byline, source) = (byline(message.origin.as_ref()), recognise(message));
    Incident {
        source_title: byline.title,
        post: byline.post.map(|post| post.0),
        post_key: post_key(message.origin.as_ref(), source.link.as_deref()),
        link: source.link,
        author: byline.author,
        author_nick: byline.nick,
        text: clean_text(&message.text),
        point: message.point,
        ..Incident::draft(source.channel, actor.id, turn.now)
    }
}
