//! The ways of an incident: which action leads from which status to which (domain page §3).
//!
//! Who may act is told by [`crate::domain::permissions`]: no way asks for another post by its status.

use super::incident::{ReplyKind, Status, codes};

codes! {
    /// What is done to an incident. The codes stand in the history.
    Action {
        /// A post was forwarded or written down: the first line of a history, before any status.
        Create = "create",
        Register = "register",
        /// «Отменить регистрацию»: for a minute, and until somebody else has acted.
        Unregister = "unregister",
        Reject = "reject",
        Duplicate = "duplicate",
        /// A duplicate of it was found, and follows it from now on.
        Followed = "followed",
        Assign = "assign",
        Accept = "accept",
        /// «Принять за исполнителя».
        AcceptFor = "accept_for",
        /// ✍️: a reply is begun.
        Write = "write",
        /// «Ответить за исполнителя».
        WriteFor = "write_for",
        /// 📨, as a final reply.
        Send = "send",
        /// 📨, as a reply that promises a date.
        Interim = "interim",
        NotOurs = "not_ours",
        HandOver = "hand_over",
        Withdraw = "withdraw",
        Approve = "approve",
        Return = "return",
        Publish = "publish",
        /// The date promised by an interim reply begins; done by the clock.
        PromisedDay = "promised_day",
        /// Another public address of the reply, or none.
        ChangeLink = "change_link",
        Close = "close",
        Reopen = "reopen",
        /// 🏢 of a draft: nobody is told yet.
        ChooseUnit = "choose_unit",
        ChangeTopic = "change_topic",
        ChangeImportance = "change_importance",
        ChangePlace = "change_place",
        ChangeDue = "change_due",
        /// Rules, or what they depend on, have moved the due moment.
        Recount = "recount",
        AskExtension = "ask_extension",
        Extend = "extend",
        RefuseExtension = "refuse_extension",
        /// ⭐ The mark for completeness.
        Rate = "rate",
        /// Whoever had it has left: it is the unit's again.
        GiveBack = "give_back",
        /// Words or files that came later.
        Add = "add",
        /// The resident's words were edited where they were written.
        Edit = "edit",
    }
}

/// One row of the page's table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Way {
    pub from: &'static [Status],
    pub action: Action,
    pub to: To,
}

/// Where a way leads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum To {
    Is(Status),
    /// The status stays; the history grows.
    Stays,
    /// By whether a unit is chosen; refused without one where `none` is not set.
    ByUnit {
        chosen: Status,
        none: Option<Status>,
    },
    /// `review`, or `approved` where the unit has no review.
    ByReview,
    /// `published` for a final reply, `monitoring` for an interim one.
    ByReply,
}

/// What a target may depend on.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Facts {
    /// The unit that answers after the action, by how its replies are reviewed; `None`: none is chosen.
    pub unit: Option<Review>,
    /// The reply the action is about.
    pub reply: Option<ReplyKind>,
}

/// How a unit's replies leave it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Review {
    Required,
    /// «Без согласования».
    Skipped,
}

/// Why an action is not possible now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// No way leads on from this status; the toast names it.
    NotFrom(Status),
    /// A unit must be chosen first.
    NoUnit,
    /// There is no reply to act on.
    NoReply,
}

use Status::{
    Approved, Assigned, Closed, Draft, Duplicate, InProgress, Monitoring, New, Published, Rejected, Review as InReview,
    Rework,
};

/// Work is with the recipient, and no promise to the resident stands.
const AT_WORK: &[Status] = &[Assigned, InProgress, Rework];
/// A reply may be written.
const ANSWERABLE: &[Status] = &[Assigned, InProgress, Rework, Monitoring];
/// Every status in which [`Status::is_open`] holds.
const OPEN: &[Status] = &[Draft, New, Assigned, InProgress, InReview, Rework, Approved, Published, Monitoring];
/// A clock of the resident runs or may run again.
const CLOCKED: &[Status] = &[Draft, New, Assigned, InProgress, InReview, Rework, Monitoring];

/// A duplicate may follow it: not what is a draft or a duplicate itself, nor what needed no answer.
const FOLLOWED: &[Status] = &[New, Assigned, InProgress, InReview, Rework, Approved, Published, Monitoring, Closed];

