//! The one way: a forwarded post becomes a published answer.

use anyhow::Result;

use crate::engines::both_engines;
use crate::world::{World, posts};

both_engines! {
    async fn a_forwarded_post_becomes_a_published_answer(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::POTHOLE).await?;
        println!("{}", w.operator().chat());
        assert_eq!(w.operator().presses("✅ Зарегистрировать").await?, "Зарегистрировано: № 2026-000001");
        println!("---op\n{}", w.operator().chat());
        println!("---rec\n{}", w.recipient().chat());
        w.shows("14:20")?;
        println!("{}", w.recipient().presses("👌 Принять в работу").await?);
        println!("---rec\n{}", w.recipient().chat());
        println!("---col\n{}", w.colleague().chat());
        println!("{}", w.recipient().presses("✍️ Ответить").await?);
        w.recipient().writes("Здравствуйте! Яму у дома 12 засыпали щебнем, заасфальтируем до пятницы.").await?;
        println!("---rec\n{}", w.recipient().chat());
        println!("{}", w.recipient().presses("📨 На проверку").await?);
        println!("---rec\n{}", w.recipient().chat());
        println!("---coord\n{}", w.coordinator().chat());
        println!("{}", w.coordinator().presses("✅ Согласовать").await?);
        println!("---coord\n{}", w.coordinator().chat());
        println!("---media\n{}", w.media().chat());
        println!("{}", w.media().presses("📢 Опубликовано").await?);
        w.media().writes("https://vk.com/wall-1_2").await?;
        println!("---media\n{}", w.media().chat());
        println!("{}", w.media().presses("🏁 Решено").await?);
        println!("---media\n{}", w.media().chat());
        println!("---coord\n{}", w.coordinator().chat());
        println!("---rec\n{}", w.recipient().chat());
        println!("---op\n{}", w.operator().chat());
        println!("{}", w.operator().presses("📜 История").await?);
        println!("---op\n{}", w.operator().card(1).await?);
        println!("{}", w.operator().presses("◀️ Назад").await?);
        println!("{:?}", w.history(1).await?);
        Ok(())
    }
}
