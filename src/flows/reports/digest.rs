//! The digest: once a morning to each bound group and to the head, and whenever it is asked for.

use std::time::Duration;

use chrono::NaiveDate;

use super::figures::{Asked, figures};
use super::show::top;
use crate::cards::digest::{DigestView, full as in_full, short};
use crate::cards::rating::{RatingView, spans, with_picture};
use crate::domain::digest::{Digest, Edition};
use crate::domain::figures::{Behind, Figures};
use crate::domain::ids::{ChatId, DigestId, UnitCode};
use crate::domain::moment::Moment;
use crate::domain::period::Span;
use crate::domain::permissions::{Right, has_right};
use crate::domain::person::{Person, Role};
use crate::domain::rating::Settings;
use crate::domain::working_time::WorkingTime;
use crate::flows::turn::About;
use crate::flows::{Outcome, Refusal, Turn, toast};
use crate::i18n::Words;
use crate::messenger::callback::{DigestPress, IncidentsPress, ReportPress};
use crate::messenger::outgoing::{Button, ButtonAction, Keyboard, Message, Toast};
use crate::store::job_runs::{self, Job};
use crate::store::outbox::Priority;
use crate::store::{StoreError, digests};

/// A digest that is due, with its figures added up.
#[derive(Clone, Debug)]
pub struct Morning {
    digest: Digest,
    day: NaiveDate,
    /// When it should have come.
    due: Moment,
    figures: Figures,
}

/// The very first one comes no later than this after its time.
const BEGINNING: Duration = Duration::from_secs(60 * 60);

impl Morning {
    /// As a group gets it, but for its links.
    #[must_use]
    pub fn message(&self, turn: &Turn<'_>) -> Message {
        drawn(turn, turn.words_of_centre(), &self.figures)
    }

    /// Of which run it is: one for each part of the tree, edition and day.
    fn run(&self) -> String {
        format!("{}:{}:{}", self.digest.edition.code(), self.digest.unit, self.day)
    }
}

/// The first digest that is due and was not told. Only reads: adding up is not done while others wait to write.
pub async fn morning(turn: &mut Turn<'_>) -> Result<Option<Morning>, StoreError> {
    let (known, today, now) = (turn.known.clone(), turn.today(), turn.now);
    let time = known.schedule.calendars.centre();
    for digest in Digest::all(&known.directory) {
        let Some(due) = digest.comes_on(today, time).filter(|at| *at <= now) else { continue };
        let run = format!("{}:{}:{today}", digest.edition.code(), digest.unit);
        if job_runs::is_taken(turn.tx, Job::Digest, &run).await? {
            continue;
        }
        let last = digests::last(turn.tx, &digest.unit, digest.edition, today).await?;
        // Whoever began to use it in the afternoon has missed nothing.
        if last.is_none() && now.since(due) > BEGINNING {
            continue;
        }
        let figures = told(turn, &digest, today, time).await?;
        return Ok(Some(Morning { digest, day: today, due, figures }));
    }
    Ok(None)
}

/// The figures of a digest as it would be told on this day.
async fn told(
    turn: &mut Turn<'_>,
    digest: &Digest,
    today: NaiveDate,
    time: &WorkingTime,
) -> Result<Figures, StoreError> {
    let last = digests::last(turn.tx, &digest.unit, digest.edition, today).await?;
    let period = digest.period(today, last.as_ref().map(|(day, _)| *day), time);
    let missed = match (&last, digest.edition) {
        (Some((day, _)), Edition::Daily) => missed(*day, today, time),
        _ => 0,
    };
    let asked = Asked { unit: &digest.unit, period, before: last.as_ref().map(|(_, figures)| figures), missed };
    figures(turn, &asked).await
}

/// Working days between the last digest and this one.
fn missed(told: NaiveDate, today: NaiveDate, time: &WorkingTime) -> i64 {
    let between = told.iter_days().skip(1).take_while(|day| *day < today).filter(|day| time.is_working_day(*day));
    i64::try_from(between.count()).unwrap_or(i64::MAX)
}

