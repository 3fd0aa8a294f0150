//! ✅ Согласовать and 🔧 На доработку, of the version that was read.

use super::{FlowError, Outcome, Refusal, Turn, toast};
use crate::cards::{judging, publishing};
use crate::domain::dialog::{Dialog, WaitsFor};
use crate::domain::ids::ReplyId;
use crate::domain::incident::{Incident, Mark, Reply, ReplyState, Status};
use crate::domain::person::{Person, Role};
use crate::domain::reasons::ReturnReason;
use crate::domain::ways::Action;
use crate::i18n::Words;
use crate::messenger::callback::{IncidentPress, QuestionPress};
use crate::messenger::html::cut;
use crate::messenger::outgoing::{Button, Keyboard, Message};
use crate::store::dialogs::Question;
use crate::store::{people, replies};

/// Stands in the history where a mark was taken back.
const UNMARKED: &str = "-";

pub async fn approve(turn: &mut Turn<'_>, actor: &Person, id: ReplyId, version: i64) -> Outcome {
    let (mut reply, mut incident) = turn.visible_reply(actor, id).await?;
    let to = turn.decide(actor, Action::Approve, &incident, Some(&reply))?;
    check_version(&reply, version)?;
    reply.state = ReplyState::Approved;
    replies::save(turn.tx, &reply, Some((actor.id, turn.now))).await?;
    reply.version += 1;
    turn.record(actor.id, &mut incident, Action::Approve, to, None).await?;
    ask_to_publish(turn, actor, &incident, &reply).await?;
    Ok(toast(turn.words.toast_approved()))
}

/// 🔧: asks for the reason.
pub async fn ask_reason(turn: &mut Turn<'_>, actor: &Person, id: ReplyId, version: i64) -> Outcome {
    let (reply, incident) = turn.visible_reply(actor, id).await?;
    turn.decide(actor, Action::Return, &incident, Some(&reply))?;
    check_version(&reply, version)?;
    let question =
        Question { waits_for: WaitsFor::ReturnReason, incident: Some(incident.id), reply: Some(id), held: None };
    let (text, words) = (turn.words.question_return_reason(incident.shown_number()), turn.words);
    let choices = |version| {
        let button = |reason: &ReturnReason| {
            Button::press(words.return_button(*reason), &QuestionPress::Return(*reason).of(version))
        };
        ReturnReason::ALL.chunks(2).fold(Keyboard::default(), |keyboard, row| keyboard.row(row.iter().map(button)))
    };
    turn.ask_choosing(actor, &question, text, choices).await?;
    Ok(toast(words.toast_reason()))
}

/// One of the usual reasons was chosen.
pub async fn give_back_for(turn: &mut Turn<'_>, actor: &Person, version: i64, reason: ReturnReason) -> Outcome {
    let dialog = turn.question_of(actor.id, version, WaitsFor::ReturnReason).await?;
    let reason = turn.words_of_centre().return_reason(reason);
    give_back(turn, actor, &dialog, &reason).await
}

/// The reason has come: the author is told and can answer at once.
pub async fn give_back(turn: &mut Turn<'_>, actor: &Person, dialog: &Dialog, reason: &str) -> Outcome {
    let id = dialog.reply.ok_or(Refusal::QuestionGone)?;
    let (mut reply, mut incident) = turn.visible_reply(actor, id).await?;
    let to = turn.decide(actor, Action::Return, &incident, Some(&reply))?;
    if reply.state != ReplyState::Review {
        return Err(Refusal::OldVersion.into());
    }
    reply.state = ReplyState::Returned;
    reply.return_reason = Some(reason.to_owned());
    replies::save(turn.tx, &reply, Some((actor.id, turn.now))).await?;
    turn.end_question(actor.id).await?;
    turn.record(actor.id, &mut incident, Action::Return, to, Some(reason)).await?;
    tell_author(turn, actor, &incident, &reply, reason).await?;
    Ok(toast(turn.words.toast_returned()))
}

