//! ❗ Важность: the topic's until a person has chosen, the terms follow it; and 🗑 with usual reasons.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::incident::{Importance, Status};

use crate::engines::both_engines;
use crate::world::{World, posts};

both_engines! {
    async fn the_importance_is_the_topics_until_it_is_chosen(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::WATER).await?;
        w.operator().sees("❗ важность повышенная · по теме")?;
        w.operator().presses("🏷 Тема").await?;
        w.operator().presses("🗂 ЖКХ").await?;
        w.operator().presses("Отопление").await?;
        assert_eq!(w.incident(1).await?.importance, Importance::Normal, "it follows the topic");

        w.operator().presses("❗ Важность").await?;
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📝 Черновик
        | Telegram · «Подслушано Ахтубинск» · пост 326
        |
        | «Второй день нет воды на Щербакова»
        | 🔗 пост
        |
        | 🏷 ЖКХ → Отопление
        | 🏢 ЖКХ · отвечает за тему
        | 📍 Ахтубинск
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        |
        | Насколько это важно:
        [✔️ обычная]
        [повышенная]
        [критическая]
        [◀️ Назад]
        ");
        assert_eq!(w.operator().presses("критическая").await?, "Важность: критическая");
        w.operator().sees("‼️ важность критическая")?;
        w.operator().presses("🏷 Тема").await?;
        w.operator().presses("ЖКХ → Нет водоснабжения").await?;
        assert_eq!(w.incident(1).await?.importance, Importance::Critical, "a person has chosen");
        assert!(w.history(1).await?.contains(&"change_importance Оператор МЦУ".to_owned()));
        Ok(())
    }

    async fn raised_importance_shortens_the_term_and_rings_once(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.shows("15:00")?;
        w.forget_chats();
        w.operator().presses("❗ Важность").await?;
        w.operator().presses("повышенная").await?;
        assert_snapshot!(w.recipient().chat(), @"
        🔔 бот → «🛠 № 2026-000001 · в работе, Специалист дорог, с пт 27 нояб., 14:05»
        | ❗ Важность теперь повышенная — № 2026-000001
        | ✍️ ответить до пн 30 нояб., 09:05 · 4 раб. ч
        [✍️ Ответить]
        ");
        assert_eq!(w.colleague().chat(), "", "whoever has it is asked");
        assert!(w.recipient().card(1).await?.contains("✍️ ответить до пн 30 нояб., 09:05 · 4 раб. ч"));
        w.operator().presses("❗ Важность").await?;
        w.operator().presses("✔️ повышенная").await?;
        w.operator().presses("❗ Важность").await?;
        w.operator().presses("обычная").await?;
        assert_eq!(w.recipient().chat().matches("🔔").count(), 1, "less important is an edit only");
        assert!(w.recipient().card(1).await?.contains("✍️ ответить до пн 30 нояб., 14:05 · 8 раб. ч"));
        let steps = w.history(1).await?.into_iter().filter(|step| step.starts_with("change_importance"));
        assert_eq!(steps.count(), 2, "chosen once more is no step");
        Ok(())
    }

    async fn a_usual_reason_rejects_with_one_tap(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().presses("🗑 Отклонить").await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | Когда уже наведут порядок?
        🔕 бот
        | 📝 Черновик
        | Telegram · «Подслушано Ахтубинск» · пост 327
        |
        | «Когда уже наведут порядок?»
        | 🔗 пост
        |
        | 🏷 тема не нашлась, выберите
        | 🏢 ответственный не выбран
        | 📍 Ахтубинск
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        🔔 бот
        | 🗑 Почему сообщение не требует реакции?
        | Выберите причину или напишите свою, она останется в истории.
        [спам] [реклама]
        [оскорбление] [не о проблеме]
        [уже решено] [не наш район]
        [✖️ Отмена]
        ");
        assert_eq!(w.operator().presses("реклама").await?, "Отклонено");
        assert_eq!(w.status(1).await?, Status::Rejected);
        w.operator().sees("🗑 Черновик отклонён · реклама")?;
        w.operator().has_no_button("спам")?;

        // The same after registration, while nobody answers for it.
        w.operator().writes("Когда это кончится").await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.operator().presses("🗑 Отклонить").await?;
        w.operator().presses("не наш район").await?;
        w.operator().sees("🗑 № 2026-000001 · не требует реакции: не наш район")?;
        w.operator().presses("📜 История").await?;
        w.operator().sees("Оператор МЦУ: отклонено — не наш район")?;
        Ok(())
    }
}
