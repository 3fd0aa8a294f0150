//! What a button carries: a tag, what it is about, and what it was drawn for; at most 64 bytes.
//!
//! `s:12` shows incident 12, `ra:7:3` approves reply 7 in its version 3. A tag says what comes behind it.
//! Data come back from outside and are hostile: decoding checks the shape, the flows check the right.

mod absence;
mod extension;
mod incident;
mod incidents;
mod invite;
mod people;
mod question;
mod reply;
mod report;
mod term;

pub use absence::{AbsencePress, AwayPress};
pub use extension::ExtensionPress;
pub use incident::IncidentPress;
pub use incidents::IncidentsPress;
pub use invite::InvitePress;
pub use people::{ListPress, PersonPress};
pub use question::QuestionPress;
pub use reply::ReplyPress;
pub use report::{DigestPress, GroupPress, ReportPress};
pub use term::TermPress;

use crate::domain::directory::Language;
use crate::domain::ids::{AbsenceId, ChatId, DigestId, ExtensionId, IncidentId, InviteId, PersonId, ReplyId};
use crate::domain::period::Span;

/// A press, decoded.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Callback {
    /// On a card, or on a message about an incident.
    Incident(IncidentId, IncidentPress),
    /// On the terms of an incident.
    Term(IncidentId, TermPress),
    /// On a reply: its preview, or the version that is judged.
    Reply(ReplyId, ReplyPress),
    /// In answer to a question about an absence, of this version.
    Away(i64, AwayPress),
    /// On what was said about an absence.
    Absence(AbsenceId, AbsencePress),
    /// On a request for more time.
    Extension(ExtensionId, ExtensionPress),
    /// In answer to the question of this version.
    Question(i64, QuestionPress),
    /// On a page of a list of incidents.
    Incidents(u32, IncidentsPress),
    /// On an invite.
    Invite(InviteId, InvitePress),
    /// On a page of a list of people or units.
    List(u16, ListPress),
    /// On one person in the list of people.
    Person(PersonId, PersonPress),
    /// On a report of a period.
    Report(Span, ReportPress),
    /// On a digest.
    Digest(DigestId, DigestPress),
    /// About a group.
    Group(ChatId, GroupPress),
    /// The language to speak from now on.
    Speak(Language),
}

/// Codes in the directory are no longer than this, so that they fit beside the largest id.
pub const LONGEST_CODE: usize = 40;

/// The tag of [`Callback::Speak`], which is about nobody's but one's own words.
const SPEAK: &str = "l";

/// What stands behind the id: nothing, a number, or a code of the directory.
type Argument = Option<String>;

impl Callback {
    /// As it stands in a button.
    #[must_use]
    pub fn encode(&self) -> String {
        let (id, (tag, argument)) = match self {
            Self::Speak(language) => return format!("{SPEAK}:{}", language.code()),
            Self::Incident(id, press) => (id.0, press.written()),
            Self::Term(id, press) => (id.0, press.written()),
            Self::Reply(id, press) => (id.0, press.written()),
            Self::Away(version, press) => (*version, press.written()),
            Self::Absence(id, press) => (id.0, press.written()),
            Self::Extension(id, press) => (id.0, press.written()),
            Self::Question(version, press) => (*version, press.written()),
            Self::Incidents(page, press) => (i64::from(*page), press.written()),
            Self::Invite(id, press) => (id.0, press.written()),
            Self::List(page, press) => (i64::from(*page), press.written()),
            Self::Person(id, press) => (id.0, press.written()),
            Self::Report(span, press) => (i64::try_from(span.days()).unwrap_or_default(), press.written()),
            Self::Digest(id, press) => (id.0, press.written()),
            Self::Group(id, press) => (id.0.saturating_neg(), press.written()),
        };
        match argument {
            Some(argument) => format!("{tag}:{id}:{argument}"),
            None => format!("{tag}:{id}"),
        }
    }

    /// `None` for anything this version of the program does not draw, «+1» for a page too.
    #[must_use]
    pub fn decode(data: &str) -> Option<Self> {
        Self::read(data).filter(|press| press.encode() == data)
    }

    fn read(data: &str) -> Option<Self> {
        if let Some(language) = data.strip_prefix(SPEAK).and_then(|rest| rest.strip_prefix(':')) {
            return language.parse().ok().map(Self::Speak);
        }
        let mut fields = data.split(':');
        let (tag, id, argument) = (fields.next()?, number(fields.next()?)?, fields.next());
        if fields.next().is_some() {
            return None;
        }
        IncidentPress::read(tag, argument)
            .map(|press| Self::Incident(IncidentId(id), press))
            .or_else(|| TermPress::read(tag, argument).map(|press| Self::Term(IncidentId(id), press)))
            .or_else(|| ReplyPress::read(tag, argument).map(|press| Self::Reply(ReplyId(id), press)))
            .or_else(|| AwayPress::read(tag, argument).map(|press| Self::Away(id, press)))
            .or_else(|| AbsencePress::read(tag, argument).map(|press| Self::Absence(AbsenceId(id), press)))
            .or_else(|| ExtensionPress::read(tag, argument).map(|press| Self::Extension(ExtensionId(id), press)))
            .or_else(|| QuestionPress::read(tag, argument).map(|press| Self::Question(id, press)))
            .or_else(|| Some(Self::Incidents(u32::try_from(id).ok()?, IncidentsPress::read(tag, argument)?)))
            .or_else(|| InvitePress::read(tag, argument).map(|press| Self::Invite(InviteId(id), press)))
            .or_else(|| PersonPress::read(tag, argument).map(|press| Self::Person(PersonId(id), press)))
            .or_else(|| Some(Self::Report(report::span(id)?, ReportPress::read(tag, argument)?)))
            .or_else(|| DigestPress::read(tag, argument).map(|press| Self::Digest(DigestId(id), press)))
            .or_else(|| GroupPress::read(tag, argument).map(|press| Self::Group(ChatId(-id), press)))
            .or_else(|| Some(Self::List(u16::try_from(id).ok()?, ListPress::read(tag, argument)?)))
    }
}

/// A whole number above zero, written as we write it.
fn number(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    (number > 0 && number.to_string() == text).then_some(number)
}

/// A day as we write it: `2026-11-30`.
fn day(text: &str) -> Option<chrono::NaiveDate> {
    let day: chrono::NaiveDate = text.parse().ok()?;
    (day.to_string() == text).then_some(day)
}

fn code(text: &str) -> Option<String> {
    let known = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    (!text.is_empty() && text.len() <= LONGEST_CODE && text.chars().all(known)).then(|| text.to_owned())
}
