//! `/find`: incidents by words of the post, the reply, the topic, the place, the author, or by number.

use super::waiting::{lines, turned};
use super::{FlowError, Outcome, Refusal, Turn, toast};
use crate::cards::{Page, list};
use crate::domain::dialog::WaitsFor;
use crate::domain::ids::SearchId;
use crate::domain::incident::{Incident, Number};
use crate::domain::person::Person;
use crate::domain::search::{Query, number};
use crate::domain::visibility::visible_units;
use crate::messenger::callback::IncidentsPress;
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Message, Toast};
use crate::store::dialogs::Question;
use crate::store::lists::{PAGE, Part, Sees};
use crate::store::search::{self, Found};
use crate::store::{StoreError, incidents};

/// Words of a search that are kept and shown, code points.
const LONGEST: usize = 200;

/// With words it finds, without it asks for them.
pub async fn command(turn: &mut Turn<'_>, actor: &Person, words: &str) -> Outcome {
    if !words.trim().is_empty() {
        return find(turn, actor, words).await;
    }
    let question = Question { waits_for: WaitsFor::Search, incident: None, reply: None, held: None };
    turn.ask_words(actor, &question, turn.words.question_search(), |_| Vec::new()).await?;
    Ok(Toast::default())
}

/// The words the bot has waited for.
pub async fn answered(turn: &mut Turn<'_>, actor: &Person, words: &str) -> Outcome {
    let done = find(turn, actor, words).await?;
    turn.end_question(actor.id).await?;
    Ok(done)
}

async fn find(turn: &mut Turn<'_>, actor: &Person, words: &str) -> Outcome {
    let words = cut(words.trim(), LONGEST);
    // Asked before anything is kept: words that find nothing anywhere are refused.
    let found = found(turn, actor, &words, 1).await?;
    let id = search::keep(turn.tx, actor.id, &words, turn.now).await?;
    let message = drawn(turn, actor, &words, id, &found).0;
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// Another page of what was found, or the same anew, in place.
pub async fn turn_to(turn: &mut Turn<'_>, actor: &Person, id: SearchId, page: u32) -> Outcome {
    let words = search::kept(turn.tx, actor.id, id).await?.ok_or(Refusal::SearchGone)?;
    let found = found(turn, actor, &words, page).await?;
    let (message, page) = drawn(turn, actor, &words, id, &found);
    turn.replace(actor.chat, &message).await?;
    Ok(toast(turned(turn.words, page)))
}

/// What was found, with the number of the page that was asked for.
struct Answer {
    found: Found,
    asked: u32,
}

async fn found(turn: &mut Turn<'_>, actor: &Person, words: &str, asked: u32) -> Result<Answer, FlowError> {
    let numbered = by_number(turn, actor, words).await?;
    if !numbered.is_empty() {
        let total = i64::try_from(numbered.len()).unwrap_or(i64::MAX);
        let rows = numbered.into_iter().take(usize::try_from(PAGE).unwrap_or_default()).collect();
        return Ok(Answer { found: Found { part: Part { rows, total: total.min(PAGE) }, cut: false }, asked: 1 });
    }
    let query = Query::read(words).ok_or(Refusal::WordsEverywhere)?;
    let sees = Sees::from(&visible_units(actor, turn.directory()));
    let found = search::find(turn.tx, &query, &sees, asked).await?;
    if asked == 1 || !found.part.rows.is_empty() {
        return Ok(Answer { found, asked });
    }
    // Behind the last page: the first one tells which that is.
    let first = search::find(turn.tx, &query, &sees, 1).await?;
    let last = Page::of(asked, first.part.total, PAGE).number;
    Ok(Answer { found: search::find(turn.tx, &query, &sees, last).await?, asked: last })
}

/// A number alone means the incident; without a year, that of every year.
async fn by_number(turn: &mut Turn<'_>, actor: &Person, words: &str) -> Result<Vec<Incident>, StoreError> {
    let mut found = match number(words) {
        Some((Some(year), sequence)) => {
            incidents::by_number(turn.tx, Number { year, sequence }).await?.into_iter().collect()
        }
        Some((None, sequence)) => incidents::with_sequence(turn.tx, sequence).await?,
        None => Vec::new(),
    };
    found.retain(|incident| turn.is_visible(actor, incident));
    Ok(found)
}

fn drawn(turn: &Turn<'_>, actor: &Person, words: &str, id: SearchId, page: &Answer) -> (Message, Page) {
    let Found { part, cut } = &page.found;
    let shown = Page::of(page.asked, part.total, PAGE);
    let text = match part.total {
        0 => turn.words.say_found_nothing(words),
        total => turn.words.say_found(total, words),
    };
    let text = Html::lines([text].into_iter().chain(cut.then(|| turn.words.say_found_cut())));
    let lines = lines(turn, turn.directory(), actor);
    let buttons = part.rows.iter().map(|incident| lines.found(incident)).collect();
    (list(text, buttons, shown, IncidentsPress::Found(id), turn.words), shown)
}
