//! Who may do what: the posts of the domain page's §2 and §3 against actions.
//!
//! Posts add up. Whether the incident's status allows the action is another question, [`super::ways::next`].

use super::directory::Directory;
use super::ids::{PersonId, UnitCode};
use super::incident::codes;
use super::person::{Person, Post, Role};
use super::ways::Action;

/// One row: any of these posts may do this, under the condition. An action may have several rows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Permission {
    pub action: Action,
    pub posts: &'static [Role],
    pub condition: Condition,
}

/// What must hold besides the post.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Condition {
    Always,
    /// The reply in question is the actor's own.
    OwnReply,
    NobodyIsHead,
    /// No colleague has it.
    OwnWork,
}

/// The incident an action is about.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// The unit that answers now.
    pub unit: Option<&'a UnitCode>,
    /// Who wrote the reply the action is about.
    pub reply_author: Option<PersonId>,
    /// Who has it now.
    pub assignee: Option<PersonId>,
    pub head: HeadPost,
    pub directory: &'a Directory,
}

/// Whether the centre has a head at all.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum HeadPost {
    Held,
    Vacant,
}

codes! {
    /// What one may do beside incidents.
    Right {
        /// Invite and remove; whom, is told by [`may_manage`].
        People = "people",
        /// Make a group a digest group.
        Bind = "bind",
        Settings = "settings",
        /// Take the register away as a file; written to the history.
        Export = "export",
        /// Read the digest, and the rating of every unit.
        Reports = "reports",
    }
}

use Condition::{Always, NobodyIsHead, OwnReply, OwnWork};
use Role::{Admin, Chief, Coordinator, Curator, Head, Lead, Media, Observer, Operator, Recipient};

/// As the page has it, but that leads may also answer: a unit may have nobody else. What a post may do for another one is added by [`STANDS_FOR`].
pub const PERMISSIONS: &[Permission] = &[
    Permission { action: Action::Create, posts: &[Operator], condition: Always },
    Permission { action: Action::Register, posts: &[Operator], condition: Always },
    Permission { action: Action::Unregister, posts: &[Operator], condition: Always },
    Permission { action: Action::Reject, posts: &[Operator], condition: Always },
    Permission { action: Action::Duplicate, posts: &[Operator], condition: Always },
    Permission { action: Action::Followed, posts: &[Operator], condition: Always },
    Permission { action: Action::Assign, posts: &[Operator], condition: Always },
    Permission { action: Action::Accept, posts: &[Recipient, Lead], condition: Always },
    Permission { action: Action::AcceptFor, posts: &[Operator], condition: Always },
    Permission { action: Action::Write, posts: &[Recipient, Lead], condition: Always },
    Permission { action: Action::WriteFor, posts: &[Operator], condition: Always },
    // An operator sends and withdraws what he wrote for the recipient.
    Permission { action: Action::Send, posts: &[Recipient, Lead, Operator], condition: OwnReply },
    Permission { action: Action::Interim, posts: &[Recipient, Lead, Operator], condition: OwnReply },
    // What a colleague has accepted, only the lead gives away.
    Permission { action: Action::NotOurs, posts: &[Recipient], condition: OwnWork },
    Permission { action: Action::NotOurs, posts: &[Lead], condition: Always },
    Permission { action: Action::HandOver, posts: &[Recipient], condition: OwnWork },
    Permission { action: Action::HandOver, posts: &[Lead], condition: Always },
    Permission { action: Action::Withdraw, posts: &[Recipient, Lead, Operator], condition: OwnReply },
    Permission { action: Action::Approve, posts: &[Coordinator], condition: Always },
    Permission { action: Action::Return, posts: &[Coordinator], condition: Always },
    Permission { action: Action::Publish, posts: &[Media, Coordinator], condition: Always },
    // Follows from the removal of a person, which is another right.
    Permission { action: Action::GiveBack, posts: &[], condition: Always },
    // The clock is nobody's post.
    Permission { action: Action::Recount, posts: &[], condition: Always },
    Permission { action: Action::PromisedDay, posts: &[], condition: Always },
    Permission { action: Action::ChangeLink, posts: &[Media, Coordinator], condition: Always },
    Permission { action: Action::Close, posts: &[Media, Coordinator], condition: Always },
    Permission { action: Action::Reopen, posts: &[Operator, Coordinator], condition: Always },
    Permission { action: Action::ChooseUnit, posts: &[Operator], condition: Always },
    Permission { action: Action::ChangeTopic, posts: &[Operator], condition: Always },
    Permission { action: Action::ChangeImportance, posts: &[Operator], condition: Always },
    Permission { action: Action::ChangePlace, posts: &[Operator], condition: Always },
    Permission { action: Action::ChangeDue, posts: &[Operator], condition: Always },
    Permission { action: Action::AskExtension, posts: &[Recipient, Lead], condition: Always },
    Permission { action: Action::Extend, posts: &[Head], condition: Always },
    Permission { action: Action::Extend, posts: &[Coordinator], condition: NobodyIsHead },
    Permission { action: Action::RefuseExtension, posts: &[Head], condition: Always },
    Permission { action: Action::RefuseExtension, posts: &[Coordinator], condition: NobodyIsHead },
    Permission { action: Action::Rate, posts: &[Coordinator], condition: Always },
    Permission { action: Action::Add, posts: &[Operator], condition: Always },
    Permission { action: Action::Edit, posts: &[Operator], condition: Always },
];

