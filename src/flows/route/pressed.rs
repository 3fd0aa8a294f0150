//! Which flow a button belongs to.

use crate::domain::ids::{IncidentId, ReplyId};
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::flows::{
    Outcome, Refusal, Turn, accept, choose, close, find, language, look, overdue, publish, question, register, reject,
    reply, review, waiting, which,
};
use crate::messenger::callback::{Callback, IncidentPress, ListPress, QuestionPress, ReplyPress};
use crate::messenger::event::Press;

pub(super) async fn pressed(turn: &mut Turn<'_>, actor: &Person, press: &Press) -> Outcome {
    match Callback::decode(&press.data).ok_or(Refusal::Forged)? {
        Callback::Incident(id, press) => on_incident(turn, actor, id, press).await,
        Callback::Reply(id, press) => on_reply(turn, actor, id, press).await,
        Callback::Question(version, press) => on_question(turn, actor, version, press).await,
        Callback::List(page, press) => on_list(turn, actor, page, press).await,
        Callback::Speak(language) => language::speak(turn, actor, language).await,
    }
}

async fn on_incident(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, press: IncidentPress) -> Outcome {
    match press {
        IncidentPress::Show => look::show(turn, actor, id).await,
        IncidentPress::Main => look::turn_to(turn, actor, id, Screen::Main).await,
        IncidentPress::History => look::turn_to(turn, actor, id, Screen::History).await,
        IncidentPress::Register => register::register(turn, actor, id).await,
        IncidentPress::Reject => reject::ask(turn, actor, id).await,
        IncidentPress::Topics(page) => choose::list(turn, actor, id, Screen::Topics { page }).await,
        IncidentPress::Topic(code) => choose::topic(turn, actor, id, code).await,
        IncidentPress::Units(page) => choose::list(turn, actor, id, Screen::Units { page }).await,
        IncidentPress::Unit(code) => choose::unit(turn, actor, id, code).await,
        IncidentPress::Accept => accept::accept(turn, actor, id).await,
        IncidentPress::Write => reply::write(turn, actor, id).await,
        IncidentPress::Close(outcome) => close::close(turn, actor, id, outcome).await,
    }
}

async fn on_reply(turn: &mut Turn<'_>, actor: &Person, id: ReplyId, press: ReplyPress) -> Outcome {
    match press {
        ReplyPress::Send(version) => reply::send(turn, actor, id, version).await,
        ReplyPress::Rewrite => reply::rewrite(turn, actor, id).await,
        ReplyPress::Drop => reply::drop(turn, actor, id).await,
        ReplyPress::Approve(version) => review::approve(turn, actor, id, version).await,
        ReplyPress::Return(version) => review::ask_reason(turn, actor, id, version).await,
        ReplyPress::Publish(version) => publish::ask_link(turn, actor, id, version).await,
    }
}

async fn on_question(turn: &mut Turn<'_>, actor: &Person, version: i64, press: QuestionPress) -> Outcome {
    match press {
        QuestionPress::Cancel => question::cancel(turn, actor, version).await,
        QuestionPress::WithoutLink => publish::without_link(turn, actor, version).await,
        QuestionPress::Answers(incident) => which::chosen(turn, actor, incident, version).await,
    }
}

async fn on_list(turn: &mut Turn<'_>, actor: &Person, page: u32, press: ListPress) -> Outcome {
    match press {
        ListPress::Waiting => waiting::turn_to(turn, actor, page).await,
        ListPress::Overdue => overdue::turn_to(turn, actor, page).await,
        ListPress::Found(search) => find::turn_to(turn, actor, search, page).await,
    }
}
