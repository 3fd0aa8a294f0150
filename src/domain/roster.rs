//! Everybody the centre knows: who holds what, who is away, and who can be reached.

use std::collections::{HashMap, HashSet};

use super::absence::Absences;
use super::ids::{ChatId, PersonId, UnitCode};
use super::moment::Moment;
use super::person::{Listed, Person, Reach, Role};

/// Somebody who was invited once.
#[derive(Clone, Debug)]
pub struct Member {
    /// With the own posts alone; without any where removed.
    pub person: Person,
    pub added_at: Moment,
    pub is_removed: bool,
    /// Start was pressed.
    pub has_started: bool,
}

/// All of them at one moment. Lists are in the order in which people came.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    members: Vec<Member>,
    by_id: HashMap<PersonId, usize>,
    by_chat: HashMap<ChatId, usize>,
    absences: Absences,
    /// Conversations that refuse us, groups too.
    unreachable: HashSet<ChatId>,
}

impl Roster {
    #[must_use]
    pub fn new(members: Vec<Member>, absences: Absences, unreachable: HashSet<ChatId>) -> Self {
        let places = || members.iter().enumerate();
        let by_id = places().map(|(at, member)| (member.person.id, at)).collect();
        let by_chat = places().map(|(at, member)| (member.person.chat, at)).collect();
        Self { members, by_id, by_chat, absences, unreachable }
    }

    /// Who is away now.
    #[must_use]
    pub const fn absences(&self) -> &Absences {
        &self.absences
    }

    /// Everybody who was not removed.
    pub fn all(&self) -> impl Iterator<Item = &Person> {
        self.there().map(|member| &member.person)
    }

    /// The same, with what the list of people tells.
    pub fn listed(&self) -> impl Iterator<Item = Listed> {
        self.there().map(|member| Listed {
            person: member.person.clone(),
            since: member.added_at,
            reach: self.reach(member),
        })
    }

    /// The person behind an account, unless removed or never invited.
    #[must_use]
    pub fn by_chat(&self, chat: ChatId) -> Option<&Person> {
        let member = &self.members[*self.by_chat.get(&chat)?];
        (!member.is_removed).then_some(&member.person)
    }

    /// One person; somebody removed is still found, without posts.
    #[must_use]
    pub fn by_id(&self, id: PersonId) -> Option<&Person> {
        Some(&self.member(id)?.person)
    }

    /// One person with the posts of everybody for whom he stands in.
    #[must_use]
    pub fn acting(&self, id: PersonId) -> Option<Person> {
        Some(self.standing_in(self.by_id(id)?))
    }

    /// A person with the posts of everybody for whom he stands in. Whoever has left stands in for nobody.
    #[must_use]
    pub fn standing_in(&self, person: &Person) -> Person {
        let mut person = person.clone();
        if self.absences.is_empty() || person.posts.is_empty() {
            return person;
        }
        for away in self.absences.stood_for(person.id) {
            let Some(other) = self.by_id(away) else { continue };
            person.stands_in.people.push(away);
            for post in &other.posts {
                if person.acts_with().all(|known| known != post) {
                    person.stands_in.posts.push(post.clone());
                }
            }
        }
        person
    }

    /// These people, or who stands in for them while they are away, if there is anybody; nobody twice.
    #[must_use]
    pub fn standing_in_for(&self, people: &[Person]) -> Vec<Person> {
        let mut there: Vec<Person> = Vec::new();
        for id in people.iter().filter_map(|person| self.absences.stands_in(person.id)) {
            if there.iter().all(|other| other.id != id) {
                there.extend(self.acting(id).filter(|deputy| !deputy.posts.is_empty()));
            }
        }
        there
    }

    /// Everybody who holds `role`, of whatever unit.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.all().filter(move |person| person.holds_himself(role))
    }

    /// Everybody who holds `role` in exactly this unit.
    pub fn of_unit(&self, unit: &UnitCode, role: Role) -> impl Iterator<Item = &Person> {
        self.all()
            .filter(move |person| person.posts.iter().any(|post| post.role == role && post.unit.as_ref() == Some(unit)))
    }

    /// Everybody who holds the first of these roles that somebody holds.
    #[must_use]
    pub fn with_first(&self, roles: &[Role]) -> Vec<&Person> {
        let holders = roles.iter().map(|role| self.with_role(*role).collect::<Vec<_>>());
        holders.into_iter().find(|people| !people.is_empty()).unwrap_or_default()
    }

    /// Everybody who may answer for a unit, recipients first, and nobody twice.
    #[must_use]
    pub fn colleagues(&self, unit: &UnitCode) -> Vec<&Person> {
        let mut people: Vec<_> = self.of_unit(unit, Role::Recipient).collect();
        for lead in self.of_unit(unit, Role::Lead) {
            if people.iter().all(|person| person.id != lead.id) {
                people.push(lead);
            }
        }
        people
    }

    /// Who answers for a unit: its recipients, or where it has none its leads.
    #[must_use]
    pub fn answering(&self, unit: &UnitCode) -> Vec<&Person> {
        let recipients: Vec<_> = self.of_unit(unit, Role::Recipient).collect();
        if recipients.is_empty() { self.of_unit(unit, Role::Lead).collect() } else { recipients }
    }

    /// Somebody who answers for the unit, or stands in for who does, gets our messages.
    #[must_use]
    pub fn is_staffed(&self, unit: &UnitCode) -> bool {
        let there = |person: &&Person| self.absences.stands_in(person.id);
        self.answering(unit).iter().filter_map(there).any(|id| self.gets_messages(id))
    }

    /// The person has pressed Start, was not removed, and does not refuse our messages.
    #[must_use]
    pub fn gets_messages(&self, id: PersonId) -> bool {
        self.member(id).is_some_and(|member| !member.is_removed && self.reach(member) == Reach::Reached)
    }

    /// Start was pressed.
    #[must_use]
    pub fn has_started(&self, id: PersonId) -> bool {
        self.member(id).is_some_and(|member| member.has_started)
    }

    /// The conversation refuses us.
    #[must_use]
    pub fn is_unreachable(&self, chat: ChatId) -> bool {
        self.unreachable.contains(&chat)
    }

    fn there(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| !member.is_removed)
    }

    fn member(&self, id: PersonId) -> Option<&Member> {
        Some(&self.members[*self.by_id.get(&id)?])
    }

    fn reach(&self, member: &Member) -> Reach {
        match (member.has_started, self.is_unreachable(member.person.chat)) {
            // Telegram refuses both, but only one of them has ever been here.
            (false, _) => Reach::NotStarted,
            (true, true) => Reach::Lost,
            (true, false) => Reach::Reached,
        }
    }
}
