//! The demo in a real browser: what is clicked, seen and read on the page.
//!
//! With `UPDATE_DOCS=1` the pictures of `docs/pictures/` are taken anew.

mod chromium;
mod program;
mod stories;

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use serde_json::json;

use chromium::Tab;
use program::Demo;

const ANSWER: &str = "Здравствуйте! Яму у дома 12 на ул. Ленина засыпали щебнем 26 ноября, асфальт уложат до 3 декабря. \
    Вопросы: отдел дорог, 8 (85141) 5-00-20.";

/// The page, open and told of everything.
async fn page(demo: &Demo, width: u32, height: u32) -> Result<Tab> {
    let mut tab = Tab::open(&demo.url).await?;
    tab.measures(width, height).await?;
    tab.until("document.body?.dataset.ready === 'yes'").await?;
    Ok(tab)
}

/// A button below a message on one of the phones; the newest of this label.
fn key(phone: &str, label: &str) -> String {
    format!("#phone-{phone} .key[data-label=\"{label}\"]")
}

/// There is a message with these words on the phone.
fn reads(phone: &str, words: &str) -> String {
    let (phone, words) = (json!(format!("#phone-{phone} .log")), json!(words));
    format!("document.querySelector({phone}).textContent.includes({words})")
}

/// Whether the pictures among the documents are taken anew.
fn for_documents() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

/// Where a picture goes: among the documents, or where nobody minds.
fn picture(name: &str) -> PathBuf {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    if for_documents() { documents.join(name) } else { std::env::temp_dir().join(name) }
}

impl Tab {
    /// Shows the newest picture on the phone from its upper edge on.
    async fn shows_picture(&mut self, phone: &str) -> Result<()> {
        let newest = format!("[...document.querySelectorAll('#phone-{phone} .message .pictures')].at(-1)");
        self.value(&format!("{newest}.closest('.message').scrollIntoView({{ block: 'start', behavior: 'instant' }})"))
            .await?;
        Ok(())
    }

    async fn presses(&mut self, phone: &str, label: &str) -> Result<()> {
        self.click(&key(phone, label)).await
    }

    async fn forwards(&mut self, post: &str) -> Result<()> {
        self.click("#phone-operator .shelf").await?;
        self.click(&format!("[data-post={post}]")).await
    }

    async fn says(&mut self, phone: &str, text: &str) -> Result<()> {
        self.click(&format!("#phone-{phone} textarea")).await?;
        self.writes(text).await?;
        self.key("Enter").await
    }

    /// Every animation has come to its end.
    async fn is_still(&mut self) -> Result<()> {
        self.until("document.getAnimations().every((one) => one.effect.getTiming().iterations === Infinity)").await?;
        self.until("[...document.images].every((image) => image.complete)").await
    }

    async fn takes(&mut self, name: &str, of: Option<&str>) -> Result<()> {
        if for_documents() {
            self.until("!document.querySelector('.toast.shown')").await?;
        }
        self.is_still().await?;
        self.picture(&picture(name), of).await
    }

    fn is_content(&self) -> Result<()> {
        let complaints = self.complaints();
        ensure!(complaints.is_empty(), "the page complains: {}", complaints.join("\n"));
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_story_is_played_from_the_forward_to_the_digest() -> Result<()> {
    let demo = Demo::start().await?;
    let mut tab = page(&demo, 1440, 1000).await?;
    tab.forwards("pothole").await?;
    tab.until(&reads("operator", "Ямы на дорогах")).await?;
    tab.takes("guide-draft.png", Some("#phone-operator")).await?;
    tab.presses("operator", "✅ Зарегистрировать").await?;
    tab.until(&format!("document.querySelector({})", json!(key("recipient", "👌 Принять в работу")))).await?;
    tab.takes("guide-card.png", Some("#phone-recipient")).await?;
    tab.presses("recipient", "👌 Принять в работу").await?;
    tab.presses("recipient", "✍️ Ответить").await?;
    tab.says("recipient", ANSWER).await?;
    tab.until(&format!("document.querySelector({})", json!(key("recipient", "📨 На проверку")))).await?;
    tab.takes("guide-reply.png", Some("#phone-recipient")).await?;
    tab.presses("recipient", "📨 На проверку").await?;
    tab.until(&format!("document.querySelector({})", json!(key("operator", "✅ Согласовать")))).await?;
    tab.measures(1440, 900).await?;
    tab.shows_picture("group").await?;
    tab.takes("demo-1440.png", None).await?;
    tab.measures(1440, 1000).await?;
    tab.presses("operator", "✅ Согласовать").await?;
    tab.presses("operator", "📢 Опубликовано").await?;
    tab.presses("operator", "Без ссылки").await?;
    tab.presses("operator", "🏁 Решено").await?;
    tab.until(&reads("operator", "решено чт 26 нояб.")).await?;
    tab.takes("guide-solved.png", Some("#phone-operator")).await?;
    tab.click("[data-leap=morning]").await?;
    tab.until(&reads("group", "пт 27 нояб.")).await?;
    tab.until("!document.body.classList.contains('passing')").await?;
    tab.takes("guide-head.png", Some("#phone-head")).await?;
    tab.shows_picture("group").await?;
    tab.takes("guide-digest.png", Some("#phone-group")).await?;
    tab.is_content()?;
    demo.stop().await
}
