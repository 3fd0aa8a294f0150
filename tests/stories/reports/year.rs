//! What is told of a district with a past.

use anyhow::{Context, Result};
use mcu_bot::demo;
use mcu_bot::demo::generator::{Plan, Staff, Wanted};
use mcu_bot::domain::directory::file::parse;
use mcu_bot::domain::period::Period;
use mcu_bot::store::bulk;

use crate::engines::{Engine, both_engines};
use crate::world::World;

const DISTRICT: &str = include_str!("../../../deploy/akhtubinsk.toml");
const PEOPLE: &str = r#"
[[person]]
telegram_id = 1004
name = "Руководитель МЦУ"
roles = ["head"]

[[person]]
telegram_id = 1005
name = "Администратор"
roles = ["admin"]

[[person]]
telegram_id = 1011
name = "Специалист дорог"
roles = ["recipient"]
unit = "roads"
"#;

/// A district with a past.
#[derive(Debug)]
struct District(World);

impl District {
    async fn open(engine: Engine) -> Result<Self> {
        let mut world = World::bare(engine).await?;
        world.with_a_past().await?;
        Ok(Self(world))
    }

    async fn finish(self) -> Result<()> {
        self.0.finish().await
    }
}

impl World {
    /// Three months of a district have passed before the bot was started, on a Friday at 14:00.
    async fn with_a_past(&mut self) -> Result<()> {
        self.applies(&format!("{DISTRICT}{PEOPLE}")).await?;
        let directory = parse(DISTRICT).map_err(|problems| anyhow::anyhow!("{problems:?}"))?.directory;
        let mut tx = self.db.begin().await?;
        let staff = Staff::default().hire(&mut tx, &directory, self.clock.now()).await?;
        let after = bulk::last(&mut tx).await?;
        tx.commit().await?;
        let last = self.clock.now().local(directory.centre.time_zone).date_naive();
        let first = last.checked_sub_days(chrono::Days::new(91)).context("a day")?;
        let days = Period { first, last };
        let wanted = Wanted { seed: 5, days, a_day: 20, now: self.clock.now(), findable: false, after };
        demo::fill(&self.db, Plan::new(&directory, staff, wanted), |_| ()).await?;
        self.start().await?;
        for (chat, name) in [(1004, "Руководитель МЦУ"), (1005, "Администратор"), (1011, "Специалист дорог")]
        {
            self.telegram.person(mcu_bot::domain::ids::ChatId(chat), name).starts();
            self.run_until_idle().await?;
        }
        self.forget_chats();
        Ok(())
    }
}

/// Points that a sentence names: «−11,6», «40» …
fn points(text: &str) -> Option<f64> {
    text.replace(',', ".").trim_start_matches('−').parse().ok()
}

both_engines! {
    async fn a_weekend_is_told_below_a_picture(district: &mut District) -> Result<()> {
        let w = &mut district.0;
        w.passes_until("30.11 09:05").await?;
        let head = w.head().messages().into_iter().find(|shown| shown.text.contains("За выходные")).context("a digest")?;
        assert!(head.media.is_some(), "{}", head.text);
        assert!(head.text.chars().count() <= 1024, "{} signs", head.text.chars().count());
        let lines: Vec<&str> = head.text.lines().collect();
        assert_eq!(lines[0], "☀️ МЦУ Ахтубинского района · пн 30 нояб.");
        assert!(lines[1].starts_with("За выходные (пт–вс) "), "{}", lines[1]);
        assert!(lines[3].contains("чем неделей раньше; обычно "), "{}", lines[3]);
        for part in ["Решено ", "В работе ", "Просрочено ", "Темы: ", "Рейтинг за 7 дней · ", "Дольше всех ждут: "] {
            assert!(head.text.contains(part), "no «{part}» in\n{}", head.text);
        }
        assert!(!w.head().pictures().is_empty());
        Ok(())
    }

    async fn the_whole_digest_leaves_nobody_out(district: &mut District) -> Result<()> {
        let w = &mut district.0;
        w.passes_until("30.11 09:05").await?;
        w.head().presses("📋 Полностью").await?;
        let whole = w.head().messages().pop().context("a digest")?.text;
        assert!(whole.chars().count() <= 4096);
        for league in ["Управления и отделы", "Службы", "Поселения"] {
            assert!(whole.contains(&format!("Рейтинг за 7 дней · {league}")), "{whole}");
        }
        let places = whole.lines().filter_map(|line| line.split_once(". ")?.0.parse::<u32>().ok());
        assert!(places.filter(|place| *place == 1).count() >= 3, "{whole}");
        Ok(())
    }

    async fn every_point_that_a_unit_lacks_is_named(district: &mut District) -> Result<()> {
        let w = &mut district.0;
        w.head().writes("/rating quarter").await?;
        w.head().presses("🔎 Почему так").await?;
        let units = w.head().messages().pop().context("the units")?.keyboard;
        let first = units.first().and_then(|row| row.first()).context("a unit")?.label.clone();
        w.head().presses(&first).await?;
        let why = w.head().messages().pop().context("why")?.text;
        let row = |line: &str| line.rsplit_once(": −").and_then(|(_, cost)| points(cost.split(' ').next()?));
        let lost: f64 = why.lines().filter_map(row).sum();
        let pull = why.lines().find(|line| line.contains("не хватает")).and_then(|line| points(line.split(' ').next()?));
        let earned = why.lines().find(|line| line.starts_with("В срок ")).context("the parts")?;
        // «в срок 36 из 40 · скорость …»: what stands before «из».
        let of_part = |part: &str| points(part.split(" из ").next()?.rsplit(' ').next()?);
        let earned: f64 = earned.split(" · ").filter_map(of_part).sum();
        let sum = lost + pull.unwrap_or_default() + earned;
        // Each figure is rounded to a tenth.
        assert!((sum - 100.0).abs() < 1.0, "{sum}: {why}");
        Ok(())
    }

    async fn maps_are_turned_in_place(district: &mut District) -> Result<()> {
        let w = &mut district.0;
        w.head().writes("/heatmap").await?;
        w.head().presses("📍 По поселениям").await?;
        w.head().presses("Квартал").await?;
        w.head().presses("🏢 По подразделениям").await?;
        let map = w.head().messages().pop().context("a map")?;
        assert!(map.text.starts_with("🔥 Тепловая карта за квартал"), "{}", map.text);
        assert_eq!(map.labels(), [vec!["7 дней", "Месяц", "• Квартал"], vec!["📍 По поселениям"]]);
        assert_eq!(w.head().messages().iter().filter(|shown| shown.media.is_some()).count(), 1);
        Ok(())
    }
}
