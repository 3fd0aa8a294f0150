//! What a message means, as a table: who sends what in which situation, and what becomes of it.
//!
//! A row is a message, a column a situation; the columns of a person are told on both engines, cell by cell, in one
//! world: to open one costs as much as ten cells. `-`: there is nothing such a message could be sent to.

mod means;
mod sends;
mod stage;

use anyhow::{Context, Result, ensure};

use crate::engines::both_engines;
use means::Seen;
use stage::{Centre, OnePerson, Situation, Stage};

const OPERATOR: &str = "
                        | nothing        | draft just made | reason        | ended
command                 | command        | command         | command       | command
unknown command         | unknown        | unknown         | unknown       | unknown
text                    | new draft      | new draft       | answer        | new draft
reply to draft card     | more of draft  | more of draft   | answer        | more of draft
reply to incident card  | more of it     | more of it      | more of it    | more of it
reply to notice         | -              | -               | -             | -
reply to old card       | more of it     | more of it      | more of it    | more of it
reply to own message    | new draft      | new draft       | answer        | new draft
forward from channel    | new draft      | note            | new draft     | new draft
forward from hidden     | new draft      | note            | new draft     | new draft
first of album          | new draft      | new draft       | new draft     | new draft
later of album          | more of draft  | more of draft   | more of draft | more of draft
photo with caption      | new draft      | new draft       | answer        | new draft
document                | new draft      | new draft       | words wanted  | new draft
voice                   | new draft      | new draft       | words wanted  | new draft
location                | new draft      | new draft       | words wanted  | new draft
contact                 | new draft      | new draft       | answer        | new draft
sticker                 | new draft      | new draft       | words wanted  | new draft
edited                  | draft edited   | draft edited    | nothing       | draft edited
service message         | nothing        | nothing         | nothing       | nothing
";

const RECIPIENT: &str = "
                        | nothing        | writing        | which         | ended         | idle
command                 | command        | command        | command       | command       | command
unknown command         | unknown        | unknown        | unknown       | unknown       | unknown
text                    | which?         | reply          | which?        | which?        | no incidents
reply to draft card     | -              | -              | -             | -             | -
reply to incident card  | reply          | reply          | reply         | reply         | -
reply to notice         | reply          | reply          | reply         | reply         | -
reply to old card       | reply          | reply          | reply         | reply         | -
reply to own message    | which?         | reply          | which?        | which?        | no incidents
forward from channel    | which?         | reply          | which?        | which?        | no incidents
forward from hidden     | which?         | reply          | which?        | which?        | no incidents
first of album          | which?         | reply          | which?        | which?        | no incidents
later of album          | held           | reply          | held          | held          | no incidents
photo with caption      | which?         | reply          | which?        | which?        | no incidents
document                | which?         | reply          | which?        | which?        | no incidents
voice                   | which?         | reply          | which?        | which?        | no incidents
location                | which?         | reply          | which?        | which?        | no incidents
contact                 | which?         | reply          | which?        | which?        | no incidents
sticker                 | which?         | reply          | which?        | which?        | no incidents
edited                  | held edited    | reply edited   | held edited   | held edited   | nothing
service message         | nothing        | nothing        | nothing       | nothing       | nothing
";

const COORDINATOR: &str = "
                        | nothing        | reason         | link          | ended
command                 | command        | command        | command       | command
unknown command         | unknown        | unknown        | unknown       | unknown
text                    | new draft      | answer         | no link       | new draft
reply to draft card     | more of draft  | answer         | more of draft | more of draft
reply to incident card  | more of it     | more of it     | more of it    | more of it
reply to notice         | -              | -              | -             | -
reply to old card       | more of it     | more of it     | more of it    | more of it
reply to own message    | new draft      | answer         | no link       | new draft
forward from channel    | new draft      | new draft      | new draft     | new draft
forward from hidden     | new draft      | new draft      | new draft     | new draft
first of album          | new draft      | new draft      | new draft     | new draft
later of album          | more of draft  | more of draft  | more of draft | more of draft
photo with caption      | new draft      | answer         | no link       | new draft
document                | new draft      | words wanted   | no link       | new draft
voice                   | new draft      | words wanted   | no link       | new draft
location                | new draft      | words wanted   | no link       | new draft
contact                 | new draft      | answer         | no link       | new draft
sticker                 | new draft      | words wanted   | no link       | new draft
edited                  | draft edited   | nothing        | nothing       | draft edited
service message         | nothing        | nothing        | nothing       | nothing
";

/// One person who holds every post, a recipient's too.
const EVERYBODY: &str = "
                        | nothing       | draft just made | writing         | reply or draft  | reason        | link          | ended
