//! People, their posts, and whether they can be reached.

use super::db::Tx;
use super::error::{StoreError, code};
use super::sql::sql;
use crate::domain::directory::Language;
use crate::domain::ids::{ChatId, PersonId, SphereCode, UnitCode};
use crate::domain::moment::Moment;
use crate::domain::person::{Listed, Person, Post, Role, StandsIn};
use crate::domain::roster::Member;

/// Rows of one person stand together: one for each post, or one without.
#[derive(sqlx::FromRow)]
struct MemberRow {
    id: i64,
    chat: i64,
    name: String,
    language: Option<String>,
    added_at: i64,
    is_removed: bool,
    has_started: bool,
    role: Option<String>,
    unit: Option<String>,
    sphere: Option<String>,
}

impl MemberRow {
    fn member(&self) -> Result<Member, StoreError> {
        let language = self.language.as_deref().map(|language| code("person", self.id, language)).transpose()?;
        Ok(Member {
            person: Person {
                id: PersonId(self.id),
                chat: ChatId(self.chat),
                name: self.name.clone(),
                language,
                posts: Vec::new(),
                stands_in: StandsIn::default(),
            },
            added_at: Moment::from_millis(self.added_at),
            is_removed: self.is_removed,
            has_started: self.has_started,
        })
    }

    fn post(self) -> Result<Option<Post>, StoreError> {
        let Some(role) = self.role else { return Ok(None) };
        Ok(Some(Post {
            role: code("post", self.id, &role)?,
            unit: self.unit.filter(|unit| !unit.is_empty()).map(UnitCode),
            sphere: self.sphere.filter(|sphere| !sphere.is_empty()).map(SphereCode),
        }))
    }
}

/// Everybody who was ever invited, in the order they came; [`Tx::roster`] has them in memory.
pub(super) async fn members(tx: &mut Tx) -> Result<Vec<Member>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as MemberRow,
        "SELECT p.id, p.chat, p.name, p.language, p.added_at, p.removed_at IS NOT NULL AS is_removed,
                p.started_at IS NOT NULL AS has_started, o.role, o.unit, o.sphere
         FROM person p LEFT JOIN post o ON o.person_id = p.id ORDER BY p.id, o.role, o.unit"
    )?;
    let mut members: Vec<Member> = Vec::new();
    for row in rows {
        if members.last().is_none_or(|member| member.person.id.0 != row.id) {
            members.push(row.member()?);
        }
        if let (Some(member), Some(post)) = (members.last_mut(), row.post()?) {
            member.person.posts.push(post);
        }
    }
    Ok(members)
}

/// Conversations that refuse us; [`Tx::roster`] has them in memory.
pub(super) async fn all_unreachable(tx: &mut Tx) -> Result<Vec<ChatId>, StoreError> {
    let rows = sql!(tx, fetch_all as (i64,), "SELECT chat FROM unreachable")?;
    Ok(rows.into_iter().map(|(chat,)| ChatId(chat)).collect())
}

/// The person behind an account, unless removed or never invited.
pub async fn by_chat(tx: &mut Tx, chat: ChatId) -> Result<Option<Person>, StoreError> {
    Ok(tx.roster().await?.by_chat(chat).cloned())
}

/// One person; somebody removed is still found, without posts.
pub async fn by_id(tx: &mut Tx, id: PersonId) -> Result<Option<Person>, StoreError> {
    Ok(tx.roster().await?.by_id(id).cloned())
}

/// Everybody who was not removed, in the order they came.
pub async fn all(tx: &mut Tx) -> Result<Vec<Person>, StoreError> {
    Ok(tx.roster().await?.all().cloned().collect())
}

/// Everybody who holds `role`, of whatever unit.
pub async fn with_role(tx: &mut Tx, role: Role) -> Result<Vec<Person>, StoreError> {
    Ok(tx.roster().await?.with_role(role).cloned().collect())
}

/// Everybody who holds the first of these roles that somebody holds.
pub async fn with_first(tx: &mut Tx, roles: &[Role]) -> Result<Vec<Person>, StoreError> {
    Ok(tx.roster().await?.with_first(roles).into_iter().cloned().collect())
}

/// Everybody who holds `role` in exactly this unit.
pub async fn of_unit(tx: &mut Tx, unit: &UnitCode, role: Role) -> Result<Vec<Person>, StoreError> {
    Ok(tx.roster().await?.of_unit(unit, role).cloned().collect())
}

/// Everybody who may answer for a unit, recipients first, and nobody twice.
pub async fn colleagues(tx: &mut Tx, unit: &UnitCode) -> Result<Vec<Person>, StoreError> {
    Ok(tx.roster().await?.colleagues(unit).into_iter().cloned().collect())
}

