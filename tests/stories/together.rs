//! Two at the same instant: one wins, the other is told who and what, and the history has it once.

use anyhow::Result;
use mcu_bot::domain::ids::{ChatId, IncidentId};
use mcu_bot::domain::incident::Status;
use mcu_bot::store::cards::{self, Card, Look};
use mcu_bot::store::lead::Epoch;
use mcu_bot::store::people;

use crate::engines::both_engines;
use crate::world::{Step, World, posts};

const OPERATOR: ChatId = ChatId(1001);
const COORDINATOR: ChatId = ChatId(1002);
const HEAD: ChatId = ChatId(1004);
const RECIPIENT: ChatId = ChatId(1011);
const COLLEAGUE: ChatId = ChatId(1012);

/// How often something was done.
fn times(history: &[String], action: &str) -> usize {
    history.iter().filter(|step| step.starts_with(action)).count()
}

impl World {
    /// The first incident's card of this person, as if its sending were not acknowledged yet.
    async fn on_its_way(&mut self, to: ChatId) -> Result<Card> {
        let mut tx = self.db.begin().await?;
        let person = people::by_chat(&mut tx, to).await?.unwrap();
        let card = cards::of_person(&mut tx, person.id, IncidentId(1)).await?.unwrap();
        cards::detach(&mut tx, card.id).await?;
        let card = cards::load(&mut tx, card.id).await?.unwrap();
        tx.commit().await?;
        Ok(card)
    }
}

