//! Many people at once: they forward, press whatever is there to press, and write what they are asked for.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use mcu_bot::domain::ids::{ChatId, MessageId, UpdateId};
use mcu_bot::domain::moment::Moment;
use mcu_bot::emulator::{Emulator, Fault, Group, Origin, Person, Shown, Target};
use mcu_bot::messenger::event::PressId;
use serde_json::json;

use crate::chance::Random;
use crate::process::stage::DIRECTORY;

pub const OPERATORS: [ChatId; 2] = [ChatId(1001), ChatId(1011)];
pub const RECIPIENTS: [ChatId; 2] = [ChatId(1002), ChatId(1012)];
pub const COORDINATORS: [ChatId; 2] = [ChatId(1003), ChatId(1013)];
pub const VILLAGE: [ChatId; 1] = [ChatId(1014)];

/// The directory of the stage with more people.
pub fn directory() -> String {
    let person = |id: ChatId, role, unit| {
        format!("\n[[person]]\ntelegram_id = {id}\nname = \"Сотрудник {id}\"\nroles = [\"{role}\"]\n{unit}")
    };
    let more = [
        person(OPERATORS[1], "operator", ""),
        person(RECIPIENTS[1], "recipient", "unit = \"zhkh\"\n"),
        person(COORDINATORS[1], "coordinator", ""),
        person(VILLAGE[0], "recipient", "unit = \"baskunchak\"\n"),
    ];
    DIRECTORY.to_owned() + &more.concat()
}

/// A group, and what it becomes after so many questions.
pub const GROUP: ChatId = ChatId(-100);
pub const SUPERGROUP: ChatId = ChatId(-1_000_000_000_100);
const QUESTIONS_BEFORE: usize = 2;
const FIRST_COORDINATOR: usize = OPERATORS.len() + RECIPIENTS.len();

/// Buttons that lead on, and a few that lead back.
const LABELS: [&str; 12] = [
    "✅ Зарегистрировать",
    "👌 Принять в работу",
    "✍️ Ответить",
    "📨 На проверку",
    "✏️ Изменить",
    "✖️ Отмена",
    "✅ Согласовать",
    "🔧 На доработку",
    "📢 Опубликовано",
    "Без ссылки",
    "🏁 Решено",
    "🏁 Разъяснено",
];
/// Words of the messages that ask for words, and what is said then.
const QUESTIONS: [(&str, &str); 3] =
    [("Напишите ответ", "Сделали"), ("Что исправить", "Назовите срок"), ("Пришлите ссылку", "https://t.me/page/1?c=")];

/// What was pressed, and as which update.
#[derive(Debug)]
pub struct Pressed {
    pub update: UpdateId,
    pub press: PressId,
}

pub struct Crowd {
    emulator: Emulator,
    people: Vec<Person>,
    random: Random,
    /// Each post with the update it came as.
    pub posts: Vec<(UpdateId, String)>,
    /// What was written in answer to a question. If the question is gone, a coordinator's words are a post too.
    pub written: Vec<(UpdateId, String)>,
    pub pressed: Vec<Pressed>,
    /// Messages whose question was answered, and buttons that were pressed.
    done: HashSet<(ChatId, MessageId, String)>,
    /// A group in which coordinators ask for figures; it becomes another one in the middle of the storm.
    group: Group,
    /// What was asked for there.
    pub asked: Vec<UpdateId>,
    /// When acts were, each with the newest update then.
    moments: Vec<(UpdateId, Moment)>,
    /// Who has blocked the bot at the moment.
    away: BTreeSet<usize>,
    /// Who did, and is back.
    pub returned: BTreeSet<ChatId>,
    pub acts: usize,
    /// What went wrong on the way to Telegram and back, by kind.
    pub faults: BTreeMap<&'static str, usize>,
}

impl Crowd {
    pub fn new(emulator: &Emulator, random: Random) -> Self {
        let ids = OPERATORS.iter().chain(&RECIPIENTS).chain(&COORDINATORS).chain(&VILLAGE);
        let people: Vec<_> = ids.map(|id| emulator.person(*id, &format!("Кто-то {id}"))).collect();
        Self {
            group: emulator.group(GROUP, "МЦУ района"),
            asked: Vec::new(),
            moments: Vec::new(),
            emulator: emulator.clone(),
            people,
            random,
            posts: Vec::new(),
            written: Vec::new(),
            pressed: Vec::new(),
            done: HashSet::new(),
            away: BTreeSet::new(),
            returned: BTreeSet::new(),
            acts: 0,
            faults: BTreeMap::new(),
        }
    }

    pub fn start(&self) {
        self.people.iter().for_each(|person| _ = person.starts());
        self.group.adds_bot(&self.people[FIRST_COORDINATOR]);
    }

    /// When this update had happened at the latest.
    pub fn happened(&self, update: UpdateId) -> Option<Moment> {
        let at = self.moments.partition_point(|(newest, _)| *newest < update);
        self.moments.get(at).map(|(_, moment)| *moment)
    }

    pub fn chats(&self) -> impl Iterator<Item = ChatId> {
        self.people.iter().map(Person::chat)
    }

    /// One thing that somebody does, or that goes wrong.
    pub fn act(&mut self) {
        self.acts += 1;
        match self.random.below(100) {
            0..4 => self.repeat(),
            4..10 => self.fail(),
            10 => self.leave_or_return(),
            11..13 => self.ask_in_the_group(),
            13..25 => self.forward(),
            25..30 => self.answer_by_reply(),
            _ => self.go_on(),
        }
        if let Some(newest) = self.emulator.last_update() {
            self.moments.push((newest, self.emulator.clock().now()));
        }
    }

