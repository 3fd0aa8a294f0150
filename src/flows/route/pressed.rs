//! Which flow a button belongs to.

use crate::domain::ids::{DigestId, IncidentId, InviteId, PersonId, ReplyId};
use crate::domain::period::Span;
use crate::domain::person::Person;
use crate::domain::screen::Screen;
use crate::flows::pick::{self, Of};
use crate::flows::{
    Outcome, Refusal, Turn, accept, acting, away, choose, close, copy, due, duplicate, extension, files, find,
    hand_over, importance, interim, invite, language, look, not_ours, overdue, people, place, publish, question,
    register, reject, reopen, reply, reply_or_draft, reports, review, undo, units, waiting, which, withdraw,
};
use crate::messenger::callback::{
    AwayPress, Callback, DigestPress, IncidentPress, IncidentsPress, InvitePress, ListPress, PersonPress,
    QuestionPress, ReplyPress, ReportPress, TermPress,
};
use crate::messenger::event::Press;

pub(super) async fn pressed(turn: &mut Turn<'_>, actor: &Person, press: &Press) -> Outcome {
    match Callback::decode(&press.data).ok_or(Refusal::Forged)? {
        Callback::Incident(id, press) => on_incident(turn, actor, id, press).await,
        Callback::Term(id, press) => on_term(turn, actor, id, press).await,
        Callback::Reply(id, press) => on_reply(turn, actor, id, press).await,
        Callback::Away(version, press) => on_away(turn, actor, version, press).await,
        Callback::Absence(id, press) => away::pressed(turn, actor, id, press).await,
        Callback::Extension(id, press) => extension::decide(turn, actor, id, press).await,
        Callback::Question(version, press) => on_question(turn, actor, version, press).await,
        Callback::Incidents(page, press) => on_incidents(turn, actor, page, press).await,
        Callback::Invite(id, press) => on_invite(turn, actor, id, press).await,
        Callback::List(page, press) => on_list(turn, actor, page, press).await,
        Callback::Person(id, press) => on_person(turn, actor, id, press).await,
        Callback::Report(span, press) => on_report(turn, actor, span, press).await,
        Callback::Digest(id, press) => on_digest(turn, actor, id, press).await,
        Callback::Group(group, press) => reports::on_group(turn, actor, group, press).await,
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
        IncidentPress::Unregister => undo::unregister(turn, actor, id).await,
        IncidentPress::Duplicate => duplicate::ask(turn, actor, id).await,
        IncidentPress::DuplicateOf(main) => duplicate::follow(turn, actor, id, main).await,
        IncidentPress::Topics => pick::open(turn, actor, id, Of::Topics).await,
        IncidentPress::TopicsPage(page) => pick::page(turn, actor, id, Of::Topics, page).await,
        IncidentPress::Group(at, page) => pick::group(turn, actor, id, at, page).await,
        IncidentPress::Topic(code) => choose::topic(turn, actor, id, code).await,
        IncidentPress::Units => pick::open(turn, actor, id, Of::Units).await,
        IncidentPress::UnitsPage(page) => pick::page(turn, actor, id, Of::Units, page).await,
        IncidentPress::Unit(code) => choose::unit(turn, actor, id, code).await,
        IncidentPress::Importances => importance::choices(turn, actor, id).await,
        IncidentPress::Importance(chosen) => importance::importance(turn, actor, id, chosen).await,
        IncidentPress::Places(page) => place::list(turn, actor, id, page).await,
        IncidentPress::Place(code) => place::settlement(turn, actor, id, code).await,
        IncidentPress::NoPlace => place::nowhere(turn, actor, id).await,
        IncidentPress::Accept => accept::accept(turn, actor, id).await,
        IncidentPress::Write => reply::write(turn, actor, id).await,
        IncidentPress::Close(outcome) => close::close(turn, actor, id, outcome).await,
        IncidentPress::Link => publish::ask_new_link(turn, actor, id).await,
        IncidentPress::Reopen => reopen::ask(turn, actor, id).await,
        IncidentPress::Versions(page) => look::turn_to(turn, actor, id, Screen::Versions { page }).await,
        IncidentPress::Files => files::again(turn, actor, id).await,
        IncidentPress::NotOurs => not_ours::ask_reason(turn, actor, id).await,
        IncidentPress::HandOver(page) => hand_over::list(turn, actor, id, page).await,
        IncidentPress::HandTo { to, from } => hand_over::to(turn, actor, id, to, from).await,
        IncidentPress::AcceptFor => acting::ask(turn, actor, id, Screen::AcceptFor).await,
        IncidentPress::AcceptedBy(way) => acting::accept(turn, actor, id, way).await,
        IncidentPress::WriteFor => acting::ask(turn, actor, id, Screen::WriteFor).await,
        IncidentPress::WrittenBy(way) => acting::write(turn, actor, id, way).await,
    }
}