/// Adds somebody who is not there, or lets somebody removed come back; gives the posts either way.
pub async fn add(tx: &mut Tx, chat: ChatId, name: &str, posts: &[Post], now: Moment) -> Result<PersonId, StoreError> {
    tx.alters_roster().await?;
    // A stranger whom our one line has reached has pressed Start already.
    let (id,) = sql!(
        tx,
        fetch_one as (i64,),
        "INSERT INTO person (chat, name, added_at, started_at)
         VALUES ($1, $2, $3, (SELECT MIN(queued_at) FROM outbox WHERE chat = $1 AND message_id IS NOT NULL))
         ON CONFLICT (chat) DO UPDATE SET name = excluded.name, removed_at = NULL, menu = NULL RETURNING id",
        chat.0,
        name,
        now.millis()
    )?;
    give(tx, PersonId(id), posts).await?;
    Ok(PersonId(id))
}

/// Gives somebody these posts too.
pub async fn give(tx: &mut Tx, id: PersonId, posts: &[Post]) -> Result<(), StoreError> {
    tx.alters_roster().await?;
    for post in posts {
        sql!(
            tx,
            "INSERT INTO post (person_id, role, unit, sphere) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            id.0,
            post.role.code(),
            post.unit.as_ref().map_or("", UnitCode::as_str),
            post.sphere.as_ref().map_or("", SphereCode::as_str)
        )?;
    }
    super::menus::expire(tx, id).await
}

/// Takes one post away.
pub async fn take(tx: &mut Tx, id: PersonId, post: &Post) -> Result<(), StoreError> {
    tx.alters_roster().await?;
    sql!(
        tx,
        "DELETE FROM post WHERE person_id = $1 AND role = $2 AND unit = $3 AND sphere = $4",
        id.0,
        post.role.code(),
        post.unit.as_ref().map_or("", UnitCode::as_str),
        post.sphere.as_ref().map_or("", SphereCode::as_str)
    )?;
    super::menus::expire(tx, id).await
}

/// Another name, as colleagues know the person.
pub async fn rename(tx: &mut Tx, id: PersonId, name: &str) -> Result<(), StoreError> {
    tx.alters_roster().await?;
    sql!(tx, "UPDATE person SET name = $2 WHERE id = $1", id.0, name)?;
    Ok(())
}

/// The person has pressed Start or written; `true` the first time.
pub async fn started(tx: &mut Tx, id: PersonId, now: Moment) -> Result<bool, StoreError> {
    if tx.roster().await?.has_started(id) {
        return Ok(false);
    }
    tx.alters_roster().await?;
    let rows = sql!(tx, "UPDATE person SET started_at = $2 WHERE id = $1 AND started_at IS NULL", id.0, now.millis())?;
    Ok(rows == 1)
}

/// Until the end of the transaction nobody else gives or takes power over people: two admins who remove each
/// other at the same instant would leave none.
pub async fn alone(tx: &mut Tx) -> Result<(), StoreError> {
    sql!(tx, "UPDATE directory_state SET version = version WHERE id = 1")?;
    tx.look_again();
    Ok(())
}

/// Everybody who was not removed, with what the list of people tells, in the order they came.
pub async fn listed(tx: &mut Tx) -> Result<Vec<Listed>, StoreError> {
    Ok(tx.roster().await?.listed().collect())
}

/// The language the person wants to be spoken to in.
pub async fn speak(tx: &mut Tx, id: PersonId, language: Language) -> Result<(), StoreError> {
    tx.alters_roster().await?;
    sql!(tx, "UPDATE person SET language = $2, menu = NULL WHERE id = $1", id.0, language.code())?;
    Ok(())
}

/// Takes all posts away. The name stays, because the history names it.
pub async fn remove(tx: &mut Tx, id: PersonId, now: Moment) -> Result<(), StoreError> {
    tx.alters_roster().await?;
    sql!(tx, "DELETE FROM post WHERE person_id = $1", id.0)?;
    sql!(tx, "UPDATE person SET removed_at = $2, menu = NULL WHERE id = $1", id.0, now.millis())?;
    Ok(())
}

/// Remembers that a conversation refuses us; `true` when this is news.
pub async fn unreachable(tx: &mut Tx, chat: ChatId, reason: &str, now: Moment) -> Result<bool, StoreError> {
    if tx.roster().await?.is_unreachable(chat) {
        return Ok(false);
    }
    tx.alters_roster().await?;
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
    if !tx.roster().await?.is_unreachable(chat) {
        return Ok(false);
    }
    tx.alters_roster().await?;
    let rows = sql!(tx, "DELETE FROM unreachable WHERE chat = $1", chat.0)?;
    Ok(rows == 1)
}
