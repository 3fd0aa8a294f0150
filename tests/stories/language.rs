//! `/lang`: each person is spoken to in the language that person chose, whoever acts.

use anyhow::Result;
use mcu_bot::emulator::Shown;

use crate::engines::both_engines;
use crate::world::{ANSWER, World, posts};

/// What is data rather than ours: the directory's names, the resident's words, the reply.
const DATA: &[&str] = &[
    posts::POTHOLE.text,
    posts::POTHOLE.channel.title,
    ANSWER,
    "Дороги",
    "Ямы на дорогах",
    "яма",
    "Ахтубинск",
    "Специалист дорог",
    "Оператор МЦУ",
    "Русский",
    "ул. Ленина, 12",
];

/// The bot's own words in what a person sees, without the data in them.
fn own_words(messages: &[Shown]) -> Vec<String> {
    let of_bot = messages.iter().filter(|shown| shown.is_from_bot());
    let texts = of_bot.flat_map(|shown| {
        let labels = shown.labels().into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>();
        [shown.text.clone()].into_iter().chain(labels)
    });
    texts.map(|text| DATA.iter().fold(text, |text, data| text.replace(data, ""))).collect()
}

fn has_cyrillic(text: &str) -> bool {
    text.chars().any(|sign| ('\u{400}'..='\u{4FF}').contains(&sign))
}

both_engines! {
    async fn each_reads_the_main_story_in_the_own_language(w: &mut World) -> Result<()> {
        for person in [1001, 1002, 1003, 1004] {
            w.somebody(mcu_bot::domain::ids::ChatId(person)).writes("/lang").await?;
            w.somebody(mcu_bot::domain::ids::ChatId(person)).presses("English").await?;
        }
        w.forget_chats();
        w.operator().forwards(posts::POTHOLE).await?;
        let toast = w.operator().presses("✅ Register").await?;
        assert!(toast.starts_with("Registered"), "{toast}");
        w.recipient().presses("👌 Принять в работу").await?;
        w.recipient().replies("№ 2026-000001", ANSWER).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().presses("✅ Approve").await?;
        w.media().presses("📢 Published").await?;
        w.media().presses("No link").await?;
        w.media().presses("🏁 Solved").await?;
        for messages in [w.operator().messages(), w.coordinator().messages(), w.media().messages()] {
            let russian: Vec<_> = own_words(&messages).into_iter().filter(|text| has_cyrillic(text)).collect();
            assert_eq!(russian, [""; 0]);
        }
        let recipient = own_words(&w.recipient().messages());
        assert!(recipient.iter().all(|text| !text.contains("Register") && !text.contains("solved")), "{recipient:?}");
        Ok(())
    }

    async fn what_is_on_the_screen_changes_with_the_language(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().writes("/lang").await?;
        w.recipient().sees("На каком языке")?;
        let toast = w.recipient().presses("English").await?;
        assert_eq!(toast, "I speak English now");
        w.recipient().sees("Which language")?;
        w.recipient().button("✓ English")?;
        w.recipient().button("👌 Accept")?;
        w.recipient().presses("Русский").await?;
        w.recipient().button("✓ Русский")?;
        w.recipient().button("👌 Принять в работу")?;
        Ok(())
    }

    async fn refusals_and_repeats_are_said_in_the_own_language(w: &mut World) -> Result<()> {
        w.recipient().writes("/lang").await?;
        w.recipient().presses("English").await?;
        w.recipient().writes("/i 5").await?;
        w.recipient().sees("5")?;
        let newest = w.recipient().messages().into_iter().rfind(Shown::is_from_bot).unwrap();
        assert!(!has_cyrillic(&newest.text), "{}", newest.text);
        Ok(())
    }
}