/// Every way there is; what is not here is refused. At most one row fits a status and an action.
pub const WAYS: &[Way] = &[
    Way { from: &[Draft], action: Action::Register, to: To::ByUnit { chosen: Assigned, none: Some(New) } },
    // From the product page's «Intake»; the minute is the flow's to watch.
    Way { from: &[New, Assigned], action: Action::Unregister, to: To::Is(Draft) },
    Way { from: &[Draft, New], action: Action::Reject, to: To::Is(Rejected) },
    Way { from: &[Draft, New], action: Action::Duplicate, to: To::Is(Duplicate) },
    Way { from: FOLLOWED, action: Action::Followed, to: To::Stays },
    Way {
        from: &[New, Assigned, InProgress, Rework, Monitoring],
        action: Action::Assign,
        to: To::ByUnit { chosen: Assigned, none: None },
    },
    Way { from: &[Assigned], action: Action::Accept, to: To::Is(InProgress) },
    Way { from: &[Assigned], action: Action::AcceptFor, to: To::Is(InProgress) },
    Way { from: ANSWERABLE, action: Action::Write, to: To::Stays },
    Way { from: ANSWERABLE, action: Action::WriteFor, to: To::Stays },
    Way { from: ANSWERABLE, action: Action::Send, to: To::ByReview },
    Way { from: AT_WORK, action: Action::Interim, to: To::ByReview },
    Way { from: AT_WORK, action: Action::NotOurs, to: To::Is(New) },
    Way { from: AT_WORK, action: Action::HandOver, to: To::Stays },
    Way { from: &[InReview], action: Action::Withdraw, to: To::Is(Rework) },
    Way { from: &[InReview], action: Action::Approve, to: To::Is(Approved) },
    Way { from: &[InReview], action: Action::Return, to: To::Is(Rework) },
    Way { from: &[Approved], action: Action::Publish, to: To::ByReply },
    Way { from: &[Monitoring], action: Action::PromisedDay, to: To::Is(InProgress) },
    Way { from: &[Published], action: Action::Close, to: To::Is(Closed) },
    Way { from: &[Published, Monitoring, Closed], action: Action::ChangeLink, to: To::Stays },
    Way { from: &[Published, Closed], action: Action::Reopen, to: To::ByUnit { chosen: InProgress, none: Some(New) } },
    // Nobody has accepted what was rejected, so the unit is asked to.
    Way { from: &[Rejected], action: Action::Reopen, to: To::ByUnit { chosen: Assigned, none: Some(New) } },
    Way { from: &[Draft], action: Action::ChooseUnit, to: To::Stays },
    Way { from: OPEN, action: Action::ChangeTopic, to: To::Stays },
    Way { from: OPEN, action: Action::ChangeImportance, to: To::Stays },
    Way { from: OPEN, action: Action::ChangePlace, to: To::Stays },
    Way { from: CLOCKED, action: Action::ChangeDue, to: To::Stays },
    Way { from: OPEN, action: Action::Recount, to: To::Stays },
    Way { from: ANSWERABLE, action: Action::AskExtension, to: To::Stays },
    // A reply may be sent for review while the request waits, and come back.
    Way { from: &[Assigned, InProgress, InReview, Rework, Monitoring], action: Action::Extend, to: To::Stays },
    Way { from: &[Assigned, InProgress, InReview, Rework, Monitoring], action: Action::RefuseExtension, to: To::Stays },
    // A unit without review is judged by marks alone, so they can be given after the approval too.
    Way { from: &[InReview, Approved, Published], action: Action::Rate, to: To::Stays },
    Way { from: &[InProgress], action: Action::GiveBack, to: To::Is(Assigned) },
    Way {
        from: &[Assigned, InReview, Rework, Approved, Published, Monitoring],
        action: Action::GiveBack,
        to: To::Stays,
    },
    // A late part of an album joins its incident whatever has become of it.
    Way { from: Status::ALL, action: Action::Add, to: To::Stays },
    Way { from: Status::ALL, action: Action::Edit, to: To::Stays },
];

/// The status after `action`, or why it cannot be done now.
pub fn next(status: Status, action: Action, facts: &Facts) -> Result<Status, Refusal> {
    let way = WAYS.iter().find(|way| way.action == action && way.from.contains(&status));
    match way.ok_or(Refusal::NotFrom(status))?.to {
        To::Is(to) => Ok(to),
        To::Stays => Ok(status),
        To::ByUnit { chosen, none } => match facts.unit {
            Some(_) => Ok(chosen),
            None => none.ok_or(Refusal::NoUnit),
        },
        To::ByReview => match facts.unit.ok_or(Refusal::NoUnit)? {
            Review::Required => Ok(InReview),
            Review::Skipped => Ok(Approved),
        },
        To::ByReply => match facts.reply.ok_or(Refusal::NoReply)? {
            ReplyKind::Final => Ok(Published),
            ReplyKind::Interim => Ok(Monitoring),
        },
    }
}
