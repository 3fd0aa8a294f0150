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

both_engines! {
    async fn looks(district: &mut District) -> Result<()> {
        let w = &mut district.0;
        w.passes_until("30.11 09:05").await?;
        println!("{}", w.head().chat());
        w.forget_chats();
        w.head().writes("/rating month").await?;
        w.head().presses("🔎 Почему так").await?;
        w.head().writes("/heatmap").await?;
        w.head().presses("📍 По поселениям").await?;
        println!("{}", w.head().chat());
        for (at, png) in w.head().pictures().into_iter().enumerate() {
            std::fs::write(format!("/tmp/year{at}.png"), png)?;
        }
        Ok(())
    }
}