/// Posts that may do what others may: a coordinator does «all an operator does», a head what these three do.
pub const STANDS_FOR: &[(Role, &[Role])] = &[(Coordinator, &[Operator]), (Head, &[Operator, Coordinator, Media])];

/// Rights beside incidents, spelled out: [`STANDS_FOR`] does not add to them.
pub const RIGHTS: &[(Right, &[Role])] = &[
    (Right::People, &[Admin, Head, Lead]),
    (Right::Bind, &[Head, Coordinator, Admin]),
    (Right::Settings, &[Head, Coordinator, Admin]),
    (Right::Export, &[Head, Observer]),
    (Right::Reports, &[Operator, Coordinator, Media, Head, Curator, Chief, Observer]),
];

/// Who may invite and remove the holders of which posts; a lead, those of own unit only.
pub const MANAGES: &[(Role, &[Role])] = &[
    (Admin, Role::ALL),
    (Head, &[Operator, Coordinator, Media, Head, Recipient, Lead, Curator, Chief, Observer]),
    (Lead, &[Recipient]),
];

/// Recipients and leads act on incidents of own unit and the units below it, others on all.
pub fn may(person: &Person, action: Action, matter: &Matter<'_>) -> bool {
    PERMISSIONS
        .iter()
        .filter(|row| row.action == action && holds_true(row.condition, person, matter))
        .any(|row| person.acts_with().any(|post| row.posts.iter().any(|role| acts_as(post, *role, matter))))
}

/// Whether the person may use a right that is about no incident.
pub fn has_right(person: &Person, right: Right) -> bool {
    RIGHTS.iter().any(|(given, roles)| *given == right && roles.iter().any(|role| person.holds_himself(*role)))
}

/// Whether the person may invite somebody to exactly these posts, or remove somebody who holds them.
pub fn may_manage(person: &Person, posts: &[Post]) -> bool {
    // Holding no post says nothing about a unit, so a lead has no say.
    let somebody = !posts.is_empty() || person.holds_himself(Admin) || person.holds_himself(Head);
    somebody && posts.iter().all(|wanted| person.posts.iter().any(|own| manages(own, wanted)))
}

/// The roles the person may invite somebody to; in which units, is told by [`may_manage`].
pub fn may_give(person: &Person) -> Vec<Role> {
    let given =
        |role: &Role| MANAGES.iter().any(|(manager, roles)| person.holds_himself(*manager) && roles.contains(role));
    Role::ALL.iter().copied().filter(given).collect()
}

fn holds_true(condition: Condition, person: &Person, matter: &Matter<'_>) -> bool {
    match condition {
        Always => true,
        OwnReply => matter.reply_author == Some(person.id),
        NobodyIsHead => matter.head == HeadPost::Vacant,
        OwnWork => matter.assignee.is_none_or(|holder| person.acts_as(holder)),
    }
}

fn acts_as(post: &Post, role: Role, matter: &Matter<'_>) -> bool {
    let stands = STANDS_FOR.iter().any(|(deputy, others)| *deputy == post.role && others.contains(&role));
    (post.role == role || stands) && is_in_reach(post, matter)
}

fn is_in_reach(post: &Post, matter: &Matter<'_>) -> bool {
    match (post.role, &post.unit, matter.unit) {
        (Recipient | Lead, Some(own), Some(unit)) => matter.directory.is_within(unit, own),
        (Recipient | Lead, _, _) => false,
        _ => true,
    }
}

fn manages(own: &Post, wanted: &Post) -> bool {
    let listed = MANAGES.iter().any(|(role, roles)| *role == own.role && roles.contains(&wanted.role));
    let reaches = own.role != Lead || (own.unit.is_some() && own.unit == wanted.unit);
    listed && reaches
}