async fn on_term(turn: &mut Turn<'_>, actor: &Person, id: IncidentId, press: TermPress) -> Outcome {
    match press {
        TermPress::Dues => due::list(turn, actor, id).await,
        TermPress::DueOn(day) => due::on(turn, actor, id, day).await,
        TermPress::DueByRule => due::by_rule(turn, actor, id).await,
        TermPress::Promises => interim::list(turn, actor, id).await,
        TermPress::PromiseOn(day) => interim::on(turn, actor, id, day).await,
        TermPress::Extensions => extension::list(turn, actor, id).await,
        TermPress::ExtendTo(day) => extension::to(turn, actor, id, day).await,
    }
}

async fn on_away(turn: &mut Turn<'_>, actor: &Person, version: i64, press: AwayPress) -> Outcome {
    match press {
        AwayPress::Days(first, last) => away::days(turn, actor, version, (first, last)).await,
        AwayPress::Page(page) => away::page(turn, actor, version, page).await,
        AwayPress::Deputy(id) => away::deputy(turn, actor, version, id).await,
        AwayPress::Nobody => away::nobody(turn, actor, version).await,
    }
}

async fn on_reply(turn: &mut Turn<'_>, actor: &Person, id: ReplyId, press: ReplyPress) -> Outcome {
    match press {
        ReplyPress::Send(version) => reply::send(turn, actor, id, version).await,
        ReplyPress::Rewrite => reply::rewrite(turn, actor, id).await,
        ReplyPress::Drop => reply::drop(turn, actor, id).await,
        ReplyPress::DropFiles => reply::drop_files(turn, actor, id).await,
        ReplyPress::Withdraw(version) => withdraw::withdraw(turn, actor, id, version).await,
        ReplyPress::Approve(version) => review::approve(turn, actor, id, version).await,
        ReplyPress::Return(version) => review::ask_reason(turn, actor, id, version).await,
        ReplyPress::Publish(version) => publish::ask_link(turn, actor, id, version).await,
        ReplyPress::Text => copy::text(turn, actor, id).await,
        ReplyPress::Rate(mark) => review::rate(turn, actor, id, mark).await,
    }
}

async fn on_question(turn: &mut Turn<'_>, actor: &Person, version: i64, press: QuestionPress) -> Outcome {
    match press {
        QuestionPress::Cancel => question::cancel(turn, actor, version).await,
        QuestionPress::WithoutLink => publish::without_link(turn, actor, version).await,
        QuestionPress::Return(reason) => review::give_back_for(turn, actor, version, reason).await,
        QuestionPress::Reopen(reason) => reopen::for_usual(turn, actor, version, reason).await,
        QuestionPress::Reject(why) => reject::usual(turn, actor, version, why).await,
        QuestionPress::Answers(incident) => which::chosen(turn, actor, incident, version).await,
        QuestionPress::IntoReply => reply_or_draft::into_reply(turn, actor, version).await,
        QuestionPress::NewDraft => reply_or_draft::new_draft(turn, actor, version).await,
        QuestionPress::Extension(reason) => extension::usual(turn, actor, version, reason).await,
        QuestionPress::NotOurs(reason) => not_ours::usual(turn, actor, version, reason).await,
        QuestionPress::WhosePage(page) => not_ours::page(turn, actor, version, page).await,
        QuestionPress::Whose(unit) => not_ours::chosen(turn, actor, version, Some(unit)).await,
        QuestionPress::WhoseUnknown => not_ours::chosen(turn, actor, version, None).await,
    }
}

