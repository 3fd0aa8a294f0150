//! What a group may ask: figures and names of units, from people with the right.

use anyhow::{Context, Result};
use insta::assert_snapshot;
use mcu_bot::emulator::ShownAction;

use super::{GROUP, bound};
use crate::engines::both_engines;
use crate::world::World;

both_engines! {
    async fn figures_are_asked_for_there(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.closed().await?;
        w.closed().await?;
        w.registered().await?;
        w.shows("16:30")?;
        let said = w.in_group().len();
        let head = w.head().person.in_chat(GROUP);
        for command in ["/digest", "/rating month", "/heatmap@mcu_test_bot", "/today"] {
            head.writes(command);
            w.run_until_idle().await?;
        }
        let chat = crate::world::chat::written(&w.in_group()[said..], &w.telegram);
        assert_snapshot!(chat, @"
        🔔 бот
        | ☀️ МЦУ Ахтубинского района · пт 27 нояб.
        | Первый день наблюдений
        |
        | Поступило 0
        | Решено 0
        | В работе 1
        | Просроченных нет
        [📋 Полностью]
        [🔴 Просрочено] [🔥 Тепловая карта]
        🔔 бот · Photo
        | 📊 Рейтинг за месяц · 29 окт. – 27 нояб.
        | Впереди Дороги: 86 из 100.
        |
        | Баллы: ответы в срок, скорость, полнота, без повторов. «Почему так» покажет, за что они сняты.
        [📋 Полностью]
        [🔴 Просрочено] [🔥 Тепловая карта]
        🔔 бот · Photo
        | 🔥 Тепловая карта за 7 дней · 21–27 нояб.
        | Опозданий почти нет.
        [📋 Полностью]
        [🔴 Просрочено] [🔥 Тепловая карта]
        🔔 бот
        | 📆 Сегодня сроки не истекают.
        [📋 Полностью]
        [🔴 Просрочено] [🔥 Тепловая карта]
        ");
        let links = w.in_group().into_iter().flat_map(|shown| shown.keyboard).flatten();
        assert!(links.into_iter().all(|button| matches!(button.does, ShownAction::Url(_))), "only ways into the private chat");
        assert!(!chat.contains("На улице Ленина") && !chat.contains("Специалист"), "nobody's words and no names");
        Ok(())
    }

    async fn others_are_sent_to_the_private_chat(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.closed().await?;
        let said = w.in_group().len();
        let recipient = w.recipient().person.in_chat(GROUP);
        for command in ["/digest", "/rating", "/bind"] {
            recipient.writes(command);
        }
        w.run_until_idle().await?;
        let lines: Vec<String> = w.in_group().into_iter().skip(said).map(|shown| shown.text).collect();
        assert_eq!(lines, ["Напишите мне лично: там можно работать с инцидентами."]);
        Ok(())
    }

    async fn links_lead_down_to_what_one_may_see(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.registered().await?;
        w.passes_until("30.11 09:05").await?;
        let digest = w.in_group().pop().context("a digest")?;
        let links: Vec<String> = digest.keyboard.into_iter().flatten().filter_map(|button| match button.does {
            ShownAction::Url(url) => url.split_once("start=").map(|(_, payload)| payload.to_owned()),
            _ => None,
        }).collect();
        assert_eq!(links, ["d_1", "overdue", "heat"]);
        w.forget_chats();
        for payload in &links {
            w.coordinator().opens(payload).await?;
        }
        w.coordinator().sees("☀️ МЦУ Ахтубинского района · пн 30 нояб.")?;
        w.coordinator().sees("🔥 Тепловая карта за 7 дней")?;
        // The same links, pressed by somebody who may not read them.
        for payload in &links {
            w.neighbour().opens(payload).await?;
        }
        w.neighbour().does_not_see("☀️ МЦУ")?;
        w.neighbour().does_not_see("🔥")?;
        w.neighbour().does_not_see("2026-000001")?;
        Ok(())
    }

    async fn bound_already_is_said(w: &mut World) -> Result<()> {
        bound(w).await?;
        w.head().person.in_chat(GROUP).writes("/bind");
        w.run_until_idle().await?;
        assert_eq!(
            w.in_group().pop().context("an answer")?.text,
            "Сводка уже приходит сюда по рабочим дням в 09:00. Посмотреть сейчас: /digest"
        );
        w.head().writes("/bind").await?;
        w.head().sees("Наберите /bind в группе, куда должна приходить сводка.")?;
        Ok(())
    }

    async fn a_directory_without_digests_says_so(w: &mut World) -> Result<()> {
        let head = w.head_in_group().await?;
        head.writes("/bind");
        w.run_until_idle().await?;
        assert!(w.in_group().pop().context("an answer")?.text.starts_with("Сводок пока нет"));
        Ok(())
    }
}
