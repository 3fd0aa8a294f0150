//! Other rules, another calendar, and years nobody has a calendar for.

use anyhow::Result;

use crate::engines::both_engines;
use crate::world::{World, on, posts};

both_engines! {
    async fn another_rule_counts_what_is_open_anew_and_says_so(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.operator().forwards(posts::WATER).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        let directory = include_str!("../../world/directory.toml");
        w.applies(&directory.replace("reply = \"8 wh\"", "reply = \"2 wd\"")).await?;
        w.ticks().await?;
        assert_eq!(w.incident(1).await?.due(), Some(on("01.12 17:00")?));
        assert_eq!(w.history(1).await?.last().map(String::as_str), Some("recount -"));
        w.recipient().sees("ответить до вт 1 дек., 17:00 · 2 раб. дня")?;
        assert!(!w.history(2).await?.contains(&"recount -".to_owned()), "its term is another rule's");
        let steps = w.history(1).await?.len();
        w.restart().await?;
        w.ticks().await?;
        assert_eq!(w.history(1).await?.len(), steps, "counted once");
        Ok(())
    }

    async fn a_day_off_more_moves_the_end(w: &mut World) -> Result<()> {
        w.accepted().await?;
        let directory = include_str!("../../world/directory.toml");
        w.applies(&format!("{directory}\n[working_time]\ndays_off = [\"2026-11-30\"]\n")).await?;
        w.ticks().await?;
        assert_eq!(w.incident(1).await?.due(), Some(on("01.12 14:05")?));
        w.forget_chats();
        w.passes_until("30.11 14:35").await?;
        assert!(w.recipient().messages().is_empty(), "a day off is quiet: {}", w.recipient().chat());
        Ok(())
    }

    async fn a_unit_with_hours_of_its_own_is_reminded_in_them(w: &mut World) -> Result<()> {
        let directory = include_str!("../../world/directory.toml");
        let late = "short = \"Дороги\"\nworking_time = { hours = [\"12:00-20:00\"] }\n";
        w.applies(&directory.replace("short = \"Дороги\"\n", late)).await?;
        w.accepted().await?;
        assert_eq!(w.incident(1).await?.due(), Some(on("30.11 14:05")?));
        w.passes_until("27.11 20:05").await?;
        w.recipient().sees("Осталось 4 раб. ч")?;
        w.forget_chats();
        w.passes_until("30.11 11:50").await?;
        assert!(w.recipient().messages().is_empty(), "{}", w.recipient().chat());
        w.passes_until("30.11 12:05").await?;
        w.recipient().sees("Сегодня, пн 30 нояб.")?;
        Ok(())
    }

    async fn a_year_without_a_calendar_is_warned_of_once(w: &mut World) -> Result<()> {
        w.clock_shows("01.12.2027 10:00")?;
        w.ticks().await?;
        w.admin().sees("На 2028 год нет официального производственного календаря")?;
        w.forget_chats();
        w.restart().await?;
        w.clock_shows("03.01.2028 10:00")?;
        w.ticks().await?;
        assert!(w.admin().messages().is_empty(), "{}", w.admin().chat());
        Ok(())
    }
}
