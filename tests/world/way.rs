//! How far the first incident has come when a story begins in the middle.

use anyhow::Result;

use super::{World, posts};

pub const ANSWER: &str = "Здравствуйте! Яму засыпали щебнем, асфальт положим до среды. Отдел дорог, 4-15-20";

impl World {
    pub async fn registered(&mut self) -> Result<()> {
        self.operator().forwards(posts::POTHOLE).await?;
        self.operator().presses("✅ Зарегистрировать").await?;
        Ok(())
    }

    pub async fn accepted(&mut self) -> Result<()> {
        self.registered().await?;
        self.recipient().presses("👌 Принять в работу").await?;
        Ok(())
    }

    /// The recipient has written [`ANSWER`] and looks at the preview.
    pub async fn written(&mut self) -> Result<()> {
        self.accepted().await?;
        self.recipient().presses("✍️ Ответить").await?;
        self.recipient().writes(ANSWER).await?;
        Ok(())
    }

    pub async fn in_review(&mut self) -> Result<()> {
        self.written().await?;
        self.recipient().presses("📨 На проверку").await?;
        Ok(())
    }

    pub async fn approved(&mut self) -> Result<()> {
        self.in_review().await?;
        self.coordinator().presses("✅ Согласовать").await?;
        Ok(())
    }

    pub async fn published(&mut self) -> Result<()> {
        self.approved().await?;
        self.media().presses("📢 Опубликовано").await?;
        self.media().presses("Без ссылки").await?;
        Ok(())
    }

    pub async fn closed(&mut self) -> Result<()> {
        self.published().await?;
        self.media().presses("🏁 Решено").await?;
        Ok(())
    }
}