/// Tells it, unless somebody was faster.
pub async fn send(turn: &mut Turn<'_>, morning: &Morning) -> Result<(), StoreError> {
    if !job_runs::take(turn.tx, Job::Digest, &morning.run(), turn.now).await? {
        return Ok(());
    }
    let Morning { digest, day, due, figures } = morning;
    let id = digests::keep(turn.tx, digest.edition, *day, figures, turn.now).await?;
    let mut groups: Vec<ChatId> =
        digests::groups(turn.tx, &digest.unit, *due).await?.into_iter().map(|group| group.chat).collect();
    groups.extend(digest.chat);
    groups.sort();
    groups.dedup();
    let words = turn.words_of_centre();
    let links = links(turn, words, Some(id));
    for group in groups {
        let message = drawn(turn, words, figures).with_keyboard(links.clone());
        deliver(turn, morning, group, &message).await?;
    }
    if digest.unit != top(turn) {
        return Ok(());
    }
    for head in turn.holders(&[Role::Head]).await? {
        let words = turn.words_of(&head);
        let message = drawn(turn, words, figures).with_keyboard(deeper(id, figures, words));
        deliver(turn, morning, head.chat, &message).await?;
    }
    Ok(())
}

async fn deliver(turn: &mut Turn<'_>, morning: &Morning, chat: ChatId, message: &Message) -> Result<(), StoreError> {
    let key = format!("digest:{}:{chat}", morning.run());
    turn.queue_once(key, chat, message, Priority::Ask, About::default()).await
}

/// The picture of the rating with the short form below it.
fn drawn(turn: &Turn<'_>, words: &Words, figures: &Figures) -> Message {
    let (directory, today) = (turn.directory(), turn.today());
    let settings = Settings::of(directory);
    let caption = short(&DigestView { figures, directory, words, today });
    let rating =
        RatingView { tables: &figures.rating, period: figures.rated, settings: &settings, directory, words, today };
    with_picture(&rating, caption)
}

/// Under what stands in a group there are only ways into the private chat, where permission is asked for.
pub fn links(turn: &Turn<'_>, words: &Words, digest: Option<DigestId>) -> Keyboard {
    let link = |label: String, payload: &str| {
        turn.private_chat(payload).map(|url| Button { label, does: ButtonAction::Url(url) })
    };
    let whole = digest.map_or_else(|| "digest".to_owned(), |id| format!("d_{id}"));
    Keyboard::default().row(link(words.button_digest_full(), &whole)).row(
        [link(words.button_digest_overdue(), "overdue"), link(words.button_digest_heat(), "heat")]
            .into_iter()
            .flatten(),
    )
}

/// To the head: down to the incidents behind each figure.
fn deeper(id: DigestId, figures: &Figures, words: &Words) -> Keyboard {
    let button = |what: &Behind| {
        let count = figures.behind(*what);
        let label = match what {
            Behind::Received => words.button_behind_received(&count.to_string()),
            Behind::Solved => words.button_behind_solved(&count.to_string()),
            Behind::InWork => words.button_behind_in_work(&count.to_string()),
            Behind::Monitoring => words.button_behind_monitoring(&count.to_string()),
            Behind::Overdue => words.button_behind_overdue(&count.to_string()),
            Behind::DueToday => words.button_behind_due_today(&count.to_string()),
            Behind::Forgotten => words.button_behind_forgotten(&count.to_string()),
        };
        (count > 0).then(|| Button::press(label, &DigestPress::Behind(*what).of(id)))
    };
    let buttons: Vec<Button> = Behind::ALL.iter().filter_map(button).collect();
    let press = |label, press: ReportPress| Button::press(label, &press.of(Span::Week));
    let whole = Button::press(words.button_digest_full(), &DigestPress::Full.of(id));
    buttons.chunks(2).fold(Keyboard::default(), |keyboard, row| keyboard.row(row.iter().cloned())).row([whole]).row([
        press(words.button_rating(), ReportPress::Rating),
        press(words.button_digest_heat(), ReportPress::HeatByUnit),
    ])
}

