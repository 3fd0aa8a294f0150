//! What was made up stands in the store as if it had happened.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use mcu_bot::clock::Clock;
use mcu_bot::demo::fill;
use mcu_bot::demo::generator::{Plan, Staff, Wanted};
use mcu_bot::domain::directory::Directory;
use mcu_bot::domain::incident::{Channel, Incident};
use mcu_bot::domain::period::Period;
use mcu_bot::domain::search::Query;
use mcu_bot::domain::visibility::Scope;
use mcu_bot::jobs::clock::Ticker;
use mcu_bot::random::Random;
use mcu_bot::store::bulk::{self, Owed, Whole};
use mcu_bot::store::lists::Sees;
use mcu_bot::store::reports::OneAnswer;
use mcu_bot::store::{self, Db};
use mcu_bot::telemetry::Telemetry;

use super::{counts, day, district, morning, wanted};
use crate::engines::{Engine, both_engines};

/// A district with its directory and its people.
struct District {
    db: Db,
    /// Keeps the database.
    _engine: Engine,
    directory: Directory,
    staff: Staff,
}

impl District {
    async fn open(engine: Engine) -> Result<Self> {
        let (db, directory) = (engine.connect().await?, district());
        let mut tx = db.begin().await?;
        store::directory::save(&mut tx, &directory).await?;
        let now = wanted(&directory, day(2026, 10, 30), 25).now;
        let staff = Staff::default().hire(&mut tx, &directory, now).await?;
        tx.commit().await?;
        Ok(Self { db, _engine: engine, directory, staff })
    }

    async fn finish(self) -> Result<()> {
        self.db.close().await;
        Ok(())
    }

    /// Every row of what is owed, as the score of its unit sees it.
    async fn answers(&self) -> Result<Vec<OneAnswer>> {
        let Wanted { days, now, .. } = wanted(&self.directory, day(2026, 10, 30), 25);
        let days = Period { last: day(2026, 12, 31), ..days };
        let mut tx = self.db.read().await?;
        let mut answers = Vec::new();
        for unit in &self.directory.units {
            // All that will come due.
            let end = now.plus(Duration::from_secs(60 * 24 * 60 * 60));
            answers.extend(store::reports::answers_of(&mut tx, &unit.code, days, end).await?);
        }
        Ok(answers)
    }

    async fn reminders(&self) -> Result<i64> {
        const COUNT: &str = "SELECT COUNT(*) FROM reminder";
        let (count,) = match &self.db {
            Db::Sqlite { readers, .. } => sqlx::query_as(COUNT).fetch_one(readers).await?,
            Db::Postgres { pool, .. } => sqlx::query_as(COUNT).fetch_one(pool).await?,
        };
        Ok(count)
    }

    /// A month, as it will be written.
    fn month(&self) -> Plan<'_> {
        Plan::new(&self.directory, self.staff.clone(), wanted(&self.directory, day(2026, 10, 30), 25))
    }
}

