//! Every working morning one message, to each bound group and to the head.

use anyhow::{Context, Result};
use insta::assert_snapshot;
use mcu_bot::emulator::{Fault, Shown};

use super::{GROUP, bound};
use crate::engines::both_engines;
use crate::world::{World, posts};

/// Messages of the bot in the group that begin like a digest.
fn digests(w: &World) -> Vec<Shown> {
    w.in_group().into_iter().filter(|shown| shown.text.starts_with("☀️ МЦУ")).collect()
}

both_engines! {
    async fn it_comes_in_the_morning_to_the_group_and_to_the_head(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.closed().await?;
        w.registered().await?;
        w.forget_chats();
        w.passes_until("30.11 09:05").await?;
        let last = w.in_group().pop().context("a digest")?;
        assert_snapshot!(crate::world::chat::written(&[last], &w.telegram), @"
        🔔 бот
        | ☀️ МЦУ Ахтубинского района · пн 30 нояб.
        | Первый день наблюдений
        |
        | Поступило 2
        | Решено 1 · все в срок
        | В работе 1
        | Просроченных нет
        |
        | Темы: дороги 2
        | Где: Ахтубинск 2
        | Откуда: Telegram 2
        |
        | Сегодня истекает 1 срок
        [📋 Полностью]
        [🔴 Просрочено] [🔥 Тепловая карта]
        ");
        let head = w.head().seen("МЦУ Ахтубинского района")?;
        assert_snapshot!(crate::world::chat::written(&[head], &w.telegram), @"
        🔔 бот
        | ☀️ МЦУ Ахтубинского района · пн 30 нояб.
        | Первый день наблюдений
        |
        | Поступило 2
        | Решено 1 · все в срок
        | В работе 1
        | Просроченных нет
        |
        | Темы: дороги 2
        | Где: Ахтубинск 2
        | Откуда: Telegram 2
        |
        | Сегодня истекает 1 срок
        [📥 Поступило 2] [✅ Решено 1]
        [🛠 В работе 1] [📆 Истекает сегодня 1]
        [📋 Полностью]
        [📊 Рейтинг] [🔥 Тепловая карта]
        ");
        Ok(())
    }

    async fn it_comes_once_whatever_restarts(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.passes_until("30.11 09:05").await?;
        assert_eq!(digests(w).len(), 1);
        w.restart().await?;
        w.ticks().await?;
        w.crash().await?;
        w.passes_until("30.11 18:00").await?;
        assert_eq!(digests(w).len(), 1);
        w.passes_until("01.12 09:05").await?;
        assert_eq!(digests(w).len(), 2);
        Ok(())
    }

    async fn a_crash_before_it_has_left_loses_nothing(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.passes_until("30.11 08:55").await?;
        w.clock_shows("30.11 09:01")?;
        w.ticks_and_dies().await?;
        w.start().await?;
        w.ticks().await?;
        assert_eq!(digests(w).len(), 1);
        Ok(())
    }

    async fn telegram_that_asks_to_wait_gets_it_later(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.closed().await?;
        w.passes_until("30.11 08:55").await?;
        w.telegram.fail_next("sendMessage", Fault::RetryAfter(7));
        w.passes_until("30.11 09:05").await?;
        assert_eq!(digests(w).len(), 1);
        Ok(())
    }

    async fn days_off_have_none(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.passes_until("29.11 20:00").await?;
        assert_eq!(digests(w).len(), 0);
        Ok(())
    }

    async fn after_an_outage_it_comes_late_the_same_day(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.passes_until("30.11 09:05").await?;
        w.dies();
        w.clock_shows("01.12 16:30")?;
        w.start().await?;
        w.ticks().await?;
        assert_eq!(digests(w).len(), 2);
        assert!(!digests(w)[1].text.contains("не вышла"), "{}", digests(w)[1].text);
        Ok(())
    }

    async fn what_was_missed_is_told_in_the_next(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.passes_until("30.11 09:05").await?;
        w.closed().await?;
        w.dies();
        w.clock_shows("02.12 10:00")?;
        w.start().await?;
        w.ticks().await?;
        assert_eq!(digests(w).len(), 2);
        let last = digests(w).pop().context("a digest")?;
        assert_snapshot!(last.text, @"
        ☀️ МЦУ Ахтубинского района · ср 2 дек.
        Первый день наблюдений
        Прошлая сводка не вышла, её день тоже здесь.

        Поступило 1
        Решено 1 · все в срок
        В работе 0
        Просроченных нет

        Темы: дороги 1
        Где: Ахтубинск 1
        Откуда: Telegram 1
        ");
        Ok(())
    }

    async fn whoever_begins_in_the_afternoon_has_missed_nothing(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.ticks().await?;
        assert_eq!(digests(w).len(), 0);
        w.head().does_not_see("☀️ МЦУ")?;
        Ok(())
    }

    async fn a_group_that_is_gone_is_told_to_the_admin(w: &mut World) -> Result<()> {
        bound(w).await?;
        let head = w.head().person;
        w.telegram.group(GROUP, "МЦУ района").kicks_bot(&head);
        w.run_until_idle().await?;
        w.passes_until("30.11 09:05").await?;
        w.admin().sees("Группа «МЦУ района» больше не принимает сообщения, сводка туда не приходит.")?;
        w.passes_until("01.12 09:05").await?;
        assert_eq!(w.admin().messages().iter().filter(|shown| shown.text.contains("больше не принимает")).count(), 1);
        // Back again, and bound anew.
        w.telegram.group(GROUP, "МЦУ района").adds_bot(&head);
        head.in_chat(GROUP).writes("/bind");
        w.run_until_idle().await?;
        w.passes_until("02.12 09:05").await?;
        assert_eq!(digests(w).len(), 1);
        Ok(())
    }

    async fn a_group_that_became_a_supergroup_goes_on_getting_it(w: &mut World) -> Result<()> {
        bound(w).await?;
        let head = w.head().person;
        let to = mcu_bot::domain::ids::ChatId(-1_001_000_000_501);
        let _ = w.telegram.group(GROUP, "МЦУ района").upgrades_to(to, &head);
        w.run_until_idle().await?;
        w.passes_until("30.11 09:05").await?;
        let there = w.telegram.messages(to).into_iter().filter(|shown| shown.text.starts_with("☀️ МЦУ")).count();
        assert_eq!(there, 1);
        Ok(())
    }

    async fn a_bound_group_can_be_unbound(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.head().presses("✖️ Отвязать группу").await?;
        w.head().sees("Группа «МЦУ района» больше не получает сводку. Вернуть: /bind в группе.")?;
        w.passes_until("30.11 09:05").await?;
        assert_eq!(digests(w).len(), 0);
        w.head().sees("☀️ МЦУ Ахтубинского района")?;
        Ok(())
    }

    async fn the_head_goes_down_to_the_incidents_behind_a_figure(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.registered().await?;
        w.passes_until("30.11 09:05").await?;
        w.forget_chats();
        w.head().presses("📥 Поступило 1").await?;
        assert_snapshot!(w.head().chat(), @"
        🔔 бот
        | 📥 Поступило · пт 27 нояб. – вс 29 нояб.
        [№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12 · до 14:05]
        [🔄 Обновить]
        ");
        w.head().presses("№ 2026-000001 · Ямы на дорогах, ул. Ленина, 12 · до 14:05").await?;
        w.head().sees("№ 2026-000001 · Ямы на дорогах")?;
        Ok(())
    }

    async fn drafts_are_behind_a_figure_for_those_who_decide_about_them(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.passes_until("30.11 09:05").await?;
        w.head().presses("🕰 Забыто 1").await?;
        w.head().sees("🕰 Забыто · лежит без движения")?;
        w.head().does_not_see("Здесь пусто.")?;
        w.media().writes("/help").await?;
        let at = w.media().messages().last().context("a message")?.id;
        w.media().presses_data(at, "dn:1:forgotten").await?;
        w.media().sees("Здесь пусто.")?;
        Ok(())
    }

    async fn other_days_are_told_in_place(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.closed().await?;
        w.passes_until("30.11 10:00").await?;
        w.forget_chats();
        w.head().writes("/digest month").await?;
        w.head().presses("7 дней").await?;
        w.head().presses("Квартал").await?;
        let told = w.head().messages().pop().context("a digest")?;
        assert_eq!(told.labels()[0], ["7 дней", "Месяц", "• Квартал"]);
        assert!(told.text.contains("\nПоступило 1"), "{}", told.text);
        assert_eq!(w.head().messages().len(), 2, "asked once, and edited");
        Ok(())
    }

    async fn others_press_in_vain(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.closed().await?;
        w.passes_until("30.11 09:05").await?;
        let at = w.recipient().messages().last().context("a message")?.id;
        for data in ["df:1", "gw:7", "gy:7:zhkh", "gh:7", "gp:30", "ge:91", "dx:501", "db:501:adm"] {
            let said = w.recipient().presses_data(at, data).await?;
            assert_eq!(said, "Это решает другой человек. Что ждёт вас, покажет /my.", "{data}");
        }
        w.recipient().presses_data(at, "dn:1:received").await?;
        w.recipient().does_not_see("Нижний Баскунчак")?;
        Ok(())
    }
}
