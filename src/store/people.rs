//! People, their posts, and whether they can be reached.

use super::absences;
use super::db::Tx;
use super::error::{StoreError, code};
use super::sql::sql;
use crate::domain::absence::Absences;
use crate::domain::directory::Language;
use crate::domain::ids::{ChatId, PersonId, SphereCode, UnitCode};
use crate::domain::moment::Moment;
use crate::domain::person::{Listed, Person, Post, Reach, Role, StandsIn};

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
                stands_in: StandsIn::default(),
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

/// One person with the posts of everybody for whom he stands in.
pub async fn acting(tx: &mut Tx, id: PersonId) -> Result<Option<Person>, StoreError> {
    let absences = absences::current(tx).await?;
    acting_among(tx, id, &absences).await
}

/// The same, where it is known who is away.
pub async fn acting_among(tx: &mut Tx, id: PersonId, absences: &Absences) -> Result<Option<Person>, StoreError> {
    let Some(mut person) = by_id(tx, id).await? else { return Ok(None) };
    stand_in(tx, &mut person, absences).await?;
    Ok(Some(person))
}

/// Gives a person the posts of everybody for whom he stands in. Whoever has left stands in for nobody.
pub async fn stand_in(tx: &mut Tx, person: &mut Person, absences: &Absences) -> Result<(), StoreError> {
    if absences.is_empty() || person.posts.is_empty() {
        return Ok(());
    }
    for away in absences.stood_for(person.id) {
        let Some(other) = by_id(tx, away).await? else { continue };
        person.stands_in.people.push(away);
        for post in other.posts {
            if person.acts_with().all(|known| *known != post) {
                person.stands_in.posts.push(post);
            }
        }
    }
    Ok(())
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

/// Everybody who may answer for a unit, recipients first, and nobody twice.
pub async fn colleagues(tx: &mut Tx, unit: &UnitCode) -> Result<Vec<Person>, StoreError> {
    let mut people = of_unit(tx, unit, Role::Recipient).await?;
    for lead in of_unit(tx, unit, Role::Lead).await? {
        if people.iter().all(|person| person.id != lead.id) {
            people.push(lead);
        }
    }
    Ok(people)
}

/// Adds somebody who is not there, or lets somebody removed come back; gives the posts either way.
pub async fn add(tx: &mut Tx, chat: ChatId, name: &str, posts: &[Post], now: Moment) -> Result<PersonId, StoreError> {
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
    sql!(tx, "UPDATE person SET name = $2 WHERE id = $1", id.0, name)?;
    Ok(())
}

/// The person has pressed Start or written; `true` the first time.
pub async fn started(tx: &mut Tx, id: PersonId, now: Moment) -> Result<bool, StoreError> {
    let rows = sql!(tx, "UPDATE person SET started_at = $2 WHERE id = $1 AND started_at IS NULL", id.0, now.millis())?;
    Ok(rows == 1)
}

/// Until the end of the transaction nobody else gives or takes power over people: two admins who remove each
/// other at the same instant would leave none.
pub async fn alone(tx: &mut Tx) -> Result<(), StoreError> {
    sql!(tx, "UPDATE directory_state SET version = version WHERE id = 1")?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: i64,
    added_at: i64,
    started: bool,
    lost: bool,
}

/// Everybody who was not removed, with what the list of people tells, in the order they came.
pub async fn listed(tx: &mut Tx) -> Result<Vec<Listed>, StoreError> {
    let rows = sql!(
        tx,
        fetch_all as ListedRow,
        "SELECT p.id, p.added_at, p.started_at IS NOT NULL AS started, u.chat IS NOT NULL AS lost FROM person p
         LEFT JOIN unreachable u ON u.chat = p.chat WHERE p.removed_at IS NULL ORDER BY p.id"
    )?;
    let told = |(person, row): (Person, ListedRow)| Listed {
        person,
        since: Moment::from_millis(row.added_at),
        reach: reach(row.started, row.lost),
    };
    // One order and one transaction, and whoever comes meanwhile stands at the end of one of the two.
    let pairs = all(tx).await?.into_iter().zip(rows);
    Ok(pairs.filter(|(person, row)| person.id.0 == row.id).map(told).collect())
}

const fn reach(started: bool, lost: bool) -> Reach {
    match (started, lost) {
        // Telegram refuses both, but only one of them has ever been here.
        (false, _) => Reach::NotStarted,
        (true, true) => Reach::Lost,
        (true, false) => Reach::Reached,
    }
}

/// Somebody who answers for the unit, or stands in for who does, gets our messages.
pub async fn is_staffed(tx: &mut Tx, unit: &UnitCode) -> Result<bool, StoreError> {
    let absences = absences::current(tx).await?;
    if absences.is_empty() {
        return is_staffed_by_own(tx, unit).await;
    }
    for person in answering(tx, unit).await? {
        if let Some(there) = absences.stands_in(person.id)
            && gets_messages(tx, there).await?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn is_staffed_by_own(tx: &mut Tx, unit: &UnitCode) -> Result<bool, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64,),
        "SELECT p.id FROM post o JOIN person p ON p.id = o.person_id
         WHERE o.unit = $1 AND p.removed_at IS NULL AND p.started_at IS NOT NULL
           AND p.chat NOT IN (SELECT chat FROM unreachable)
           AND o.role = CASE WHEN EXISTS (SELECT r.person_id FROM post r WHERE r.unit = $1 AND r.role = 'recipient')
                        THEN 'recipient' ELSE 'lead' END
         LIMIT 1",
        unit.as_str()
    )?;
    Ok(row.is_some())
}

/// The person has pressed Start, was not removed, and does not refuse our messages.
pub async fn gets_messages(tx: &mut Tx, id: PersonId) -> Result<bool, StoreError> {
    let row = sql!(
        tx,
        fetch_optional as (i64,),
        "SELECT id FROM person WHERE id = $1 AND removed_at IS NULL AND started_at IS NOT NULL
             AND chat NOT IN (SELECT chat FROM unreachable)",
        id.0
    )?;
    Ok(row.is_some())
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
