//! The day, and the verbs it is told in: every act is seen by the diary.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Europe::Astrakhan;
use mcu_bot::domain::ids::ChatId;
use mcu_bot::domain::moment::Moment;
use mcu_bot::emulator::Person;

use super::diary::Diary;
use crate::engines::Engine;
use crate::world::{Actor, World};

pub const ANNA: ChatId = ChatId(3001);
pub const BORIS: ChatId = ChatId(3002);
pub const VERA: ChatId = ChatId(3003);
pub const GLEB: ChatId = ChatId(3004);
pub const DINA: ChatId = ChatId(3005);
pub const PEOPLE: [(ChatId, &str, &str); 5] = [
    (ANNA, "Анна", "администратор"),
    (BORIS, "Борис", "оператор"),
    (VERA, "Вера", "ответственный за «Инцидент менеджмент» и за СМИ"),
    (GLEB, "Глеб", "отдел дорог и транспорта"),
    (DINA, "Дина", "управление коммунального хозяйства"),
];

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/first-day.ru.md");

/// A centre that does not exist yet, on the last Monday of November.
#[derive(Debug)]
pub struct Day {
    pub w: World,
    pub diary: Diary,
}

impl Day {
    pub async fn open(engine: Engine) -> Result<Self> {
        let w = World::bare(engine).await?;
        for (chat, name, _) in PEOPLE {
            let _ = w.telegram.person(chat, name);
        }
        Ok(Self { w, diary: Diary::of(&PEOPLE) })
    }

    /// Nothing may be left over, and the document tells this very day.
    pub async fn finish(self) -> Result<()> {
        let (document, sqlite) = (self.diary.document(), matches!(self.w.engine, Engine::Sqlite(_)));
        self.w.finish().await?;
        if !sqlite {
            return Ok(());
        }
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(DOCUMENT, &document)?;
        }
        let kept = if Path::new(DOCUMENT).exists() { std::fs::read_to_string(DOCUMENT)? } else { String::new() };
        let differ = kept.lines().zip(document.lines()).find(|(kept, told)| kept != told);
        ensure!(
            kept == document,
            "docs/first-day.ru.md tells another day, first: {differ:?}; UPDATE_DOCS=1 writes it anew"
        );
        Ok(())
    }

    /// The clock goes on to this time of the Monday.
    pub fn clock_strikes(&mut self, time: &str) -> Result<()> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 30).context("a day")?;
        let to = Moment::from_local(Astrakhan, day.and_time(NaiveTime::parse_from_str(time, "%H:%M")?));
        let by = to.context("a moment")?.millis() - self.w.clock.now().millis();
        self.w.clock.advance(Duration::from_millis(u64::try_from(by).with_context(|| format!("{time} has passed"))?));
        self.diary.strikes(time);
        Ok(())
    }

    pub fn who(&mut self, chat: ChatId) -> Actor<'_> {
        self.w.somebody(chat)
    }

    pub async fn does<T>(&mut self, who: ChatId, act: impl FnOnce(&Person) -> T) -> Result<T> {
        let done = self.who(who).does(act).await?;
        self.diary.looks(&self.w.telegram, who);
        Ok(done)
    }

    pub async fn writes(&mut self, who: ChatId, text: &str) -> Result<()> {
        self.does(who, |person| person.writes(text)).await?;
        Ok(())
    }

    /// Replies to the newest message with these words.
    pub async fn replies(&mut self, who: ChatId, to: &str, text: &str) -> Result<()> {
        let to = self.who(who).seen(to)?.id;
        self.does(who, |person| person.replies(to, text)).await?;
        Ok(())
    }

    /// Presses the newest button with this label.
    pub async fn presses(&mut self, who: ChatId, label: &str) -> Result<String> {
        self.presses_under(who, "", label).await
    }

    /// Presses it under the newest message about the incident with this number.
    pub async fn on(&mut self, who: ChatId, number: i64, label: &str) -> Result<String> {
        self.presses_under(who, &told(number), label).await
    }

    async fn presses_under(&mut self, who: ChatId, words: &str, label: &str) -> Result<String> {
        let found = self.w.telegram.newest(who, |shown| shown.text.contains(words) && shown.button(label).is_some());
        let message = found.with_context(|| format!("no «{label}» under «{words}»:\n{}", self.who(who).chat()))?;
        let press = self.who(who).person.presses(message.id, label)?;
        self.w.run_until_idle().await?;
        let toast = self.w.toast(&press).await?;
        self.diary.pressed(who, label, &toast);
        self.diary.looks(&self.w.telegram, who);
        Ok(toast)
    }

    pub async fn presses_all(&mut self, who: ChatId, labels: &[&str]) -> Result<()> {
        for label in labels {
            self.presses(who, label).await?;
        }
        Ok(())
    }
}

/// How a number is written.
pub fn told(number: i64) -> String {
    format!("№ 2026-{number:06}")
}