/// `/digest`, `/digest month`: as it stands now, in a private chat.
pub async fn command(turn: &mut Turn<'_>, actor: &Person, rest: &str) -> Outcome {
    let message = asked_for(turn, rest.trim().parse().ok()).await?;
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// Another period, in place.
pub async fn turn_to(turn: &mut Turn<'_>, actor: &Person, span: Span) -> Outcome {
    if !has_right(actor, Right::Reports) {
        return Err(Refusal::NotAllowed.into());
    }
    let message = asked_for(turn, Some(span)).await?;
    turn.replace(actor.chat, &message).await?;
    Ok(toast(turn.words.toast_drawing()))
}

/// The days that end yesterday; without a span those of the next digest.
async fn asked_for(turn: &mut Turn<'_>, span: Option<Span>) -> Result<Message, StoreError> {
    let (known, today) = (turn.known.clone(), turn.today());
    let digest = daily(turn, None);
    let figures = match (span, today.pred_opt()) {
        (Some(span), Some(yesterday)) => {
            let period = span.ending(yesterday);
            figures(turn, &Asked { unit: &digest.unit, period, before: None, missed: 0 }).await?
        }
        _ => told(turn, &digest, today, known.schedule.calendars.centre()).await?,
    };
    let message = if figures.rating.iter().all(|table| table.rows.is_empty()) {
        Message::text(whole(turn, &figures))
    } else {
        drawn(turn, turn.words, &figures)
    };
    let words = turn.words;
    let press = |label, press: ReportPress| Button::press(label, &press.of(span.unwrap_or(Span::Week)));
    let overdue = Button::press(words.button_digest_overdue(), &IncidentsPress::Overdue.page(1));
    let keyboard = Keyboard::default()
        .row(spans(span, &ReportPress::Digest, words))
        .row([overdue, press(words.button_digest_heat(), ReportPress::HeatByUnit)])
        .row([press(words.button_rating(), ReportPress::Rating)]);
    Ok(message.with_keyboard(keyboard))
}

/// `/digest` in a group: of the part of the tree it is bound to.
pub async fn now_in_group(turn: &mut Turn<'_>, unit: Option<UnitCode>) -> Result<Message, StoreError> {
    let (known, today) = (turn.known.clone(), turn.today());
    let digest = daily(turn, unit);
    let figures = told(turn, &digest, today, known.schedule.calendars.centre()).await?;
    let words = turn.words_of_centre();
    Ok(drawn(turn, words, &figures).with_keyboard(links(turn, words, None)))
}

/// The daily digest of a part of the tree; of the whole where none is named.
pub fn daily(turn: &Turn<'_>, unit: Option<UnitCode>) -> Digest {
    let top = top(turn);
    let unit = unit.unwrap_or(top);
    let known = Digest::all(turn.directory()).into_iter();
    let found = known.filter(|digest| digest.edition == Edition::Daily).find(|digest| digest.unit == unit);
    found.unwrap_or(Digest { edition: Edition::Daily, unit, at: 9 * 60, chat: None })
}

/// Every line of a digest that was told; of the one of now where it is not known which.
pub async fn full(turn: &mut Turn<'_>, actor: &Person, id: Option<DigestId>) -> Outcome {
    if !has_right(actor, Right::Reports) {
        return Err(Refusal::NotAllowed.into());
    }
    let Some(id) = id else { return command(turn, actor, "").await };
    let Some(figures) = digests::load(turn.tx, id).await? else {
        let message = Message::text(turn.words.say_no_digest());
        turn.say(actor.chat, &message).await?;
        return Ok(Toast::default());
    };
    let message = Message::text(whole(turn, &figures)).with_keyboard(deeper(id, &figures, turn.words));
    turn.say(actor.chat, &message).await?;
    Ok(Toast::default())
}

/// As it was told: relative to the day on which it came.
fn whole(turn: &Turn<'_>, figures: &Figures) -> crate::messenger::html::Html {
    let today = figures.at.local(turn.zone()).date_naive();
    in_full(&DigestView { figures, directory: turn.directory(), words: turn.words, today })
}

/// When the next digest comes, and at what time of the day.
pub fn comes(turn: &Turn<'_>, digest: &Digest) -> Option<Moment> {
    digest.next(turn.now, turn.clocks().centre())
}
