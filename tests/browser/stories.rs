//! What else is done on the page.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::chromium::Tab;
use super::program::Demo;
use super::{key, page, reads};

/// Steps of the keyboard within which everything must be reached.
const STEPS: usize = 80;

impl Tab {
    /// A picture for whoever changes the page; nobody compares it.
    async fn looks(&mut self, name: &str) -> Result<()> {
        self.is_still().await?;
        self.picture(&std::env::temp_dir().join(format!("mcu-bot-demo-{name}.png")), None).await
    }

    /// Goes on with the tabulator until the focus is on an element of this kind.
    async fn walks_to(&mut self, selector: &str) -> Result<()> {
        let there = format!("document.activeElement.matches({})", json!(selector));
        for _ in 0..STEPS {
            if self.value(&there).await? == true {
                let seen = "getComputedStyle(document.activeElement).outlineStyle !== 'none'";
                ensure!(self.value(seen).await? == true, "nobody sees where the keyboard is");
                return Ok(());
            }
            self.key("Tab").await?;
        }
        anyhow::bail!("the keyboard does not reach {selector}")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_bot_and_telegram_are_away() -> Result<()> {
    let demo = Demo::start().await?;
    let mut tab = page(&demo, 1440, 900).await?;
    tab.click("#kill").await?;
    tab.until("document.querySelector('#state').textContent.includes('Бот убит')").await?;
    tab.forwards("water").await?;
    tab.until("/ждут [1-9]/.test(document.querySelector('#state').textContent)").await?;
    tab.click("#kill").await?;
    tab.until(&reads("operator", "Нет воды")).await?;

    tab.click("#outage").await?;
    tab.until("document.querySelector('#state').textContent.includes('Telegram недоступен')").await?;
    tab.forwards("dogs").await?;
    tab.click("#outage").await?;
    tab.until(&reads("operator", "Безнадзорные собаки")).await?;

    tab.click("#busy").await?;
    tab.forwards("bus").await?;
    tab.until("document.querySelector('#calls').textContent.includes('429')").await?;
    tab.click("[data-leap=hour]").await?;
    tab.until(&reads("operator", "Маршруты и расписание")).await?;
    tab.until("document.querySelector('#clock').textContent.includes('10:')").await?;
    tab.forwards("hostile").await?;
    tab.until(&reads("operator", "<script>alert('взлом')</script>")).await?;
    tab.is_content()?;
    demo.stop().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tour_leads_to_the_digest() -> Result<()> {
    let demo = Demo::start().await?;
    let mut tab = page(&demo, 1440, 900).await?;
    tab.click("#tour-open").await?;
    let at = |step: u32| format!("document.querySelector('#tour .count')?.textContent === 'Шаг {step} из 7'");
    tab.until(&at(1)).await?;
    tab.click(".shelf.pointed").await?;
    tab.click("[data-post].pointed").await?;
    let pointed = |label: &str| format!(".pointed[data-label='{label}']");
    tab.until(&at(2)).await?;
    tab.click(&pointed("✅ Зарегистрировать")).await?;
    tab.until(&at(3)).await?;
    tab.click(&pointed("👌 Принять в работу")).await?;
    tab.until(&at(4)).await?;
    tab.click(&pointed("✍️ Ответить")).await?;
    tab.until(&reads("recipient", "Напишите ответ")).await?;
    tab.click("#tour .ways .primary").await?;
    tab.looks("tour").await?;
    tab.click(".send.pointed").await?;
    tab.click(&pointed("📨 На проверку")).await?;
    tab.until(&at(5)).await?;
    for label in ["✅ Согласовать", "📢 Опубликовано", "Без ссылки"] {
        tab.click(&pointed(label)).await?;
    }
    tab.until(&at(6)).await?;
    tab.click(&pointed("🏁 Решено")).await?;
    tab.until(&at(7)).await?;
    tab.click("[data-leap].pointed").await?;
    tab.until("document.querySelector('#tour h2').textContent === 'От поста до сводки'").await?;
    tab.until("!document.body.classList.contains('passing')").await?;
    tab.key("Escape").await?;
    tab.until("document.querySelector('#tour').hidden").await?;
    tab.is_content()?;
    demo.stop().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hands_on_the_keyboard_do_everything() -> Result<()> {
    let demo = Demo::start().await?;
    let mut tab = page(&demo, 1440, 900).await?;
    tab.walks_to("#phone-operator .shelf").await?;
    tab.key("Enter").await?;
    tab.walks_to("[data-post=pothole]").await?;
    tab.key("Enter").await?;
    tab.until(&reads("operator", "Ямы на дорогах")).await?;
    tab.walks_to(&key("operator", "✅ Зарегистрировать")).await?;
    tab.key("Enter").await?;
    tab.until(&format!("document.querySelector({})", json!(key("recipient", "👌 Принять в работу")))).await?;
    let held = "document.querySelector('#phone-operator .log').contains(document.activeElement)";
    ensure!(tab.value(held).await? == true, "the focus is lost when the card changes");
    let wrong = tab.value(include_str!("contrast.js")).await?;
    ensure!(wrong.as_array().is_some_and(Vec::is_empty), "hard to read: {wrong:#}");
    tab.is_content()?;
    demo.stop().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_narrow_screen_shows_one_chat_at_a_time() -> Result<()> {
    let demo = Demo::start().await?;
    let mut tab = page(&demo, 390, 844).await?;
    tab.forwards("pothole").await?;
    tab.until(&reads("operator", "Ямы на дорогах")).await?;
    tab.takes("demo-390.png", None).await?;
    tab.presses("operator", "✅ Зарегистрировать").await?;
    let unread = "document.querySelector('#tab-recipient .badge:not([hidden])')";
    tab.until(unread).await?;
    tab.click("#tab-operator").await?;
    tab.key("ArrowRight").await?;
    tab.until(&format!("!{unread}")).await?;
    let shown =
        "[...document.querySelectorAll('.phone')].filter((one) => one.offsetParent !== null).map((one) => one.id)";
    ensure!(tab.value(shown).await? == json!(["phone-recipient"]), "one chat at a time");
    let width = tab.value("document.documentElement.scrollWidth").await?;
    ensure!(width.as_i64().context("a width")? <= 390, "wider than the screen: {width}");
    let wrong = tab.value(include_str!("contrast.js")).await?;
    ensure!(wrong.as_array().is_some_and(Vec::is_empty), "hard to read: {wrong:#}");
    tab.is_content()?;
    demo.stop().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn albums_documents_commands_and_links_work_as_in_telegram() -> Result<()> {
    let demo = Demo::start().await?;
    let mut tab = page(&demo, 1440, 900).await?;
    tab.click("#phone-operator textarea").await?;
    tab.writes("Прорвало трубу у дома 14 на Жуковского").await?;
    tab.click("#phone-operator [aria-label='Прикрепить']").await?;
    tab.click("[data-drawing=leak]").await?;
    tab.click("[data-drawing=rubbish]").await?;
    tab.looks("attach").await?;
    tab.click("#sheet .primary.wide").await?;
    tab.until(&reads("operator", "📷 2 фото")).await?;
    tab.until("document.querySelectorAll('#phone-operator .mine .pictures.n2 img').length === 2").await?;
    tab.click("#phone-operator .shelf").await?;
    tab.until("document.querySelectorAll('#sheet .post').length >= 30").await?;
    tab.looks("shelf").await?;
    tab.key("Escape").await?;

    tab.click("#phone-head [aria-label='Команды']").await?;
    tab.looks("menu").await?;
    tab.until("document.querySelectorAll('#phone-head .menu button').length > 5").await?;
    tab.says("head", "/export").await?;
    tab.presses("head", "7 дней").await?;
    let paper = "document.querySelector('#phone-head a.paper')";
    tab.until(paper).await?;
    let saved = format!("fetch({paper}.href).then((got) => got.headers.get('content-disposition'))");
    let saved = tab.value(&saved).await?;
    ensure!(saved.as_str().is_some_and(|saved| saved.starts_with("attachment")), "it is not saved: {saved}");
    tab.presses("group", "📋 Полностью").await?;
    tab.until(&reads("head", "/start d")).await?;
    tab.looks("head").await?;
    tab.is_content()?;
    demo.stop().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn strangers_on_this_machine_are_refused() -> Result<()> {
    let demo = Demo::start().await?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    let forward = json!({ "act": "forward", "who": "operator", "post": "pothole" });
    let asked = client.post(format!("{}/act", demo.url)).json(&forward).send().await?;
    ensure!(asked.status() == 403, "an act without the page's token: {}", asked.status());
    let asked = client.get(&demo.url).header("Host", "evil.example").send().await?;
    ensure!(asked.status() == 421, "another name for this machine: {}", asked.status());
    let asked = client.get(&demo.url).send().await?;
    let policy = asked.headers().get("content-security-policy").context("a policy")?.to_str()?.to_owned();
    ensure!(policy.starts_with("default-src 'none'") && !policy.contains("http"), "{policy}");
    demo.stop().await
}
