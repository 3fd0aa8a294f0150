//! The rating over what people did, counted by hand.

use anyhow::Result;
use insta::assert_snapshot;
use mcu_bot::domain::ids::UnitCode;
use mcu_bot::domain::period::{Period, Span};
use mcu_bot::store::reports::{self, AnswerSums, Judgement, OneAnswer};

use super::bound;
use crate::engines::both_engines;
use crate::world::{ANSWER, World, posts};

/// The week that ends today.
fn week(w: &World) -> Period {
    Span::Week.ending(w.clock.now().local(chrono_tz::Europe::Astrakhan).date_naive())
}

async fn sums(w: &World, unit: &str) -> Result<AnswerSums> {
    let mut tx = w.db.read().await?;
    let all = reports::answers(&mut tx, week(w), w.clock.now()).await?;
    Ok(all.into_iter().find(|sums| sums.unit == unit).unwrap_or_default())
}

async fn answers(w: &World, unit: &str) -> Result<Vec<OneAnswer>> {
    let mut tx = w.db.read().await?;
    Ok(reports::answers_of(&mut tx, &UnitCode(unit.to_owned()), week(w), w.clock.now()).await?)
}

/// The recipient answers what waits first, and it goes to review.
async fn answers_to_review(w: &mut World) -> Result<()> {
    w.recipient().presses("✍️ Ответить").await?;
    w.recipient().writes(ANSWER).await?;
    w.recipient().presses("📨 На проверку").await?;
    Ok(())
}

async fn closes(w: &mut World) -> Result<()> {
    w.coordinator().presses("✅ Согласовать").await?;
    w.media().presses("📢 Опубликовано").await?;
    w.media().presses("Без ссылки").await?;
    w.media().presses("🏁 Решено").await?;
    Ok(())
}

/// One incident is closed at once on Friday at 14:05. The other was due on Monday at 14:05, was sent on Tuesday at
/// 10:00 (12 h 55 min of 8 h), returned and sent again.
async fn one_good_and_one_bad(w: &mut World) -> Result<()> {
    w.closed().await?;
    w.accepted().await?;
    w.passes_until("01.12 10:00").await?;
    answers_to_review(w).await?;
    w.coordinator().presses("🔧 На доработку").await?;
    w.coordinator().writes("добавьте фото").await?;
    answers_to_review(w).await?;
    w.coordinator().presses("✅ Согласовать").await?;
    w.forget_chats();
    Ok(())
}

