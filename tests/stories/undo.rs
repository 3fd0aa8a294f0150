//! ↩️ Отменить регистрацию: for a minute, and until somebody else has acted.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::incident::Status;

use crate::engines::both_engines;
use crate::world::World;

const UNDO: &str = "↩️ Отменить регистрацию";

both_engines! {
    async fn a_registration_is_undone(w: &mut World) -> Result<()> {
        w.registered().await?;
        let card = w.recipient().seen("№ 2026-000001")?.id;
        assert_eq!(w.operator().presses(UNDO).await?, "Снова черновик, № 2026-000001 больше не действует");
        assert_eq!(w.status(1).await?, Status::Draft);
        assert_snapshot!(w.operator().card(1).await?, @"
        🔕 бот
        | 📝 Черновик
        | Telegram · «Подслушано Ахтубинск» · пост 325
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | 🏷 Дороги → Ямы на дорогах · по слову «яма»
        | 🏢 Дороги · отвечает за тему
        | 📍 Ахтубинск, ул. Ленина, 12
        | ⏰ ответить до пн 30 нояб., 14:05 · 8 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        ");
        assert_eq!(w.recipient().chat(), "", "nothing is left");
        let told = w.recipient().presses_data(card, "a:1").await?;
        assert_eq!(told, "Регистрация отменена оператором. Что вас ждёт, покажет /my.");

        // The number is not used again, and both steps stand in the history.
        assert_eq!(w.operator().presses("✅ Зарегистрировать").await?, "Зарегистрировано: № 2026-000002");
        w.recipient().sees("🆕 № 2026-000002")?;
        let steps = ["create", "register", "unregister", "register"].map(|step| format!("{step} Оператор МЦУ"));
        assert_eq!(w.history(1).await?, steps);
        w.operator().presses("📜 История").await?;
        w.operator().sees("Оператор МЦУ: регистрация отменена — 2026-000001")?;
        Ok(())
    }

    async fn after_a_minute_it_stands(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.shows("14:07")?;
        let told = w.operator().presses(UNDO).await?;
        assert_eq!(told, "Отменить можно было в течение минуты. Теперь поправьте карточку или передайте другому.");
        w.operator().has_no_button(UNDO)?;
        assert_eq!(w.status(1).await?, Status::Assigned);
        Ok(())
    }

    async fn nobody_undoes_what_others_work_on(w: &mut World) -> Result<()> {
        w.registered().await?;
        let (card, undo) = w.operator().button(UNDO)?;
        w.coordinator().writes("/i 1").await?;
        w.coordinator().has_no_button(UNDO)?;
        w.coordinator().presses("❗ Важность").await?;
        w.coordinator().presses("повышенная").await?;
        w.operator().has_no_button(UNDO)?;
        let acted = "Отменить уже нельзя: с инцидентом начали работать. Поправьте карточку.";
        assert_eq!(w.operator().presses_data(card, &undo).await?, acted);
        w.recipient().presses("👌 Принять в работу").await?;
        let told = w.operator().presses_data(card, &undo).await?;
        assert_eq!(told, "Кнопка устарела: в работе, Специалист дорог. Карточка обновлена.");

        // An answer that was begun counts too; what the operator did himself does not.
        w.registered().await?;
        w.operator().presses("❗ Важность").await?;
        w.operator().presses("критическая").await?;
        w.recipient().presses("✍️ Ответить").await?;
        assert_eq!(w.operator().presses(UNDO).await?, acted);
        assert_eq!(w.status(2).await?, Status::Assigned);
        Ok(())
    }
}
