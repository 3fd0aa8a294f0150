//! What a reply still lacks (domain page §9). Hints only warn, they never block.
//!
//! A person reads every reply after this: where a rule cannot be sure, it keeps silent.

mod lexicon;
mod personal;
mod sentence;

pub use personal::Resident;
use sentence::Sentence;

use super::attachment::AttachmentKind;
use super::incident::ReplyKind;
use super::stems::sentences;

/// What a resident would miss, the most important first.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Hint {
    /// The name, the nick or the telephone of the resident: the reply will be public.
    PersonalData,
    /// Neither what was done, nor what will be done, nor why not.
    NoDeed,
    /// A refusal without its reason.
    NoGround,
    /// Something will be done, nobody knows by when.
    NoDate,
    NoContact,
    /// Work is done, and nothing shows it.
    NoPhoto,
    /// Asks for a mark after a refusal.
    MarkOnRefusal,
    /// Words that tell a resident nothing, as the reply has them.
    Formal(String),
    /// The full title of an act, with its date or number.
    LongTitle,
    /// Work whose doer hides behind «будет выполнено».
    NoDoer,
}

/// A reply before it is sent.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    pub kind: ReplyKind,
    pub text: &'a str,
    pub attachments: &'a [AttachmentKind],
    pub resident: Resident<'a>,
}

/// Everything the reply lacks, the most important first. An empty one lacks its words, which is said elsewhere.
#[must_use]
pub fn hints(written: &Written<'_>) -> Vec<Hint> {
    if written.text.trim().is_empty() {
        return Vec::new();
    }
    let said = Said::of(written);
    let mut hints = Vec::new();
    let mut note = |lacks: bool, hint: Hint| {
        if lacks {
            hints.push(hint);
        }
    };
    let promises = said.is_future && !said.is_refusal;
    note(personal::is_told(written.text, &written.resident), Hint::PersonalData);
    note(!said.is_done && !said.is_future && !said.is_refusal, Hint::NoDeed);
    note(said.is_refusal && !said.has_ground, Hint::NoGround);
    note(promises && !said.has_date, Hint::NoDate);
    note(!said.has_contact, Hint::NoContact);
    note(said.is_visible && written.attachments.is_empty(), Hint::NoPhoto);
    note(said.is_refusal && said.asks_mark, Hint::MarkOnRefusal);
    if let Some(phrase) = said.formal {
        note(true, Hint::Formal(phrase));
    }
    note(said.names_act, Hint::LongTitle);
    note((said.is_done || promises) && !said.has_doer, Hint::NoDoer);
    if written.kind == ReplyKind::Interim {
        // The date is promised beside the words, and the deed is yet to come.
        hints.retain(|hint| !matches!(hint, Hint::NoDeed | Hint::NoDate | Hint::NoPhoto | Hint::NoDoer));
    }
    hints
}

/// What the sentences of a reply say together.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is found or not, by itself")]
struct Said {
    is_done: bool,
    /// Done, and to be seen in a picture.
    is_visible: bool,
    is_future: bool,
    is_refusal: bool,
    has_ground: bool,
    has_date: bool,
    has_contact: bool,
    has_doer: bool,
    asks_mark: bool,
    names_act: bool,
    formal: Option<String>,
}

impl Said {
    fn of(written: &Written<'_>) -> Self {
        let mut said = Self { has_contact: personal::has_contact(written.text, &written.resident), ..Self::default() };
        for text in whole_sentences(written.text) {
            let sentence = Sentence::new(&text);
            said.is_done |= sentence.is_done();
            said.is_visible |= sentence.is_visible();
            said.is_future |= sentence.is_future();
            said.is_refusal |= sentence.is_refusal();
            said.has_ground |= sentence.has_ground();
            said.has_date |= sentence.has_date();
            said.has_contact |= sentence.invites();
            said.has_doer |= sentence.has_doer();
            said.asks_mark |= sentence.asks_mark();
            said.names_act |= sentence.names_act();
            said.formal = said.formal.take().or_else(|| sentence.formal());
        }
        said
    }
}

/// Sentences, without the cuts that the full stops of «25.11.2026» make.
fn whole_sentences(text: &str) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for sentence in sentences(text) {
        let in_figures = |before: &String| {
            before.strip_suffix('.').is_some_and(|before| before.ends_with(is_digit)) && sentence.starts_with(is_digit)
        };
        match whole.last_mut().filter(|before| in_figures(before)) {
            Some(before) => before.push_str(sentence),
            None => whole.push(sentence.to_owned()),
        }
    }
    whole
}

const fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit()
}