command                 | command       | command         | command         | command         | command       | command       | command
unknown command         | unknown       | unknown         | unknown         | unknown         | unknown       | unknown       | unknown
text                    | new draft     | new draft       | reply           | reply or draft? | answer        | no link       | new draft
reply to draft card     | more of draft | more of draft   | more of draft   | more of draft   | answer        | more of draft | more of draft
reply to incident card  | reply         | reply           | reply           | reply and draft | reply         | reply         | reply
reply to notice         | reply         | reply           | reply           | reply and draft | reply         | reply         | reply
reply to old card       | reply         | reply           | reply           | reply and draft | reply         | reply         | reply
reply to own message    | new draft     | new draft       | reply           | reply or draft? | answer        | no link       | new draft
forward from channel    | new draft     | note            | reply or draft? | reply or draft? | new draft     | new draft     | new draft
forward from hidden     | new draft     | note            | reply or draft? | reply or draft? | new draft     | new draft     | new draft
first of album          | new draft     | new draft       | reply or draft? | reply or draft? | new draft     | new draft     | new draft
later of album          | more of draft | more of draft   | held            | held            | more of draft | more of draft | more of draft
photo with caption      | new draft     | new draft       | reply           | reply or draft? | answer        | no link       | new draft
document                | new draft     | new draft       | reply           | reply or draft? | words wanted  | no link       | new draft
voice                   | new draft     | new draft       | reply           | reply or draft? | words wanted  | no link       | new draft
location                | new draft     | new draft       | reply           | reply or draft? | words wanted  | no link       | new draft
contact                 | new draft     | new draft       | reply           | reply or draft? | answer        | no link       | new draft
sticker                 | new draft     | new draft       | reply           | reply or draft? | words wanted  | no link       | new draft
edited                  | draft edited  | draft edited    | reply edited    | held edited     | nothing       | nothing       | draft edited
service message         | nothing       | nothing         | nothing         | nothing         | nothing       | nothing       | nothing
";

both_engines! {
    async fn of_an_operator(c: &mut Centre) -> Result<()> {
        use Situation::{DraftJustMade, Ended, Nothing, Reason};
        columns(OPERATOR, &mut c.operator(), &[Nothing, DraftJustMade, Reason, Ended]).await
    }

    async fn of_a_recipient(c: &mut Centre) -> Result<()> {
        use Situation::{Ended, Nothing, Which, Writing};
        columns(RECIPIENT, &mut c.recipient(), &[Nothing, Writing, Which, Ended]).await?;
        columns(RECIPIENT, &mut c.idle_recipient(), &[Situation::Idle]).await
    }

    async fn of_a_coordinator(c: &mut Centre) -> Result<()> {
        use Situation::{Ended, Link, Nothing, Reason};
        columns(COORDINATOR, &mut c.coordinator(), &[Nothing, Reason, Link, Ended]).await
    }

    async fn of_one_person(one: &mut OnePerson) -> Result<()> {
        use Situation::{DraftJustMade, Ended, Link, Nothing, Reason, ReplyOrDraft, Writing};
        let situations = [Nothing, DraftJustMade, Writing, ReplyOrDraft, Reason, Link, Ended];
        columns(EVERYBODY, &mut one.stage(), &situations).await
    }
}

/// Every message of the table in these situations, each set up anew.
async fn columns(table: &str, stage: &mut Stage<'_>, situations: &[Situation]) -> Result<()> {
    let mut wrong = Vec::new();
    for situation in situations {
        let name = situation.name();
        for (message, expected) in cells(table, name)?.into_iter().filter(|(_, expected)| *expected != "-") {
            let found = cell(stage, *situation, message).await;
            let found = found.with_context(|| format!("{message} while {name}"))?;
            if found != expected {
                wrong.push(format!("{message} while {name}: {found}, not {expected}"));
            }
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// What this message means in this situation.
async fn cell(stage: &mut Stage<'_>, situation: Situation, message: &str) -> Result<String> {
    stage.comes_to(situation).await.context("setting up")?;
    let sent = sends::prepare(stage, message).await.context("preparing")?;
    let before = Seen::by(stage).await?;
    sends::send(stage, message, sent).await.context("sending")?;
    Ok(Seen::by(stage).await?.since(&before, stage))
}

/// The messages of a table, with what each means in one column.
fn cells<'a>(table: &'a str, situation: &str) -> Result<Vec<(&'a str, &'a str)>> {
    let mut rows = table.lines().filter(|line| !line.is_empty()).map(|line| line.split('|').map(str::trim));
    let mut head = rows.next().context("a head")?;
    let at = head.position(|name| name == situation).with_context(|| format!("no column «{situation}»"))?;
    rows.map(|mut row| {
        let message = row.next().context("a message")?;
        Ok((message, row.nth(at - 1).with_context(|| format!("no cell of {message}"))?))
    })
    .collect()
}
