//! The bot was away, stands still, or is asked how it is.

use std::time::Duration;

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::outage::Cause;

use crate::engines::both_engines;
use crate::world::{Step, Stumble, World};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Whoever comes after an absence waits a little for what Telegram still has.
async fn settles(w: &mut World) -> Result<()> {
    w.run_until_idle().await?;
    w.clock.advance(MINUTE);
    w.ticks().await
}

both_engines! {
    async fn an_absence_of_hours_is_told_to_the_administrators(w: &mut World) -> Result<()> {
        w.is_reached().await?;
        w.forget_chats();
        w.dies();
        w.clock.advance(2 * HOUR + 15 * MINUTE);
        w.start().await?;
        w.is_reached().await?;
        settles(w).await?;
        assert_snapshot!(w.admin().chat(), @"
        🔔 бот
        | 🔌 Бот снова на связи
        | Его не было с пт 27 нояб., 14:05 до пт 27 нояб., 16:20 (2 ч 15 мин): программа не работала. Всё, что Telegram за это время сохранил, обработано.
        ");
        assert_eq!(w.operator().chat(), "", "nothing was lost");
        w.forget_chats();
        w.restart().await?;
        w.is_reached().await?;
        settles(w).await?;
        assert_eq!(w.admin().chat(), "", "told once");
        Ok(())
    }

    async fn a_start_and_a_change_of_the_leader_are_no_absence(w: &mut World) -> Result<()> {
        w.is_reached().await?;
        w.forget_chats();
        w.dies();
        w.clock.advance(10 * MINUTE);
        w.start().await?;
        w.is_reached().await?;
        settles(w).await?;
        assert_eq!(w.admin().chat(), "");
        Ok(())
    }

    async fn why_telegram_gave_nothing_is_told(w: &mut World) -> Result<()> {
        for (cause, told) in [(Cause::Unreachable, "Telegram не отвечал"), (Cause::Refused, "Telegram не принимал бота")] {
            w.is_reached().await?;
            w.forget_chats();
            for _ in 0..40 {
                w.clock.advance(MINUTE);
                w.is_not_reached(cause).await?;
            }
            w.is_reached().await?;
            settles(w).await?;
            assert!(w.admin().chat().contains(told), "{}", w.admin().chat());
        }
        Ok(())
    }

    async fn after_more_than_a_day_operators_hear_what_to_forward_again(w: &mut World) -> Result<()> {
        w.is_reached().await?;
        w.forget_chats();
        w.dies();
        let operator = w.telegram.person(mcu_bot::domain::ids::ChatId(1001), "Оператор МЦУ");
        operator.writes("Это Telegram уже забыл: нет света");
        w.clock.advance(20 * HOUR);
        operator.writes("Это дошло: на улице Ленина яма");
        w.clock.advance(10 * HOUR);
        w.start().await?;
        w.is_reached().await?;
        settles(w).await?;
        assert_snapshot!(w.operator().chat(), @"
        👤 Оператор МЦУ
        | Это Telegram уже забыл: нет света
        👤 Оператор МЦУ
        | Это дошло: на улице Ленина яма
        🔕 бот
        | 📝 Черновик
        |
        | «Это дошло: на улице Ленина яма»
        |
        | 🏷 Дороги → Ямы на дорогах · по слову «яма»
        | 🏢 Дороги · отвечает за тему
        | 📍 ул. Ленина
        | ⏰ ответить до пн 30 нояб., 17:00 · 8 раб. ч
        [✅ Зарегистрировать]
        [🏷 Тема] [🏢 Ответственный]
        [⏰ Срок] [📍 Место]
        [❗ Важность] [🔁 Дубликат]
        [🗑 Отклонить]
        🔔 бот
        | 🔌 Бота не было дольше суток
        | С пт 27 нояб., 14:05 до сб 28 нояб., 20:05 сообщения до него не доходили, а Telegram хранит их только сутки.
        | Пришёл 1 ваш черновик:
        | · «Это дошло: на улице Ленина яма»
        | Чего здесь нет, перешлите ещё раз. Если кнопка не сработала, нажмите её снова.
        ");
        assert!(w.coordinator().chat().contains("Черновиков от вас за это время не пришло"), "{}", w.coordinator().chat());
        Ok(())
    }

    async fn an_absence_is_told_when_what_waited_is_handled(w: &mut World) -> Result<()> {
        w.is_reached().await?;
        w.forget_chats();
        w.dies();
        w.clock.advance(HOUR);
        w.start().await?;
        w.is_reached().await?;
        w.telegram.person(mcu_bot::domain::ids::ChatId(1001), "Оператор МЦУ").writes("Нет воды");
        w.goes_on(Step::Keep).await?;
        w.clock.advance(MINUTE);
        w.ticks_unheard().await?;
        w.goes_on(Step::Deliver).await?;
        assert_eq!(w.admin().chat(), "", "something waits still");
        settles(w).await?;
        assert!(w.admin().chat().contains("Бот снова на связи"));
        Ok(())
    }

    async fn a_queue_that_stands_still_is_told_once(w: &mut World) -> Result<()> {
        w.forget_chats();
        w.telegram.person(mcu_bot::domain::ids::ChatId(1001), "Оператор МЦУ").writes("Нет воды");
        w.goes_on(Step::Keep).await?;
        for _ in 0..3 {
            w.clock.advance(3 * MINUTE);
            w.ticks_unheard().await?;
        }
        w.goes_on(Step::Deliver).await?;
        let told = w.admin().chat();
        assert_eq!(told.matches("Сообщения ждут обработки уже 6 мин").count(), 1, "{told}");
        assert_eq!(told.matches("ждут обработки").count(), 1, "{told}");
        w.run_until_idle().await
    }

    async fn the_doctor_gives_a_verdict_and_what_to_do(w: &mut World) -> Result<()> {
        w.is_reached().await?;
        w.registered().await?;
        w.forget_chats();
        w.admin().writes("/doctor").await?;
        assert_snapshot!(w.admin().chat(), @"
        👤 Администратор
        | /doctor
        🔔 бот
        | 🩺 Всё в порядке
        |
        | Программа 0.1.0
        | Ждут обработки 0, отправки 0
        | В работе 1, просрочено 0
        | Telegram отвечал сегодня в 14:05
        |
        | Посмотреть ещё раз: /doctor
        ");
        w.stumbles_over("Нет воды", Stumble::Panics)?;
        w.operator().writes("Нет воды").await?;
        assert_eq!(World::take_errors().len(), 3, "three attempts");
        w.forget_chats();
        w.admin().writes("/doctor").await?;
        assert_snapshot!(w.admin().chat(), @"
        👤 Администратор
        | /doctor
        🔔 бот
        | 🩺 Нужно внимание
        | ⚠️ Не обработано 1 сообщение: mcu-bot failed list
        |
        | Программа 0.1.0
        | Ждут обработки 0, отправки 0
        | В работе 1, просрочено 0
        | Telegram отвечал сегодня в 14:05
        |
        | Посмотреть ещё раз: /doctor
        ");
        w.forget_chats();
        w.recipient().writes("/doctor").await?;
        assert!(!w.recipient().chat().contains("🩺"), "{}", w.recipient().chat());
        w.command(&["failed", "drop", "--all"]).await?;
        Ok(())
    }
}
