//! Trouble on the way to Telegram: what was to be said is said, once where that can be, and in its order.

use anyhow::Result;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::incident::Status;
use mcu_bot::emulator::{Fault, Outcome, Person, Shown, Target};
use mcu_bot::messenger::html::Html;
use mcu_bot::messenger::outgoing::Message;
use mcu_bot::store::outbox::{self, Draft, Priority};

use crate::engines::both_engines;
use crate::world::{Step, World, posts};

const RECIPIENT: ChatId = ChatId(1011);
const COLLEAGUE: ChatId = ChatId(1012);

fn to_recipient(method: &str) -> Target {
    Target::method(method).in_chat(RECIPIENT)
}

fn refused(status: u16, why: &str) -> Fault {
    Fault::Refused(status, why.to_owned())
}

/// Troubles that pass, with whether what was asked had been done all the same.
fn passing() -> [(Fault, bool); 6] {
    [
        (Fault::RetryAfter(7), false),
        (Fault::Status(500), false),
        (Fault::Status(502), false),
        (Fault::HtmlBody, false),
        (Fault::Reset, false),
        (Fault::LostAnswer, true),
    ]
}

both_engines! {
    async fn a_card_arrives_through_every_passing_trouble(w: &mut World) -> Result<()> {
        for (which, (fault, done)) in (1..).zip(passing()) {
            w.telegram.fail_next(to_recipient("sendMessage"), fault);
            w.registered().await?;
            let number = format!("🆕 № 2026-00000{which}");
            let copies = w.recipient().chat().matches(&number).count();
            assert_eq!(copies, if done { 2 } else { 1 }, "{}", w.recipient().chat());
            // Only the last one is the card.
            w.recipient().presses("👌 Принять в работу").await?;
            assert!(w.recipient().card(which).await?.contains("🛠"));
        }
        Ok(())
    }

    async fn an_edit_arrives_through_every_passing_trouble(w: &mut World) -> Result<()> {
        w.registered().await?;
        for (fault, _) in passing() {
            w.telegram.fail_next(to_recipient("editMessageText"), fault);
            w.operator().presses("🏷 Тема").await?;
            let topic = if w.recipient().card(1).await?.contains("Ямы на дорогах") { "Уборка снега" } else { "Ямы на дорогах" };
            w.operator().presses("🗂 Дороги").await?;
            w.operator().presses(topic).await?;
            assert!(w.recipient().card(1).await?.contains(topic));
            // A lost answer had changed the message: asking again is no news, and harmless.
            w.take_sins();
        }
        Ok(())
    }

    async fn a_card_shows_what_is_so_though_nobody_knew_what_it_showed(w: &mut World) -> Result<()> {
        w.registered().await?;
        for (time, dies) in [("14:30", false), ("14:31", true)] {
            w.shows(time)?;
            let operator = w.operator().person;
            w.telegram.fail_next(Target::method("editMessageText").in_chat(operator.chat()), Fault::LostAnswer);
            operator.presses_newest("📜 История")?;
            for step in [Step::Keep, Step::Handle, Step::Deliver] {
                w.goes_on(step).await?;
            }
            if dies {
                w.crash().await?;
            }
            // Back to what was acknowledged last.
            operator.presses_newest("◀️ Назад")?;
            w.run_until_idle().await?;
            let card = w.operator().card(1).await?;
            assert!(!card.contains("📜 История №"), "dies: {dies}\n{card}");
        }
        Ok(())
    }

    async fn retry_after_is_obeyed_and_stops_nobody_else(w: &mut World) -> Result<()> {
        w.telegram.fail_next(to_recipient("sendMessage"), Fault::RetryAfter(30));
        let before = w.clock.elapsed();
        w.registered().await?;
        assert!(w.clock.elapsed().saturating_sub(before).as_secs() >= 30);
        let sent = |chat| {
            let calls = w.telegram.calls_of("sendMessage").into_iter();
            let done = calls.filter(move |call| call.chat == Some(chat) && call.outcome == Outcome::Done);
            done.map(|call| call.at).max()
        };
        assert!(sent(COLLEAGUE) < sent(RECIPIENT), "the colleague has not waited");
        Ok(())
    }

    async fn a_press_is_honoured_though_its_answer_is_lost(w: &mut World) -> Result<()> {
        w.registered().await?;
        for fault in [Fault::Status(500), Fault::Reset, Fault::HtmlBody, refused(400, "Bad Request: query is too old")] {
            w.telegram.fail_next("answerCallbackQuery", fault);
            w.operator().does(|person| person.presses_newest("📜 История")).await??;
            w.until_faults_are_used().await;
            assert!(w.operator().card(1).await?.contains("📜 История № 2026-000001"));
            w.operator().presses("◀️ Назад").await?;
        }
        w.take_sins();
        Ok(())
    }

    async fn a_message_not_modified_is_done(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.telegram.fail_next(to_recipient("editMessageText"), refused(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"));
        w.recipient().presses("👌 Принять в работу").await?;
        assert_eq!(w.telegram.calls_of("editMessageText").iter().filter(|call| call.chat == Some(RECIPIENT)).count(), 1);
        Ok(())
    }

    async fn a_card_that_was_deleted_comes_anew(w: &mut World) -> Result<()> {
        w.registered().await?;
        let card = w.recipient().seen("🆕 № 2026-000001")?.id;
        w.recipient().does(|person| person.deletes(card)).await?;
        w.colleague().presses("👌 Принять в работу").await?;
        w.recipient().sees("🛠 № 2026-000001 · в работе, Мастер дорог")?;
        Ok(())
    }

    async fn whoever_blocks_us_is_left_alone_and_gets_the_cards_when_back(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().does(Person::blocks).await?;
        w.operator().sees("📵 Специалист дорог не получает сообщений: бот не запущен или заблокирован.")?;
        w.colleague().presses("👌 Принять в работу").await?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        w.forget_chats();
        w.recipient().does(Person::unblocks).await?;
        w.recipient().sees("🛠 № 2026-000001 · в работе, Мастер дорог")?;
        w.recipient().sees("🆕 № 2026-000002")?;
        assert_eq!(w.recipient().chat().matches("№ 2026-00000").count(), 2, "{}", w.recipient().chat());
        assert!(!w.operator().chat().contains("📵"), "told once");
        Ok(())
    }

    async fn a_refusal_for_good_tells_the_operator_once(w: &mut World) -> Result<()> {
        w.telegram.fail_next(to_recipient("sendMessage"), refused(403, "Forbidden: bot was blocked by the user"));
        w.registered().await?;
        w.operator().forwards(posts::POTHOLE).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        assert_eq!(w.operator().chat().matches("📵 Специалист дорог").count(), 1);
        assert_eq!(w.recipient().chat(), "");
        w.recipient().starts().await?;
        w.recipient().sees("🆕 № 2026-000001")?;
        w.recipient().sees("🆕 № 2026-000002")?;
        Ok(())
    }

    async fn who_never_pressed_start_gets_the_cards_with_it(w: &mut World) -> Result<()> {
        w.command(&["people", "add", "--telegram-id", "1013", "--name", "Новичок", "--role", "recipient", "--unit", "roads"]).await?;
        let _ = w.telegram.person(ChatId(1013), "Новичок");
        w.registered().await?;
        w.operator().sees("📵 Новичок не получает сообщений")?;
        w.somebody(ChatId(1013)).starts().await?;
        w.somebody(ChatId(1013)).sees("Здравствуйте, Новичок.")?;
        w.somebody(ChatId(1013)).presses("👌 Принять в работу").await?;
        assert_eq!(w.status(1).await?, Status::InProgress);
        Ok(())
    }

    async fn a_card_refused_as_it_is_is_said_in_plain_words(w: &mut World) -> Result<()> {
        w.telegram.fail_next(to_recipient("sendMessage"), refused(400, "Bad Request: can't parse entities: unexpected end"));
        w.registered().await?;
        assert_eq!(World::take_errors().len(), 1);
        w.recipient().sees("🆕 № 2026-000001 · Ямы на дорогах")?;
        w.recipient().has_no_button("👌 Принять в работу")?;
        // Its next change brings the card itself.
        w.colleague().presses("👌 Принять в работу").await?;
        w.recipient().presses("✍️ Ответить").await?;
        Ok(())
    }

    async fn a_message_refused_for_good_is_kept_for_an_admin(w: &mut World) -> Result<()> {
        for _ in 0..2 {
            w.telegram.fail_next(to_recipient("sendMessage"), refused(400, "Bad Request: no such luck"));
        }
        w.recipient().writes("/help").await?;
        assert_eq!(World::take_errors().len(), 2, "as it was, and plain");
        w.admin().sees("⚠️ Telegram не принял наше сообщение, номер m")?;
        let listed = w.command(&["failed", "list"]).await?;
        assert!(listed.contains("to 1011: 400 Bad Request: no such luck"), "{listed}");
        let number = listed.split_whitespace().next().unwrap_or_default().to_owned();
        // The chat has gone on.
        w.recipient().writes("/my").await?;
        w.recipient().sees("Сейчас вас ничего не ждёт.")?;
        w.command(&["failed", "retry", &number]).await?;
        w.run_until_idle().await?;
        w.recipient().sees("/my — что ждёт вас")?;
        assert_eq!(w.command(&["failed", "list"]).await?, "");
        Ok(())
    }

    async fn an_update_that_comes_twice_is_handled_once(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::POTHOLE).await?;
        w.telegram.repeat_update(w.telegram.last_update().unwrap());
        w.run_until_idle().await?;
        assert_eq!(w.incidents().await?, 1);
        w.operator().presses("✅ Зарегистрировать").await?;
        w.telegram.repeat_update(w.telegram.last_update().unwrap());
        w.run_until_idle().await?;
        w.until_answers(2).await;
        assert_eq!(w.history(1).await?.len(), 2);
        Ok(())
    }

    async fn a_burst_is_handled_in_order(w: &mut World) -> Result<()> {
        for number in 1..=10 {
            w.operator().person.writes(&format!("Яма номер {number}"));
        }
        w.run_until_idle().await?;
        for number in 1..=10 {
            assert_eq!(w.incident(number).await?.text, format!("Яма номер {number}"));
        }
        let drafts: Vec<_> = w.operator().messages().into_iter().filter(Shown::is_from_bot).collect();
        let order = drafts.iter().map(|shown| shown.text.lines().find(|line| line.contains("номер")).unwrap_or_default());
        let wanted = (1..=10).map(|number| format!("«Яма номер {number}»"));
        assert!(order.eq(wanted), "{}", w.operator().chat());
        Ok(())
    }

    async fn many_changes_are_one_edit(w: &mut World) -> Result<()> {
        w.accepted().await?;
        let before = w.telegram.calls_of("editMessageText").len();
        for (topic, label) in [("snow", "🏷 Тема"), ("roads-potholes", "🏷 Тема"), ("snow", "🏷 Тема")] {
            let (card, _) = w.operator().button(label)?;
            w.operator().person.sends_data(card, &format!("t:1:{topic}"));
        }
        w.goes_on(Step::Keep).await?;
        w.goes_on(Step::Handle).await?;
        w.run_until_idle().await?;
        let edits = w.telegram.calls_of("editMessageText").len() - before;
        assert_eq!(edits, 3, "one for each of the three who have the card");
        assert!(w.recipient().card(1).await?.contains("Уборка снега"));
        Ok(())
    }

    async fn a_card_goes_before_what_only_informs(w: &mut World) -> Result<()> {
        let body = Message::text(Html::escape("Сводка")).to_json();
        let mut tx = w.db.begin().await?;
        for number in 0..8 {
            let draft = Draft {
                key: format!("digest:{number}"),
                chat: RECIPIENT,
                priority: Priority::Notice,
                body: &body,
                card: None,
                incident: None,
                subject: None,
            };
            outbox::queue(&mut tx, &draft, w.clock.now()).await?;
        }
        tx.commit().await?;
        w.operator().person.forwards(&w.operator().origin(posts::POTHOLE), posts::POTHOLE.text);
        w.goes_on(Step::Keep).await?;
        w.goes_on(Step::Handle).await?;
        w.goes_on(Step::Deliver).await?;
        w.operator().presses("✅ Зарегистрировать").await?;
        let first_to_come = w.recipient().messages();
        let card = first_to_come.iter().position(|shown| shown.text.contains("🆕 № 2026-000001")).unwrap();
        assert!(card <= 3, "behind no more than had left already: {card}");
        assert_eq!(first_to_come.len(), 9);
        Ok(())
    }

    async fn in_groups_the_bot_says_nothing_of_its_work(w: &mut World) -> Result<()> {
        w.registered().await?;
        let group = w.telegram.group(ChatId(-501), "МЦУ");
        let operator = w.operator().person;
        group.adds_bot(&operator);
        let inside = operator.in_chat(group.id());
        inside.writes("/i 1");
        inside.writes("/my@mcu_test_bot");
        w.run_until_idle().await?;
        let there = group.upgrades_to(ChatId(-1_001_000_000_501), &operator);
        operator.in_chat(there.id()).writes("/help@mcu_test_bot");
        w.run_until_idle().await?;
        for chat in [group.id(), there.id()] {
            assert!(w.telegram.last_from_bot(chat).is_none_or(|shown| !shown.text.contains("2026")));
        }
        assert_eq!(w.incidents().await?, 1);
        Ok(())
    }
}