both_engines! {
    async fn a_month_is_written_and_read_back(district: &mut District) -> Result<()> {
        let wholes: Vec<Whole> = district.month().collect();
        assert_eq!(fill(&district.db, district.month(), |_| ()).await?, wholes.len());
        let mut tx = district.db.read().await?;
        for whole in &wholes {
            let id = whole.incident.id;
            assert_eq!(store::incidents::load(&mut tx, id).await?.as_ref(), Some(&whole.incident));
            let told = store::history::of(&mut tx, id, 100).await?;
            let told: Vec<_> = told.into_iter().map(|told| (told.at, told.by, told.action, told.to, told.detail)).collect();
            let steps = whole.steps.iter().cloned();
            let steps: Vec<_> = steps.map(|step| (step.at, step.actor, step.action, step.to, step.detail)).collect();
            assert_eq!(told, steps);
            let sent = store::replies::sent(&mut tx, id).await?;
            let texts = |text: &String| text.clone();
            let sent: Vec<_> = sent.iter().map(|reply| (texts(&reply.text), reply.state, reply.mark, reply.version)).collect();
            let replies = whole.replies.iter().map(|judged| &judged.reply);
            let replies: Vec<_> = replies.map(|reply| (texts(&reply.text), reply.state, reply.mark, reply.version)).collect();
            assert_eq!(sent, replies);
        }
        Ok(())
    }

    async fn reports_count_what_was_written(district: &mut District) -> Result<()> {
        let wholes: Vec<Whole> = district.month().collect();
        fill(&district.db, district.month(), |_| ()).await?;
        let Wanted { days, now, .. } = wanted(&district.directory, day(2026, 10, 30), 25);
        let mut tx = district.db.read().await?;
        let received = store::reports::received_by_channel(&mut tx, days).await?;
        let numbered = wholes.iter().filter(|whole| whole.incident.number.is_some()).count();
        assert_eq!(received.iter().map(|row| row.count).sum::<i64>(), i64::try_from(numbered)?);
        let closed = store::reports::closed_by_day(&mut tx, days).await?;
        let rows = wholes.iter().flat_map(|whole| &whole.owed).filter(|row| row.closed_day.is_some()).count();
        assert_eq!(closed.iter().map(|row| row.count).sum::<i64>(), i64::try_from(rows)?);
        let answers = store::reports::answers(&mut tx, days, now).await?;
        assert!(answers.iter().all(|sums| sums.on_time <= sums.owed && sums.judged <= sums.timed));
        let open = store::reports::standing(&mut tx, now, now).await?;
        let overdue = wholes.iter().map(|whole| &whole.incident).filter(|incident| {
            incident.is_clocked() && incident.due().is_some_and(|due| due < now)
        });
        assert_eq!(open.iter().map(|row| row.overdue).sum::<i64>(), i64::try_from(overdue.count())?);
        Ok(())
    }

    async fn a_week_of_units_is_what_their_answers_say(district: &mut District) -> Result<()> {
        let wholes: Vec<Whole> = district.month().collect();
        fill(&district.db, district.month(), |_| ()).await?;
        let week = Period { first: day(2026, 10, 12), last: day(2026, 10, 18) };
        let end = morning(&district.directory, day(2026, 10, 19)).minus(Duration::from_secs(11 * 60 * 60));
        let rows = || wholes.iter().flat_map(|whole| &whole.owed);
        let within = |day: Option<NaiveDate>| day.is_some_and(|day| week.contains(day));
        let answered = |row: &Owed| row.answered.is_some_and(|answered| answered.at <= end);
        let came_due = |row: &Owed| within(row.due_day) && row.left_at.is_none_or(|left| left > row.allowed.unwrap().due);
        let waits = |row: &Owed| {
            let before = row.due_day.is_some_and(|day| day < week.first);
            before && !answered(row) && row.left_at.is_none_or(|left| left > end)
        };
        let mut tx = district.db.read().await?;
        let sums = store::reports::answers(&mut tx, week, end).await?;
        let counted = || rows().filter(|row| came_due(row) || within(row.closed_day) || waits(row));
        let by_unit = |rows: Vec<&Owed>| counts(rows.into_iter().map(|row| row.key.unit.0.clone()));
        let owed = sums.iter().map(|sums| (sums.unit.clone(), usize::try_from(sums.owed).unwrap())).collect();
        assert_eq!(by_unit(counted().collect()), owed);
        let on_time = |row: &&Owed| answered(row) && row.answered.unwrap().at <= row.allowed.unwrap().due;
        let expected = counted().filter(on_time).count();
        assert_eq!(sums.iter().map(|sums| sums.on_time).sum::<i64>(), i64::try_from(expected)?);
        let late = store::reports::unanswered(&mut tx, week, end).await?;
        let expected = rows().filter(|row| (came_due(row) || waits(row)) && !answered(row)).count();
        assert_eq!(late.len(), expected);
        let again = store::reports::repeats(&mut tx, week).await?;
        let expected = rows().filter(|row| within(row.closed_day) || within(row.again_day));
        let repeated = expected.clone().filter(|row| row.again_day.is_some_and(|day| day <= week.last)).count();
        assert_eq!(again.iter().map(|(_, closed, _)| closed).sum::<i64>(), i64::try_from(expected.count())?);
        assert_eq!(again.iter().map(|(_, _, again)| again).sum::<i64>(), i64::try_from(repeated)?);
        assert!(repeated > 0 && !late.is_empty());
        Ok(())
    }

    async fn words_find_what_was_written(district: &mut District) -> Result<()> {
        let wholes: Vec<Whole> = district.month().collect();
        fill(&district.db, district.month(), |_| ()).await?;
        let mut tx = district.db.read().await?;
        let whole = wholes.iter().find(|whole| whole.incident.number.is_some()).context("an incident")?;
        let query = Query::read(&whole.incident.shown_number()).context("a query")?;
        let found = store::search::find(&mut tx, &query, &Sees::from(&Scope::All), 1).await?;
        assert_eq!(found.part.rows, std::slice::from_ref(&whole.incident));
        Ok(())
    }

    // The clock counts every open incident anew, writes down what it owes, and looks for what is due.
    async fn the_clock_finds_all_as_it_should_be(district: &mut District) -> Result<()> {
        let wholes: Vec<Whole> = district.month().collect();
        fill(&district.db, district.month(), |_| ()).await?;
        let before = district.answers().await?;
        let lead = store::lead::take(&district.db).await?.context("the lead")?;
        let clock = Clock::manual(wanted(&district.directory, day(2026, 10, 30), 25).now);
        let ticker = Ticker {
            db: district.db.clone(),
            clock: clock.clone(),
            random: Random::seeded(7),
            telemetry: Telemetry::new(&clock),
            directory: Arc::default(),
            epoch: lead.epoch,
            delivery: Arc::default(),
            purge_after_days: None,
        };
        ticker.tick().await?;
        assert_eq!(district.answers().await?, before);
        let mut tx = district.db.read().await?;
        for whole in &wholes {
            assert_eq!(store::incidents::load(&mut tx, whole.incident.id).await?.as_ref(), Some(&whole.incident));
        }
        tx.rollback().await?;
        assert_eq!(district.reminders().await?, 0);
        clock.advance(Duration::from_secs(26 * 60 * 60));
        ticker.tick().await?;
        assert!(district.reminders().await? > 0, "what is open runs out");
        Ok(lead.resign(&district.db).await?)
    }

    async fn life_goes_on_behind_it(district: &mut District) -> Result<()> {
        fill(&district.db, district.month(), |_| ()).await?;
        let mut tx = district.db.begin().await?;
        let last = bulk::last(&mut tx).await?;
        let number = store::incidents::next_number(&mut tx, 2026).await?;
        assert_eq!(Some(&(number.sequence - 1)), last.numbers.get(&2026));
        let operator = *district.staff.operators.first().context("an operator")?;
        let now = wanted(&district.directory, day(2026, 10, 30), 25).now;
        let draft = Incident::draft(Channel::Vk, operator, now);
        assert_eq!(store::incidents::insert(&mut tx, &draft).await?.id.0, last.incident + 1);
        tx.commit().await?;
        Ok(())
    }
}
