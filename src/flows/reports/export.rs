//! `/export`: register and rating as a file, to whoever may take them away; the journal remembers it.

use super::show::asked;
use crate::domain::period::Span;
use crate::domain::permissions::{Right, has_right};
use crate::domain::person::Person;
use crate::domain::visibility::{Scope, visible_units};
use crate::flows::{Outcome, Refusal, Turn, toast};
use crate::messenger::callback::ReportPress;
use crate::messenger::outgoing::{Content, Document, Keyboard, Message, Toast};
use crate::report::export::Request;
use crate::store::exports;
use crate::store::journal::{self, Entry};

/// `/export` asks for the days, `/export month` names them.
pub async fn command(turn: &mut Turn<'_>, actor: &Person, rest: &str) -> Outcome {
    if !rest.trim().is_empty() {
        return export(turn, actor, asked(rest)).await;
    }
    let buttons = Span::ALL.iter().map(|span| {
        crate::messenger::outgoing::Button::press(turn.words.span_button(*span), &ReportPress::Export.of(*span))
    });
    let message = Message::text(turn.words.say_export_choose()).with_keyboard(Keyboard::default().row(buttons));
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// Queues the file; it is written while it is sent.
pub async fn export(turn: &mut Turn<'_>, actor: &Person, span: Span) -> Outcome {
    if !has_right(actor, Right::Export) {
        return Err(Refusal::NotAllowed.into());
    }
    let (period, words) = (span.ending(turn.today()), turn.words);
    // Whoever stands in for somebody takes away what he himself may see.
    let own = Person { stands_in: crate::domain::person::StandsIn::default(), ..actor.clone() };
    let contacts = visible_units(&own, turn.directory()) == Scope::All;
    let rows = exports::count(turn.tx, period).await?;
    let days = words.dates(period, turn.today());
    let request = Request { period, contacts, language: actor.language.unwrap_or(turn.directory().centre.language) };
    let detail = format!("{}..{} {rows}{}", period.first, period.last, if contacts { " with authors" } else { "" });
    journal::note(turn.tx, Entry::Export, actor.id, &detail, turn.now).await?;
    let caption = words.say_export(words.report_span(span), days, words.plain_incidents(rows));
    let name = format!("mcu-{}-{}.xlsx", period.first, period.last);
    let body = serde_json::to_value(request).unwrap_or_default();
    let message = Message::of(Content::Document(Document { name, body, caption }));
    turn.say(actor.chat, &message).await?;
    Ok(toast(words.toast_export()))
}
