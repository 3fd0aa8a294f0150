//! What a button carries: a letter, an incident or reply, and what it was drawn for; at most 64 bytes.
//!
//! Data come back from outside and are hostile: decoding checks the shape, the flows check the right.

use crate::domain::ids::{IncidentId, ReplyId, TopicCode, UnitCode};
use crate::domain::incident::Outcome;

/// A press, decoded.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Callback {
    /// Show the card anew, below.
    Show(IncidentId),
    /// ◀️ Назад: the card's main screen.
    Main(IncidentId),
    History(IncidentId),
    Register(IncidentId),
    Reject(IncidentId),
    Topics(IncidentId, u16),
    Topic(IncidentId, TopicCode),
    Units(IncidentId, u16),
    Unit(IncidentId, UnitCode),
    Accept(IncidentId),
    Write(IncidentId),
    /// 📨 of the version that was shown.
    Send(ReplyId, i64),
    Rewrite(ReplyId),
    Drop(ReplyId),
    Approve(ReplyId, i64),
    Return(ReplyId, i64),
    Publish(ReplyId, i64),
    /// «Без ссылки», in answer to the question of this version.
    WithoutLink(i64),
    Close(IncidentId, Outcome),
    /// ✖️ Отмена of the question of this version.
    CancelQuestion(i64),
    /// The incident that the held message answers.
    Answers(IncidentId, i64),
}

/// What a button is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum About {
    Incident(IncidentId),
    Reply(ReplyId),
}

/// Codes in the directory are no longer than this, so that they fit beside the largest id.
pub const LONGEST_CODE: usize = 40;

impl Callback {
    /// As it stands in a button.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Show(id) => format!("s:{id}"),
            Self::Main(id) => format!("m:{id}"),
            Self::History(id) => format!("h:{id}"),
            Self::Register(id) => format!("r:{id}"),
            Self::Reject(id) => format!("x:{id}"),
            Self::Topics(id, page) => format!("tt:{id}:{page}"),
            Self::Topic(id, code) => format!("t:{id}:{code}"),
            Self::Units(id, page) => format!("uu:{id}:{page}"),
            Self::Unit(id, code) => format!("u:{id}:{code}"),
            Self::Accept(id) => format!("a:{id}"),
            Self::Write(id) => format!("w:{id}"),
            Self::Send(id, version) => format!("rs:{id}:{version}"),
            Self::Rewrite(id) => format!("re:{id}"),
            Self::Drop(id) => format!("rd:{id}"),
            Self::Approve(id, version) => format!("ra:{id}:{version}"),
            Self::Return(id, version) => format!("rr:{id}:{version}"),
            Self::Publish(id, version) => format!("rp:{id}:{version}"),
            Self::WithoutLink(version) => format!("qn:{version}"),
            Self::Close(id, outcome) => format!("c:{id}:{}", outcome.code()),
            Self::CancelQuestion(version) => format!("qc:{version}"),
            Self::Answers(id, version) => format!("qi:{id}:{version}"),
        }
    }

    /// What the button is about; `None` for those that answer a question.
    #[must_use]
    pub const fn about(&self) -> Option<About> {
        match self {
            Self::Show(id)
            | Self::Main(id)
            | Self::History(id)
            | Self::Register(id)
            | Self::Reject(id)
            | Self::Topics(id, _)
            | Self::Topic(id, _)
            | Self::Units(id, _)
            | Self::Unit(id, _)
            | Self::Accept(id)
            | Self::Write(id)
            | Self::Close(id, _)
            | Self::Answers(id, _) => Some(About::Incident(*id)),
            Self::Send(id, _)
            | Self::Rewrite(id)
            | Self::Drop(id)
            | Self::Approve(id, _)
            | Self::Return(id, _)
            | Self::Publish(id, _) => Some(About::Reply(*id)),
            Self::WithoutLink(_) | Self::CancelQuestion(_) => None,
        }
    }

    /// `None` for anything this version of the program does not draw.
    #[must_use]
    pub fn decode(data: &str) -> Option<Self> {
        let mut fields = data.split(':');
        let (letter, first) = (fields.next()?, fields.next()?);
        let second = fields.next();
        if fields.next().is_some() {
            return None;
        }
        match second {
            None => Self::of_one(letter, number(first)?),
            Some(second) => Self::of_two(letter, number(first)?, second),
        }
    }

    fn of_one(letter: &str, id: i64) -> Option<Self> {
        Some(match letter {
            "s" => Self::Show(IncidentId(id)),
            "m" => Self::Main(IncidentId(id)),
            "h" => Self::History(IncidentId(id)),
            "r" => Self::Register(IncidentId(id)),
            "x" => Self::Reject(IncidentId(id)),
            "a" => Self::Accept(IncidentId(id)),
            "w" => Self::Write(IncidentId(id)),
            "re" => Self::Rewrite(ReplyId(id)),
            "rd" => Self::Drop(ReplyId(id)),
            "qn" => Self::WithoutLink(id),
            "qc" => Self::CancelQuestion(id),
            _ => return None,
        })
    }

    fn of_two(letter: &str, id: i64, second: &str) -> Option<Self> {
        let (incident, reply) = (IncidentId(id), ReplyId(id));
        Some(match letter {
            "tt" => Self::Topics(incident, second.parse().ok()?),
            "t" => Self::Topic(incident, TopicCode(code(second)?)),
            "uu" => Self::Units(incident, second.parse().ok()?),
            "u" => Self::Unit(incident, UnitCode(code(second)?)),
            "rs" => Self::Send(reply, number(second)?),
            "ra" => Self::Approve(reply, number(second)?),
            "rr" => Self::Return(reply, number(second)?),
            "rp" => Self::Publish(reply, number(second)?),
            "c" => Self::Close(incident, second.parse().ok()?),
            "qi" => Self::Answers(incident, number(second)?),
            _ => return None,
        })
    }
}

/// A whole number above zero, written as we write it.
fn number(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    (number > 0 && number.to_string() == text).then_some(number)
}

fn code(text: &str) -> Option<String> {
    let known = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    (!text.is_empty() && text.len() <= LONGEST_CODE && text.chars().all(known)).then(|| text.to_owned())
}
