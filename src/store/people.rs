//! People, their posts, and whether they can be reached.

use super::db::Tx;
use super::error::{StoreError, code};
use super::sql::sql;
use crate::domain::directory::Language;
use crate::domain::ids::{ChatId, PersonId, SphereCode, UnitCode};
use crate::domain::moment::Moment;
use crate::domain::person::{Person, Post, Role};

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: i64,
    chat: i64,
    name: String,
    language: Option<String>,
    role: Option<String>,
    unit: Option<String>,
    sphere: Option<String>,
}

/// Rows of one person stand together: one for each post, or one without.
fn gather(rows: Vec<PersonRow>) -> Result<Vec<Person>, StoreError> {
    let mut people: Vec<Person> = Vec::new();
    for row in rows {
        if people.last().is_none_or(|person| person.id.0 != row.id) {
            people.push(Person {
                id: PersonId(row.id),
                chat: ChatId(row.chat),
                name: row.name.clone(),
                language: row.language.as_deref().map(|language| code("person", row.id, language)).transpose()?,
                posts: Vec::new(),
            });
        }
        if let (Some(person), Some(role)) = (people.last_mut(), &row.role) {
            person.posts.push(Post {
                role: code("post", row.id, role)?,
                unit: row.unit.filter(|unit| !unit.is_empty()).map(UnitCode),
                sphere: row.sphere.filter(|sphere| !sphere.is_empty()).map(SphereCode),
            });
        }
    }
    Ok(people)
}

/// The person behind an account, unless removed or never invited.
pub async fn by_chat(tx: &mut Tx, chat: ChatId) -> Result<Option<Person>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as PersonRow,
        "SELECT p.id, p.chat, p.name, p.language, o.role, o.unit, o.sphere FROM person p
         LEFT JOIN post o ON o.person_id = p.id
         WHERE p.chat = $1 AND p.removed_at IS NULL ORDER BY p.id, o.role, o.unit",
        chat.0
    )?;
    Ok(gather(rows)?.pop())
}

/// One person; somebody removed is still found, without posts.
pub async fn by_id(tx: &mut Tx, id: PersonId) -> Result<Option<Person>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as PersonRow,
        "SELECT p.id, p.chat, p.name, p.language, o.role, o.unit, o.sphere FROM person p
         LEFT JOIN post o ON o.person_id = p.id WHERE p.id = $1 ORDER BY o.role, o.unit",
        id.0
    )?;
    Ok(gather(rows)?.pop())
}

/// Everybody who was not removed, in the order they came.
pub async fn all(tx: &mut Tx) -> Result<Vec<Person>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as PersonRow,
        "SELECT p.id, p.chat, p.name, p.language, o.role, o.unit, o.sphere FROM person p
         LEFT JOIN post o ON o.person_id = p.id WHERE p.removed_at IS NULL ORDER BY p.id, o.role, o.unit"
    )?;
    gather(rows)
}

/// Everybody who holds `role`, of whatever unit.
pub async fn with_role(tx: &mut Tx, role: Role) -> Result<Vec<Person>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as PersonRow,
        "SELECT p.id, p.chat, p.name, p.language, o.role, o.unit, o.sphere FROM person p
         JOIN post o ON o.person_id = p.id
         WHERE p.removed_at IS NULL AND p.id IN (SELECT person_id FROM post WHERE role = $1)
         ORDER BY p.id, o.role, o.unit",
        role.code()
    )?;
    gather(rows)
}

/// Everybody who holds the first of these roles that somebody holds.
pub async fn with_first(tx: &mut Tx, roles: &[Role]) -> Result<Vec<Person>, StoreError> {
    for role in roles {
        let people = with_role(tx, *role).await?;
        if !people.is_empty() {
            return Ok(people);
        }
    }
    Ok(Vec::new())
}

/// Everybody who holds `role` in exactly this unit.
pub async fn of_unit(tx: &mut Tx, unit: &UnitCode, role: Role) -> Result<Vec<Person>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as PersonRow,
        "SELECT p.id, p.chat, p.name, p.language, o.role, o.unit, o.sphere FROM person p
         JOIN post o ON o.person_id = p.id
         WHERE p.removed_at IS NULL AND p.id IN (SELECT person_id FROM post WHERE role = $1 AND unit = $2)
         ORDER BY p.id, o.role, o.unit",
        role.code(),
        unit.as_str()
    )?;
    gather(rows)
}

/// Who answers for a unit: its recipients, or where it has none its leads.
pub async fn answering(tx: &mut Tx, unit: &UnitCode) -> Result<Vec<Person>, StoreError> {
    let recipients = of_unit(tx, unit, Role::Recipient).await?;
    if recipients.is_empty() { of_unit(tx, unit, Role::Lead).await } else { Ok(recipients) }
}

/// Adds somebody who is not there, or lets somebody removed come back; gives the posts either way.
pub async fn add(tx: &mut Tx, chat: ChatId, name: &str, posts: &[Post], now: Moment) -> Result<PersonId, StoreError> {
    let (id,) = sql!(
        tx,
        fetch_one as (i64,),
        "INSERT INTO person (chat, name, added_at) VALUES ($1, $2, $3)
         ON CONFLICT (chat) DO UPDATE SET name = excluded.name, removed_at = NULL, menu = NULL RETURNING id",
        chat.0,
        name,
        now.millis()
    )?;
    for post in posts {
        sql!(
            tx,
            "INSERT INTO post (person_id, role, unit, sphere) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            id,
            post.role.code(),
            post.unit.as_ref().map_or("", UnitCode::as_str),
            post.sphere.as_ref().map_or("", SphereCode::as_str)
        )?;
    }
    Ok(PersonId(id))
}

/// The language the person wants to be spoken to in.
pub async fn speak(tx: &mut Tx, id: PersonId, language: Language) -> Result<(), StoreError> {
    sql!(tx, "UPDATE person SET language = $2, menu = NULL WHERE id = $1", id.0, language.code())?;
    Ok(())
}

/// Takes all posts away. The name stays, because the history names it.
pub async fn remove(tx: &mut Tx, id: PersonId, now: Moment) -> Result<(), StoreError> {
    sql!(tx, "DELETE FROM post WHERE person_id = $1", id.0)?;
    sql!(tx, "UPDATE person SET removed_at = $2, menu = NULL WHERE id = $1", id.0, now.millis())?;
    Ok(())
}

/// Remembers that a conversation refuses us; `true` when this is news.
pub async fn unreachable(tx: &mut Tx, chat: ChatId, reason: &str, now: Moment) -> Result<bool, StoreError> {
    let rows = sql!(
        tx,
        "INSERT INTO unreachable (chat, since, reason) VALUES ($1, $2, $3) ON CONFLICT (chat) DO NOTHING",
        chat.0,
        now.millis(),
        reason
    )?;
    Ok(rows == 1)
}

/// Forgets that a conversation refused us; `true` when this is news.
pub async fn reachable(tx: &mut Tx, chat: ChatId) -> Result<bool, StoreError> {
    Ok(sql!(tx, "DELETE FROM unreachable WHERE chat = $1", chat.0)? == 1)
}

/// Which of these conversations refuse us.
pub async fn is_unreachable(tx: &mut Tx, chat: ChatId) -> Result<bool, StoreError> {
    Ok(sql!(tx, fetch_optional as (i64,), "SELECT chat FROM unreachable WHERE chat = $1", chat.0)?.is_some())
}