/// ⭐, or `None` to take it back. The reply stays the version that is judged, so nobody's buttons grow old.
pub async fn rate(turn: &mut Turn<'_>, actor: &Person, id: ReplyId, mark: Option<Mark>) -> Outcome {
    let (reply, mut incident) = turn.visible_reply(actor, id).await?;
    let to = turn.decide(actor, Action::Rate, &incident, Some(&reply))?;
    let newest = matches!(
        (incident.status, reply.state),
        (Status::Review, ReplyState::Review)
            | (Status::Approved, ReplyState::Approved)
            | (Status::Published, ReplyState::Published)
    );
    if !newest {
        return Err(Refusal::OldVersion.into());
    }
    if reply.mark != mark {
        replies::rate(turn.tx, id, mark).await?;
        let detail = mark.map_or(UNMARKED, Mark::code);
        turn.record(actor.id, &mut incident, Action::Rate, to, Some(detail)).await?;
    }
    Ok(toast(match mark {
        Some(mark) => turn.words.toast_rated(mark.points()),
        None => turn.words.toast_unrated(),
    }))
}

async fn tell_author(
    turn: &mut Turn<'_>,
    actor: &Person,
    incident: &Incident,
    reply: &Reply,
    reason: &str,
) -> Result<(), FlowError> {
    let message = |words: &Words| {
        let text = words.notice_returned(incident.shown_number(), cut(reason, 1000));
        let again = match reply.came_by {
            Some(_) => Button::press(words.button_write_for(), &IncidentPress::WriteFor.of(incident.id)),
            None => Button::press(words.button_reply(), &IncidentPress::Write.of(incident.id)),
        };
        Message::text(text).with_keyboard(Keyboard::default().row([again]))
    };
    let author = people::by_id(turn.tx, reply.author).await?.filter(|person| turn.is_visible(person, incident));
    // Whoever wrote it may have left: then it is the unit's.
    let told = match (author, &incident.unit) {
        (Some(author), _) => vec![author],
        (None, Some(unit)) => turn.recipients(&unit.clone()).await?,
        (None, None) => Vec::new(),
    };
    for person in turn.there(told).await? {
        if person.id == actor.id {
            turn.show_next(&person, incident.id).await?;
        } else {
            turn.ask(&person, incident.id, message).await?;
        }
    }
    Ok(())
}

/// Calls those who review. They get the files of the reply too.
pub async fn ask_to_review(
    turn: &mut Turn<'_>,
    actor: &Person,
    incident: &Incident,
    reply: &Reply,
) -> Result<(), FlowError> {
    let (unit, today) = (unit_name(turn, incident), turn.today());
    let message = |words: &Words| {
        let text = match reply.promised_on {
            Some(day) => words.notice_review_interim(incident.shown_number(), &unit, words.day(day, today)),
            None => words.notice_review(incident.shown_number(), &unit),
        };
        Message::text(text).with_keyboard(Keyboard::default().row(judging(reply, words)))
    };
    for person in turn.holders(&[Role::Coordinator, Role::Head]).await? {
        if person.id == actor.id {
            turn.show_next(&person, incident.id).await?;
            continue;
        }
        let card = turn.ask(&person, incident.id, &message).await?;
        turn.send_files(&card, Some(reply.id)).await?;
    }
    Ok(())
}

/// Calls those who publish.
pub async fn ask_to_publish(
    turn: &mut Turn<'_>,
    actor: &Person,
    incident: &Incident,
    reply: &Reply,
) -> Result<(), FlowError> {
    let unit = unit_name(turn, incident);
    let message = |words: &Words| {
        let text = words.notice_publish(incident.shown_number(), &unit);
        Message::text(text).with_keyboard(Keyboard::default().row(publishing(reply, words)))
    };
    for person in turn.holders(&[Role::Media, Role::Coordinator, Role::Head]).await? {
        if person.id == actor.id {
            turn.show_next(&person, incident.id).await?;
            continue;
        }
        let card = turn.ask(&person, incident.id, &message).await?;
        turn.send_files(&card, Some(reply.id)).await?;
    }
    Ok(())
}

/// Buttons that judge carry the version they judge.
pub fn check_version(reply: &Reply, version: i64) -> Result<(), Refusal> {
    if reply.version == version { Ok(()) } else { Err(Refusal::OldVersion) }
}

fn unit_name(turn: &Turn<'_>, incident: &Incident) -> String {
    let unit = incident.unit.as_ref().and_then(|code| turn.directory().unit(code));
    unit.map(|unit| unit.short.clone()).unwrap_or_default()
}