both_engines! {
    async fn every_missing_point_is_told(w: &mut World) -> Result<()> {
        one_good_and_one_bad(w).await?;
        // In time (1 + 4) / 7 · 40 = 28.57; speed (1 + 1 − 775 / 960 + 4) / 7 · 20 = 14.84; complete (1 + 4) / 7 · 25 =
        // 17.86; not again (1 + 4) / 6 · 15 = 12.5: 73.76 in all.
        w.recipient().writes("/rating").await?;
        assert_snapshot!(w.recipient().chat(), @"
        👤 Специалист дорог
        | /rating
        🔔 бот
        | 📊 Дороги — 74 из 100 за 7 дней
        | 1-е место из 1
        | В срок 28,6 из 40 · скорость 14,8 из 20 · полнота 17,9 из 25 · без повторов 12,5 из 15
        | 2 сообщения, 1 с опозданием
        |
        | Что стоило баллов
        | № 2026-000002 · ямы на дорогах: −11,6 (в срок 5,7, скорость 2,3, полнота 3,6)
        | 14,6 не хватает, потому что сообщений мало: счёт притянут к 80. Чем их больше, тем меньше эта часть.
        [№ 2026-000002 · Ямы на дорогах · −11,6]
        [• 7 дней] [Месяц] [Квартал]
        ");
        Ok(())
    }

    async fn whoever_reads_all_figures_sees_the_tables(w: &mut World) -> Result<()> {
        one_good_and_one_bad(w).await?;
        w.head().writes("/rating").await?;
        w.head().presses("🔎 Почему так").await?;
        w.head().presses("1. Дороги — 74").await?;
        w.head().presses("Месяц").await?;
        assert_snapshot!(w.head().chat(), @"
        👤 Руководитель МЦУ
        | /rating
        🔔 бот · Photo
        | 📊 Рейтинг за месяц · 2 нояб. – 1 дек.
        | Впереди Дороги: 74 из 100.
        |
        | Баллы: ответы в срок, скорость, полнота, без повторов. «Почему так» покажет, за что они сняты.
        [7 дней] [• Месяц] [Квартал]
        [🔎 Почему так]
        🔔 бот
        | 🔎 Почему так · за 7 дней
        | Выберите подразделение.
        [1. Дороги — 74]
        🔔 бот
        | 📊 Дороги — 74 из 100 за 7 дней
        | 1-е место из 1
        | В срок 28,6 из 40 · скорость 14,8 из 20 · полнота 17,9 из 25 · без повторов 12,5 из 15
        | 2 сообщения, 1 с опозданием
        |
        | Что стоило баллов
        | № 2026-000002 · ямы на дорогах: −11,6 (в срок 5,7, скорость 2,3, полнота 3,6)
        | 14,6 не хватает, потому что сообщений мало: счёт притянут к 80. Чем их больше, тем меньше эта часть.
        [№ 2026-000002 · Ямы на дорогах · −11,6]
        ");
        assert_eq!(w.head().pictures().len(), 1, "edited in place");
        Ok(())
    }

    async fn silence_does_not_pay(w: &mut World) -> Result<()> {
        w.closed().await?;
        let before = sums(w, "roads").await?;
        assert_eq!((before.incidents, before.owed, before.on_time), (1, 1, 1));
        w.registered().await?;
        assert_eq!(sums(w, "roads").await?, before, "it is not due yet");
        w.passes_until("30.11 14:10").await?;
        let after = sums(w, "roads").await?;
        assert_eq!((after.incidents, after.owed, after.on_time), (2, 2, 1));
        w.clock_shows("15.12 12:00")?;
        let later = sums(w, "roads").await?;
        assert_eq!((later.incidents, later.owed, later.on_time), (1, 1, 0), "long ago, and still owed");
        Ok(())
    }

    async fn what_was_late_stays_with_the_unit_that_had_it(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.passes_until("30.11 15:05").await?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("ЖКХ").await?;
        let roads = answers(w, "roads").await?;
        assert_eq!(roads.len(), 1);
        assert!(roads[0].left_at.is_some() && roads[0].answered_at.is_none());
        assert_eq!(sums(w, "roads").await?.owed, 1);
        // The other unit has its whole term from here: eight hours of work, to Tuesday at 15:05.
        assert_eq!(sums(w, "zhkh").await?.owed, 0);
        w.passes_until("01.12 15:04").await?;
        assert_eq!(sums(w, "zhkh").await?.owed, 0);
        w.passes_until("01.12 15:06").await?;
        assert_eq!((sums(w, "zhkh").await?.owed, sums(w, "zhkh").await?.on_time), (1, 0));
        Ok(())
    }

    async fn what_was_given_away_in_time_is_nobodys_fault(w: &mut World) -> Result<()> {
        w.accepted().await?;
        w.operator().presses("🏢 Ответственный").await?;
        w.operator().presses("ЖКХ").await?;
        w.passes_until("01.12 10:00").await?;
        assert_eq!(sums(w, "roads").await?, AnswerSums::default());
        let mut tx = w.db.read().await?;
        let received = reports::received_by_day(&mut tx, week(w)).await?;
        tx.rollback().await?;
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].unit, Some(UnitCode("zhkh".to_owned())), "as it was at the end of its day");
        Ok(())
    }

    async fn a_complaint_that_comes_again_counts_against_quality(w: &mut World) -> Result<()> {
        w.closed().await?;
        let repeats = async |w: &World| -> Result<Vec<(UnitCode, i64, i64)>> {
            let mut tx = w.db.read().await?;
            Ok(reports::repeats(&mut tx, week(w)).await?)
        };
        let roads = UnitCode("roads".to_owned());
        assert_eq!(repeats(w).await?, [(roads.clone(), 1, 0)]);
        w.operator().presses("🔓 Открыть снова").await?;
        w.operator().writes("яма на том же месте").await?;
        assert_eq!(repeats(w).await?, [(roads.clone(), 1, 1)]);
        // Closed once more, it is two answers, of which one did not help.
        answers_to_review(w).await?;
        closes(w).await?;
        assert_eq!(repeats(w).await?, [(roads, 2, 1)]);
        Ok(())
    }

    async fn another_post_about_what_was_answered_counts_too(w: &mut World) -> Result<()> {
        w.published().await?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("🔁 Дубликат № 2026-000001").await?;
        let mut tx = w.db.read().await?;
        assert_eq!(reports::repeats(&mut tx, week(w)).await?, [(UnitCode("roads".to_owned()), 1, 1)]);
        Ok(())
    }

    async fn what_needs_no_answer_leaves_the_counts(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::RIDDLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        let count = async |w: &World| -> Result<usize> {
            let mut tx = w.db.read().await?;
            Ok(reports::received_by_day(&mut tx, week(w)).await?.len())
        };
        assert_eq!(count(w).await?, 1);
        w.operator().presses("🗑 Отклонить").await?;
        w.operator().writes("это не жалоба").await?;
        assert_eq!(count(w).await?, 0);
        w.operator().presses("🔓 Открыть снова").await?;
        w.operator().writes("всё-таки жалоба").await?;
        assert_eq!(count(w).await?, 1);
        Ok(())
    }

    async fn an_undone_registration_was_never_there(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.operator().presses("↩️ Отменить регистрацию").await?;
        let mut tx = w.db.read().await?;
        assert!(reports::received_by_day(&mut tx, week(w)).await?.is_empty());
        tx.rollback().await?;
        w.passes_until("30.11 15:00").await?;
        assert!(answers(w, "roads").await?.is_empty());
        Ok(())
    }

    async fn marks_are_worth_what_they_say(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.coordinator().presses("⭐ 1").await?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.passes_until("30.11 14:10").await?;
        let roads = sums(w, "roads").await?;
        assert_eq!((roads.judged, roads.complete), (1, 0.5));
        Ok(())
    }

    async fn review_is_the_reviewers_time(w: &mut World) -> Result<()> {
        w.in_review().await?;
        // Returned after the due moment, which has moved with the review; answered an hour of work later.
        w.passes_until("01.12 10:05").await?;
        w.coordinator().presses("🔧 На доработку").await?;
        w.coordinator().writes("добавьте фото").await?;
        w.passes_until("01.12 11:05").await?;
        answers_to_review(w).await?;
        w.coordinator().presses("✅ Согласовать").await?;
        w.passes_until("02.12 12:00").await?;
        let roads = answers(w, "roads").await?;
        assert_eq!((roads.len(), roads[0].judgement), (1, Judgement::Returned));
        // An hour of work and the seconds that messages took, without the review.
        assert_eq!(roads[0].used.map(|used| used / 60_000), Some(60));
        assert_eq!(sums(w, "roads").await?.on_time, 1);
        Ok(())
    }

    async fn changed_rules_do_not_touch_what_is_past(w: &mut World) -> Result<()> {
        w.closed().await?;
        let before = sums(w, "roads").await?;
        let directory = include_str!("../../world/directory.toml");
        w.applies(&directory.replace("reply = \"8 wh\"", "reply = \"1 wh\"")).await?;
        w.ticks().await?;
        assert_eq!(sums(w, "roads").await?, before);
        Ok(())
    }

    async fn others_see_their_own_unit_only(w: &mut World) -> Result<()> {
        bound(w).await?;
        one_good_and_one_bad(w).await?;
        w.neighbour().writes("/rating").await?;
        w.neighbour().sees("сроков не было, считать нечего")?;
        w.neighbour().does_not_see("Дороги")?;
        w.neighbour().writes("/digest").await?;
        w.neighbour().does_not_see("☀️ МЦУ")?;
        w.neighbour().writes("/export month").await?;
        assert!(w.neighbour().messages().iter().all(|shown| shown.media.is_none()));
        Ok(())
    }
}