async fn on_incidents(turn: &mut Turn<'_>, actor: &Person, page: u32, press: IncidentsPress) -> Outcome {
    match press {
        IncidentsPress::Waiting => waiting::turn_to(turn, actor, page).await,
        IncidentsPress::Overdue => overdue::turn_to(turn, actor, page).await,
        IncidentsPress::Found(search) => find::turn_to(turn, actor, search, page).await,
        IncidentsPress::DueToday => reports::today_turn_to(turn, actor, page).await,
        IncidentsPress::Behind(digest, what) => reports::turn_behind_to(turn, actor, digest, what, page).await,
    }
}

async fn on_invite(turn: &mut Turn<'_>, actor: &Person, id: InviteId, press: InvitePress) -> Outcome {
    match press {
        InvitePress::Roles => invite::roles(turn, actor, id).await,
        InvitePress::Role(role) => invite::role(turn, actor, id, role).await,
        InvitePress::Next(page) => invite::next(turn, actor, id, page).await,
        InvitePress::Unit(code) => invite::unit(turn, actor, id, code).await,
        InvitePress::Sphere(code) => invite::sphere(turn, actor, id, code).await,
        InvitePress::Cancel => invite::cancel(turn, actor, id).await,
        InvitePress::Revoke => invite::revoke(turn, actor, id).await,
        InvitePress::Admit => invite::admit(turn, actor, id).await,
        InvitePress::Refuse => invite::refuse(turn, actor, id).await,
    }
}

async fn on_list(turn: &mut Turn<'_>, actor: &Person, page: u16, press: ListPress) -> Outcome {
    match press {
        ListPress::People => people::list(turn, actor, page).await,
        ListPress::Units => units::list(turn, actor, page).await,
        ListPress::Unit(code) => units::show(turn, actor, code, page).await,
        ListPress::Invite(code) => units::invite(turn, actor, code).await,
    }
}

async fn on_person(turn: &mut Turn<'_>, actor: &Person, id: PersonId, press: PersonPress) -> Outcome {
    match press {
        PersonPress::Show => people::show(turn, actor, id).await,
        PersonPress::Rename => people::ask_name(turn, actor, id).await,
        PersonPress::Away => away::set_for(turn, actor, id).await,
        PersonPress::Invite => invite::begin(turn, actor, None).await,
        PersonPress::AskTake(post) => people::ask_take(turn, actor, id, &post).await,
        PersonPress::Take(post) => people::take(turn, actor, id, &post).await,
        PersonPress::AskRemove => people::ask_remove(turn, actor, id).await,
        PersonPress::Remove => people::remove(turn, actor, id).await,
    }
}

async fn on_report(turn: &mut Turn<'_>, actor: &Person, span: Span, press: ReportPress) -> Outcome {
    match press {
        ReportPress::Digest => reports::turn_digest_to(turn, actor, span).await,
        ReportPress::Rating => reports::turn_rating_to(turn, actor, span).await,
        ReportPress::Whose => reports::whose(turn, actor, span).await,
        ReportPress::Why(unit) => reports::why_of(turn, actor, span, &unit).await,
        ReportPress::HeatByUnit => reports::turn_heat_to(turn, actor, span, reports::By::Unit).await,
        ReportPress::HeatByPlace => reports::turn_heat_to(turn, actor, span, reports::By::Place).await,
        ReportPress::Export => reports::export(turn, actor, span).await,
    }
}

async fn on_digest(turn: &mut Turn<'_>, actor: &Person, id: DigestId, press: DigestPress) -> Outcome {
    match press {
        DigestPress::Full => reports::full(turn, actor, Some(id)).await,
        DigestPress::Behind(what) => reports::open_behind(turn, actor, id, what).await,
    }
}
