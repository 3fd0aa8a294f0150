//! Every working morning one message.

use anyhow::Result;

use crate::engines::both_engines;
use crate::world::World;

both_engines! {
    async fn looks(w: &mut World) -> Result<()> {
        w.closed().await?;
        let head = w.head_in_group().await?;
        head.writes("/bind");
        w.run_until_idle().await?;
        w.passes_until("30.11 09:05").await?;
        println!("{}", w.group_chat());
        println!("{}", w.head().chat());
        w.head().presses("📋 Полностью").await?;
        w.head().writes("/rating").await?;
        w.head().presses("🔎 Почему так").await?;
        w.head().presses("Дороги — вне рейтинга").await?;
        w.head().presses("• 7 дней").await.ok();
        w.head().writes("/heatmap").await?;
        w.head().writes("/digest").await?;
        w.head().writes("/today").await?;
        w.head().writes("/export").await?;
        w.head().presses("Месяц").await?;
        w.recipient().writes("/rating").await?;
        println!("{}", w.head().chat());
        println!("{}", w.recipient().chat());
        for (at, png) in w.head().pictures().into_iter().enumerate() {
            std::fs::write(format!("/tmp/pic{at}.png"), png)?;
        }
        Ok(())
    }
}