both_engines! {
    async fn two_recipients_accept(w: &mut World) -> Result<()> {
        for which in 1..=4 {
            w.registered().await?;
            let accept = "👌 Принять в работу";
            let told = w.both_press([(RECIPIENT, accept), (COLLEAGUE, accept)]).await?;
            let taken = told.iter().filter(|toast| toast.starts_with("Уже в работе у коллеги: ")).count();
            let accepted = told.iter().filter(|toast| toast.starts_with("Принято. Ответить до")).count();
            assert_eq!((accepted, taken), (1, 1), "{told:?}");
            assert_eq!(times(&w.history(which).await?, "accept"), 1);
            // Only who has it may give it away.
            let told = |card: String| card.split('[').next().map(str::to_owned);
            assert_eq!(told(w.recipient().card(which).await?), told(w.colleague().card(which).await?), "one truth");
        }
        Ok(())
    }

    async fn a_card_pressed_in_vain_before_anybody_knows_that_it_was_sent_can_be_pressed_again(w: &mut World) -> Result<()> {
        w.registered().await?;
        let accept = "👌 Принять в работу";
        let (message, _) = w.recipient().button(accept)?;
        let sent = w.on_its_way(RECIPIENT).await?;
        for recipient in [COLLEAGUE, RECIPIENT] {
            w.somebody(recipient).person.presses_newest(accept)?;
            w.goes_on(Step::Keep).await?;
            w.goes_on(Step::Handle).await?;
        }
        let mut tx = w.db.begin().await?;
        assert_eq!(cards::sent(&mut tx, &sent, message, Look { fingerprint: "", bare: false }, Epoch(1)).await?, 1);
        tx.commit().await?;
        w.run_until_idle().await?;
        assert!(w.recipient().card(1).await?.contains("🛠"));
        assert_eq!(w.recipient().button("✍️ Ответить")?.0, message);

        // What stands below takes its buttons after all.
        w.recipient().writes("/i 1").await?;
        assert_ne!(w.recipient().button("✍️ Ответить")?.0, message);
        assert!(w.telegram.message(RECIPIENT, message).unwrap().keyboard.is_empty());
        Ok(())
    }

    async fn two_reviewers_approve(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.head().writes("/i 1").await?;
        let approve = "✅ Согласовать";
        let told = w.both_press([(COORDINATOR, approve), (HEAD, approve)]).await?;
        let late = told.iter().position(|toast| toast != "Согласовано").unwrap();
        let winner = ["Руководитель МЦУ", "Координатор"][late];
        assert_eq!(told[late], format!("Кнопка устарела: ответ согласован, {winner}. Карточка обновлена."));
        assert_eq!(times(&w.history(1).await?, "approve"), 1);
        assert_eq!(w.media().chat().matches("🔔").count(), 1, "asked to publish once");
        Ok(())
    }

    async fn one_reviewer_approves_while_the_other_returns(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.head().writes("/i 1").await?;
        w.head().presses("🔧 На доработку").await?;
        let head = w.head().person;
        head.writes("добавьте фото");
        let approved = w.coordinator().presses("✅ Согласовать").await?;
        let history = w.history(1).await?;
        assert_eq!(times(&history, "approve") + times(&history, "return"), 1, "{history:?}");
        if w.status(1).await? == Status::Approved {
            assert_eq!(approved, "Согласовано");
            w.head().sees("Уже не получится: ответ согласован, Координатор. Что вас ждёт, покажет /my.")?;
            w.head().has_no_button("✖️ Отмена")?;
        } else {
            assert_eq!(approved, "Кнопка устарела: на доработке, Руководитель МЦУ. Карточка обновлена.");
            w.recipient().sees("вернули: добавьте фото")?;
        }
        Ok(())
    }

    async fn the_operator_reassigns_while_the_recipient_replies(w: &mut World) -> Result<()> {
        w.written().await?;
        w.operator().presses("🏢 Ответственный").await?;
        let [chosen, sent] = w.both_press([(OPERATOR, "ЖКХ"), (RECIPIENT, "📨 На проверку")]).await?;
        let history = w.history(1).await?;
        assert_eq!(times(&history, "assign") + times(&history, "send"), 1, "{history:?}");
        if w.status(1).await? == Status::Assigned {
            let handed_over = "Уже передано другому исполнителю, Оператор МЦУ. Карточка обновлена.";
            assert_eq!((chosen.as_str(), sent.as_str()), ("Ответственный: ЖКХ", handed_over));
            w.neighbour().sees("🆕 № 2026-000001")?;
            w.recipient().sees("№ 2026-000001 · передано")?;
        } else {
            assert_eq!(chosen, "Кнопка устарела: на согласовании, Специалист дорог. Карточка обновлена.");
            assert_eq!(sent, "Ответ отправлен на проверку");
            assert_eq!(w.neighbour().chat(), "");
        }
        Ok(())
    }

    async fn two_register_one_draft(w: &mut World) -> Result<()> {
        w.operator().forwards(posts::POTHOLE).await?;
        w.coordinator().writes("/my").await?;
        w.coordinator().presses("📝 Ямы на дорогах, ул. Ленина, 12").await?;
        let register = "✅ Зарегистрировать";
        let told = w.both_press([(OPERATOR, register), (COORDINATOR, register)]).await?;
        assert_eq!(told.iter().filter(|toast| *toast == "Зарегистрировано: № 2026-000001").count(), 1, "{told:?}");
        assert_eq!(times(&w.history(1).await?, "register"), 1);
        w.operator().forwards(posts::WATER).await?;
        assert_eq!(w.operator().presses(register).await?, "Зарегистрировано: № 2026-000002", "no number is lost");
        Ok(())
    }

    async fn both_write_and_the_first_to_send_answers(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().replies("№ 2026-000001", "Засыпали щебнем").await?;
        w.colleague().replies("№ 2026-000001", "Уже сделано").await?;
        let send = "📨 На проверку";
        let told = w.both_press([(RECIPIENT, send), (COLLEAGUE, send)]).await?;
        assert_eq!(told.iter().filter(|toast| *toast == "Ответ отправлен на проверку").count(), 1, "{told:?}");
        assert_eq!(times(&w.history(1).await?, "send"), 1);
        assert_eq!(w.coordinator().chat().matches("🔔").count(), 1);
        Ok(())
    }
}
