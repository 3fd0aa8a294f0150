//! Groups: whoever addresses the bot there is shown the way to the private chat, and nothing said there counts.

use anyhow::Result;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::incident::Status;
use mcu_bot::emulator::{Person, ShownAction};

use crate::engines::both_engines;
use crate::world::{World, posts};

const GROUP: ChatId = ChatId(-501);
const LINE: &str = "Напишите мне лично: там можно работать с инцидентами.";

impl World {
    /// The operator in the group of the centre, to which the bot was added.
    async fn operator_in_group(&mut self) -> Result<Person> {
        let group = self.telegram.group(GROUP, "МЦУ");
        let operator = self.operator().person;
        group.adds_bot(&operator);
        group.promotes_bot(&operator);
        self.run_until_idle().await?;
        Ok(operator.in_chat(GROUP))
    }

    fn lines_in_group(&self) -> Vec<String> {
        let messages = self.telegram.messages(GROUP).into_iter();
        messages.filter(mcu_bot::emulator::Shown::is_from_bot).map(|shown| shown.text).collect()
    }
}

both_engines! {
    async fn who_addresses_the_bot_gets_a_link_once_an_hour(w: &mut World) -> Result<()> {
        let operator = w.operator_in_group().await?;
        assert_eq!(w.lines_in_group(), [""; 0], "being added is no reason to talk");
        operator.writes("/my");
        operator.writes("/find@mcu_test_bot яма");
        operator.writes("@mcu_test_bot что с ямой?");
        w.run_until_idle().await?;
        assert_eq!(w.lines_in_group(), [LINE]);
        let shown = w.telegram.last_from_bot(GROUP).unwrap();
        let [button] = &shown.keyboard[0][..] else { panic!("{shown:?}") };
        assert_eq!(button.does, ShownAction::Url("https://t.me/mcu_test_bot?start=my".to_owned()));
        w.shows("15:05")?;
        w.restart().await?;
        operator.replies(shown.id, "а здесь нельзя?");
        w.run_until_idle().await?;
        assert_eq!(w.lines_in_group(), [LINE, LINE]);
        w.shows("15:06")?;
        operator.writes("/help@mcu_test_bot");
        w.run_until_idle().await?;
        assert_eq!(w.lines_in_group(), [LINE, LINE]);
        Ok(())
    }

    async fn what_is_not_for_the_bot_is_left_alone(w: &mut World) -> Result<()> {
        let operator = w.operator_in_group().await?;
        operator.writes("Доброе утро, коллеги");
        operator.writes("/my@another_bot");
        operator.writes("пишите на mail@mcu_test_bot_2.ru");
        operator.forwards(&w.operator().origin(posts::POTHOLE), "/my и ещё слова");
        operator.sends_photo("яма");
        w.run_until_idle().await?;
        assert_eq!(w.lines_in_group(), [""; 0]);
        assert_eq!(w.incidents().await?, 0);
        Ok(())
    }

    async fn nothing_said_in_a_group_is_a_reply_or_a_reason(w: &mut World) -> Result<()> {
        w.in_review().await?;
        w.operator_in_group().await?;
        w.coordinator().presses("🔧 На доработку").await?;
        let coordinator = w.coordinator().person.in_chat(GROUP);
        let said = coordinator.writes("добавьте фото");
        coordinator.edits(said, "добавьте фото и срок");
        coordinator.sends_data(said, "a:1");
        w.run_until_idle().await?;
        assert_eq!(w.status(1).await?, Status::Review);
        assert_eq!(w.lines_in_group(), [""; 0]);
        Ok(())
    }

    async fn a_link_into_the_private_chat_shows_what_one_may_see(w: &mut World) -> Result<()> {
        w.registered().await?;
        w.recipient().does(|person| person.starts_with("n_2026-000001")).await?;
        w.recipient().sees("🆕 № 2026-000001")?;
        w.neighbour().does(|person| person.starts_with("n_2026-000001")).await?;
        w.neighbour().sees("Не нашёл № 2026-000001.")?;
        w.neighbour().does(|person| person.starts_with("my")).await?;
        w.neighbour().sees("Сейчас вас ничего не ждёт.")?;
        for hostile in ["n_", "n_1' OR 1=1", "n_99999999999999999999-1", "x_y", "my_", "-"] {
            w.neighbour().does(|person| person.starts_with(hostile)).await?;
            w.neighbour().sees("Здравствуйте")?;
        }
        Ok(())
    }
}