    /// After some questions the group becomes a supergroup.
    fn ask_in_the_group(&mut self) {
        let place = FIRST_COORDINATOR + self.random.below(COORDINATORS.len());
        if self.asked.len() == QUESTIONS_BEFORE && self.group.id() == GROUP {
            self.count("group_migrated");
            self.group = self.group.upgrades_to(SUPERGROUP, &self.people[place]);
        }
        self.people[place].in_chat(self.group.id()).writes("/today");
        self.asked.push(self.update());
    }

    fn update(&self) -> UpdateId {
        self.emulator.last_update().unwrap()
    }

    fn forward(&mut self) {
        let words = if self.random.percent(70) { "нет воды" } else { "не убирают снег" };
        let text = format!("Обращение {}: во дворе {words}", self.posts.len());
        let place = self.random.below(OPERATORS.len());
        if self.away.contains(&place) {
            return;
        }
        let operator = &self.people[place];
        let origin = Origin::HiddenUser("Житель".to_owned());
        if self.random.percent(10) {
            let file = self.emulator.add_file(mcu_bot::messenger::event::AttachmentKind::Photo, "photo.jpg", vec![1]);
            let photo = json!([{ "file_id": file, "file_unique_id": file, "width": 90, "height": 90 }]);
            operator.forwards_with(&origin, json!({ "photo": photo, "caption": text }));
        } else {
            operator.forwards(&origin, &text);
        }
        self.posts.push((self.update(), text));
    }

    /// The same update once more, as after a lost acknowledgement. One that still waits cannot come out of its turn.
    fn repeat(&mut self) {
        let before = self.emulator.waiting_updates() + self.random.below(60);
        if let Some(last) = self.emulator.last_update() {
            self.count("repeated_update");
            self.emulator.repeat_update(UpdateId(last.0 - i64::try_from(before).unwrap()));
        }
    }

    fn fail(&mut self) {
        let faults = [
            ("retry_after", Fault::RetryAfter(1)),
            ("status_500", Fault::Status(500)),
            ("status_502", Fault::Status(502)),
            ("html", Fault::HtmlBody),
            ("reset", Fault::Reset),
            ("lost_answer", Fault::LostAnswer),
        ];
        let incoming = if self.emulator.webhook().is_some() { Target::WEBHOOK } else { "getUpdates" };
        let methods = ["sendMessage", "editMessageText", "answerCallbackQuery", incoming];
        let (Some((name, fault)), Some(method)) = (self.random.pick(&faults), self.random.pick(&methods)) else {
            return;
        };
        self.emulator.fail_next(Target::method(method), fault.clone());
        self.count(name);
    }

    fn count(&mut self, fault: &'static str) {
        *self.faults.entry(fault).or_default() += 1;
    }

    /// Somebody blocks the bot, or whoever did comes back.
    fn leave_or_return(&mut self) {
        if !self.away.is_empty() {
            self.everybody_returns();
        } else if self.random.percent(50) {
            let place = self.random.below(self.people.len());
            self.count("blocked");
            self.away.insert(place);
            self.people[place].blocks();
        }
    }

    pub fn everybody_returns(&mut self) {
        while let Some(place) = self.away.pop_first() {
            self.people[place].starts();
            self.returned.insert(self.people[place].chat());
        }
    }

    /// Somebody presses a button that nobody has pressed, or answers a question.
    fn go_on(&mut self) {
        let open = self.open();
        // Each kind of thing is as likely as any other, so that some posts come to their end.
        let kinds: BTreeSet<_> = open.iter().map(|(_, _, what)| what.as_str()).collect();
        let Some(kind) = self.random.pick(&kinds.into_iter().collect::<Vec<_>>()).copied() else { return };
        let fitting: Vec<_> = open.iter().filter(|(_, _, what)| what == kind).collect();
        let Some((place, message, what)) = self.random.pick(&fitting).copied() else { return };
        let person = &self.people[*place];
        if !self.random.percent(5) {
            self.done.insert((person.chat(), *message, what.clone()));
        }
        if let Some((_, words)) = QUESTIONS.iter().find(|(asked, _)| asked == what) {
            let words = format!("{words} {}", self.acts);
            person.writes(&words);
            self.written.push((self.update(), words));
        } else if let Ok(press) = person.presses(*message, what) {
            // Else the card has changed since it was looked at.
            self.pressed.push(Pressed { update: self.update(), press });
        }
    }

    /// What can be pressed or answered: by whom, below which message, and the button or the question.
    fn open(&self) -> Vec<(usize, MessageId, String)> {
        let mut open = Vec::new();
        for (place, person) in self.people.iter().enumerate().filter(|(place, _)| !self.away.contains(place)) {
            for shown in self.emulator.messages(person.chat()).into_iter().filter(Shown::is_from_bot) {
                let labels = shown.keyboard.iter().flatten().map(|button| button.label.as_str());
                let labels = labels.filter(|label| LABELS.contains(label));
                let asked = QUESTIONS.iter().map(|(asked, _)| *asked).filter(|asked| shown.text.contains(asked));
                let what = labels.chain(asked).map(str::to_owned);
                let fresh = |what: &String| !self.done.contains(&(shown.chat, shown.id, what.clone()));
                open.extend(what.filter(fresh).map(|what| (place, shown.id, what)));
            }
        }
        open
    }

    /// A recipient simply answers a card.
    fn answer_by_reply(&mut self) {
        let place = OPERATORS.len() + self.random.below(RECIPIENTS.len());
        if self.away.contains(&place) {
            return;
        }
        let recipient = &self.people[place];
        let cards: Vec<_> = self
            .emulator
            .messages(recipient.chat())
            .into_iter()
            .filter(|shown| shown.button("✍️ Ответить").is_some())
            .collect();
        if let Some(card) = self.random.pick(&cards) {
            recipient.replies(card.id, &format!("Сделали {}", self.acts));
        }
    }
}
