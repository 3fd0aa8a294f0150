//! `[[person]]`: people the file names; others come by invite.

use super::problem::Problem;
use super::table::Table;
use crate::domain::directory::Section;
use crate::domain::ids::ChatId;
use crate::domain::person::{Post, Role};

/// Somebody to add if he is not there yet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PersonEntry {
    /// The person's account, which is also the private conversation.
    pub telegram_id: ChatId,
    pub name: String,
    pub posts: Vec<Post>,
}

pub(super) fn read(root: &Table<'_>) -> Vec<PersonEntry> {
    let mut seen: Vec<(ChatId, usize)> = Vec::new();
    root.entries(Section::Person, "telegram_id", |table| {
        let id = table.required("telegram_id").and_then(|field| field.integer(1..=i64::MAX, "an account's number"));
        let telegram_id = ChatId(id.unwrap_or_default());
        match seen.iter().find(|(known, _)| id.is_some() && *known == telegram_id) {
            Some((_, line)) => table.reject(Problem::Taken { value: telegram_id.to_string(), first_line: *line }),
            None => seen.push((telegram_id, table.line())),
        }
        PersonEntry { telegram_id, name: table.name("name"), posts: posts(table) }
    })
}

fn posts(table: &Table<'_>) -> Vec<Post> {
    let (unit, sphere) = (table.unit("unit"), table.sphere());
    let Some(field) = table.required("roles") else { return Vec::new() };
    let items = field.items();
    let roles: Vec<_> = items.iter().filter_map(|item| item.one_of(Role::ALL, Role::code)).collect();
    if roles.len() < items.len() {
        // Which unit and sphere are needed is known only when every role is.
        return Vec::new();
    }
    Post::all(&roles, unit.as_ref(), sphere.as_ref()).unwrap_or_else(|error| {
        field.reject(Problem::Posts(error));
        Vec::new()
    })
}
