//! One problem told twice: found by its post or named by its number, it follows the main incident.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::{ChatId, MessageId};
use mcu_bot::domain::incident::Status;
use mcu_bot::emulator::Origin;

use crate::engines::both_engines;
use crate::world::{ANSWER, World, posts};

/// A draft without a topic and with nobody to answer, registered.
async fn undistributed(w: &mut World, text: &str) -> Result<()> {
    w.operator().writes(text).await?;
    w.operator().presses("✅ Зарегистрировать").await?;
    Ok(())
}

both_engines! {
    async fn the_same_post_becomes_a_duplicate_with_one_tap(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().forwards(posts::POTHOLE).await?;
        assert_snapshot!(w.operator().card(2).await?, @"
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
        | 🔁 уже есть: № 2026-000001, тот же пост · назначено
        [✅ Зарегистрировать]
        [🔁 Дубликат № 2026-000001]
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🗑 Отклонить]
        ");
        assert_eq!(w.operator().presses("🔁 Дубликат № 2026-000001").await?, "Дубликат № 2026-000001");
        assert_snapshot!(w.operator().card(2).await?, @"
        🔕 бот
        | 🔁 Дубликат № 2026-000001
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ➡️ основной: назначено
        [К основному]
        ");
        assert_eq!(w.history(1).await?, ["create Оператор МЦУ", "register Оператор МЦУ", "followed Оператор МЦУ"]);
        assert_eq!(w.history(2).await?, ["create Оператор МЦУ", "duplicate Оператор МЦУ"]);
        assert_eq!(w.recipient().chat().matches("🔔").count(), 1, "nobody is asked twice");

        w.recipient().presses("👌 Принять в работу").await?;
        assert!(w.operator().card(2).await?.contains("➡️ основной: в работе"));
        w.recipient().replies("№ 2026-000001", ANSWER).await?;
        w.recipient().presses("📨 На проверку").await?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.media().presses("📢 Опубликовано").await?;
        w.media().writes("https://t.me/podsluh_akhtuba/325?comment=7").await?;
        w.media().presses("🏁 Решено").await?;
        assert_snapshot!(w.operator().card(2).await?, @"
        🔕 бот
        | 🔁 Дубликат № 2026-000001
        | Telegram · «Подслушано Ахтубинск» · пост 325
        | 🏷 Дороги → Ямы на дорогах
        | 🏢 Дороги
        | 📍 Ахтубинск, ул. Ленина, 12
        |
        | «На улице Ленина у дома 12 огромная яма, машины бьют колёса»
        | 🔗 пост
        |
        | ✅ основной: решено пт 27 нояб.
        | 🔗 где опубликован ответ
        [К основному]
        ");
        w.forget_chats();
        assert_eq!(w.operator().presses("К основному").await?, "Карточка ниже");
        w.operator().sees("✅ № 2026-000001 · решено")?;

        // The main one is closed, and still what tells of this post.
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().sees("🔁 уже есть: № 2026-000001, тот же пост · решено")?;
        Ok(())
    }

    async fn a_link_finds_the_post_it_leads_to(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().writes("Жалуются: t.me/s/Podsluh_Akhtuba/325?single").await?;
        w.operator().sees("🔁 уже есть: № 2026-000001, тот же пост · назначено")?;
        w.operator().presses("№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12").await?;
        w.operator().sees("🆕 № 2026-000001")?;

        // A page is no post: two people may speak of it.
        for which in [3, 4] {
            w.operator().writes("Пишут в vk.com/akhtubinsk24, что темно").await?;
            assert!(!w.operator().card(which).await?.contains("уже есть"));
        }
        // A channel without a public name has its posts told all the same.
        let _ = w.telegram.channel(ChatId(-1_001_000_000_077), "Соседи");
        let post = Origin::Channel { chat: ChatId(-1_001_000_000_077), post: MessageId(9), signature: None };
        w.operator().does(|person| person.forwards(&post, "Снег не убран")).await?;
        w.operator().does(|person| person.forwards(&post, "Снег не убран")).await?;
        w.operator().sees("🔁 уже есть черновик, тот же пост · Оператор МЦУ")?;
        Ok(())
    }

    async fn two_bring_one_post_at_the_same_instant(w: &mut World) -> Result<()> {
        for number in 1..=3 {
            let (operator, coordinator) = (w.operator().person, w.coordinator().person);
            let post = posts::Post { number: MessageId(900 + number), ..posts::POTHOLE };
            let origin = w.operator().origin(post);
            operator.forwards(&origin, post.text);
            coordinator.forwards(&origin, post.text);
            w.run_until_idle().await?;
            w.operator().sees("🔁 уже есть черновик, тот же пост · Координатор")?;
            w.coordinator().sees("🔁 уже есть черновик, тот же пост · Оператор МЦУ")?;
            w.operator().presses("✅ Зарегистрировать").await?;
            w.coordinator().sees(&format!("🔁 уже есть: № 2026-{number:06}, тот же пост · назначено"))?;
            w.coordinator().presses(&format!("🔁 Дубликат № 2026-{number:06}")).await?;
            w.forget_chats();
        }
        Ok(())
    }

    async fn a_number_can_be_named(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().presses("🗑 Отклонить").await?;
        w.operator().writes("вопрос без места").await?;
        undistributed(w, "Опять никто ничего не делает").await?;

        assert_eq!(w.operator().presses("🔁 Дубликат").await?, "Напишите номер");
        w.operator().sees("🔁 Какой инцидент это повторяет?\nНапишите номер, например: 117")?;
        w.operator().writes("№ 77").await?;
        w.operator().sees("Не нашёл № 77.")?;
        w.operator().writes("2026-000002").await?;
        w.operator().sees("Это он и есть. Напишите номер другого инцидента.")?;
        w.operator().writes("№ 1").await?;
        assert_snapshot!(w.operator().card(3).await?, @"
        🔕 бот
        | 🔁 № 2026-000002 · дубликат № 2026-000001
        |
        | «Опять никто ничего не делает»
        |
        | ➡️ основной: назначено
        [К основному]
        ");
        w.operator().has_no_button("✖️ Отмена")?;
        assert_eq!(w.status(3).await?, Status::Duplicate);

        // Answered by a colleague meanwhile.
        undistributed(w, "И снова никто").await?;
        w.operator().presses("🔁 Дубликат").await?;
        w.coordinator().writes("/i 3").await?;
        w.coordinator().presses("🗑 Отклонить").await?;
        w.coordinator().presses("спам").await?;
        w.operator().writes("1").await?;
        w.operator().sees("Уже не получится: не требует реакции, Координатор.")?;
        // What was rejected after it got its number leads nobody.
        w.operator().writes("Никто и никогда").await?;
        w.operator().presses("🔁 Дубликат").await?;
        w.operator().writes("3").await?;
        w.operator().sees("Тот инцидент отклонён, он не требует реакции.")?;
        w.operator().presses("✖️ Отмена").await?;
        Ok(())
    }

    async fn chains_end_at_the_main_incident(w: &mut World) -> Result<()> {
        w.registered().await?;
        undistributed(w, "Первый о том же").await?;
        w.operator().writes("Второй о том же").await?;
        w.operator().presses("🔁 Дубликат").await?;
        w.operator().writes("2").await?;
        assert!(w.operator().card(3).await?.contains("🔁 Дубликат № 2026-000002"));

        // The one it follows becomes a duplicate itself.
        w.operator().writes("/i 2").await?;
        w.operator().presses("🔁 Дубликат").await?;
        w.operator().writes("1").await?;
        assert!(w.operator().card(3).await?.contains("🔁 Дубликат № 2026-000001"));
        assert_eq!(w.incident(3).await?.duplicate_of, Some(w.incident(1).await?.id));

        // A duplicate's number stands for its main incident.
        w.operator().writes("Третий о том же").await?;
        w.operator().presses("🔁 Дубликат").await?;
        w.operator().writes("2").await?;
        assert!(w.operator().card(4).await?.contains("🔁 Дубликат № 2026-000001"));
        Ok(())
    }

    async fn two_who_link_them_to_each_other_leave_one(w: &mut World) -> Result<()> {
        undistributed(w, "Первый о том же").await?;
        undistributed(w, "Второй о том же").await?;
        w.operator().writes("/i 1").await?;
        w.operator().presses("🔁 Дубликат").await?;
        w.coordinator().writes("/i 2").await?;
        w.coordinator().presses("🔁 Дубликат").await?;
        let (operator, coordinator) = (w.operator().person, w.coordinator().person);
        operator.writes("2");
        coordinator.writes("1");
        w.run_until_idle().await?;
        let first = w.status(1).await? == Status::Duplicate;
        let second = w.status(2).await? == Status::Duplicate;
        assert!(first != second, "exactly one follows: {first} {second}");
        let late = if first { w.coordinator() } else { w.operator() };
        late.sees("Это он и есть. Напишите номер другого инцидента.")?;
        Ok(())
    }
}
