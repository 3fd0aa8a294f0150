//! The words of the made-up history: what residents write, who they are, where they live, how units answer.

mod replies;

pub use replies::{AGAIN, RETURNS, Reply, reply};

use std::collections::HashMap;

use super::chance::Chance;
use crate::domain::directory::Topic;

/// `code: words`, a line for each; `{street}` and `{address}` stand for the place.
const COMPLAINTS: &str = include_str!("complaints.txt");

/// Of topics that have no words of their own.
const NEUTRAL: &[&str] = &[
    "Прошу разобраться: {topic}. Сколько можно обращаться?",
    "Здравствуйте! Вопрос по теме «{topic}», к кому обратиться?",
    "{topic}: ситуация не меняется второй месяц. Помогите",
    "Обращаемся всем домом, {address}. Тема та же: {topic}",
    "{topic}. Когда уже наведут порядок?",
    "Пишу второй раз. {topic}, {street}. Ответа нет",
];

const OPENINGS: &[&str] = &["Здравствуйте! ", "Добрый день. ", "Уважаемая администрация! ", "Подскажите, что делать. "];
const ENDINGS: &[&str] = &[
    " Примите меры!",
    " Сколько можно ждать?",
    " Ответьте пожалуйста.",
    " Звонили, без толку.",
    " Помогите!!!",
    " Уже писали об этом.",
    " Фото прилагаю",
    " Соседи подтвердят.",
];

const STREETS: &[&str] = &[
    "ул. Ленина",
    "ул. Мира",
    "ул. Советская",
    "ул. Садовая",
    "ул. Волжская",
    "ул. Степная",
    "ул. Речная",
    "ул. Чкалова",
    "ул. Победы",
    "ул. Гагарина",
    "ул. Кирова",
    "ул. Лесная",
    "ул. Заречная",
    "ул. Новая",
    "ул. Рабочая",
    "ул. Пушкина",
    "ул. Калинина",
    "ул. Молодёжная",
    "ул. Октябрьская",
    "ул. Набережная",
    "пер. Школьный",
    "ул. Строителей",
    "ул. Комсомольская",
    "пер. Почтовый",
    "ул. Первомайская",
    "ул. Полевая",
    "ул. Солнечная",
    "ул. Пионерская",
    "ул. Матросова",
    "ул. Чехова",
];

/// Names of residents and of people of the centre. Nobody is meant.
pub const NAMES: &[&str] = &[
    "Анна Соколова",
    "Ирина Лебедева",
    "Сергей Козлов",
    "Ольга Новикова",
    "Дмитрий Морозов",
    "Елена Волкова",
    "Алексей Зайцев",
    "Наталья Павлова",
    "Андрей Семёнов",
    "Татьяна Голубева",
    "Николай Виноградов",
    "Марина Богданова",
    "Владимир Воробьёв",
    "Светлана Фёдорова",
    "Юрий Михайлов",
    "Людмила Беляева",
    "Виктор Тарасов",
    "Галина Белова",
    "Павел Комаров",
    "Юлия Орлова",
    "Михаил Киселёв",
    "Валентина Макарова",
    "Роман Андреев",
    "Ксения Ковалёва",
    "Игорь Ильин",
    "Надежда Гусева",
    "Артём Титов",
    "Любовь Кузьмина",
    "Денис Кудрявцев",
    "Оксана Баранова",
    "Евгений Куликов",
    "Вера Алексеева",
    "Максим Степанов",
    "Алла Яковлева",
    "Олег Сорокин",
    "Дарья Сергеева",
    "Антон Романов",
    "Зинаида Захарова",
    "Руслан Борисов",
    "Лилия Королёва",
    "Асель Утегенова",
    "Тимур Ибрагимов",
    "Айгуль Сариева",
    "Марат Джумагалиев",
    "Гульнара Ахметова",
];

/// The words of residents, by topic.
#[derive(Debug)]
pub struct Stock {
    complaints: HashMap<&'static str, Vec<&'static str>>,
}

/// What a resident writes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Complaint {
    pub text: String,
    pub street: Option<String>,
    pub house: Option<String>,
}

impl Stock {
    pub fn new() -> Self {
        let mut complaints: HashMap<&str, Vec<&str>> = HashMap::new();
        for (code, words) in COMPLAINTS.lines().filter_map(|line| line.split_once(": ")) {
            complaints.entry(code).or_default().push(words);
        }
        Self { complaints }
    }

    /// About a topic, at a place that is named or not.
    pub fn complaint(&self, topic: Option<&Topic>, place: Option<&str>, chance: &mut Chance) -> Complaint {
        let known = topic.and_then(|topic| self.complaints.get(topic.code.as_str()));
        let stock = known.map_or(NEUTRAL, Vec::as_slice);
        let template = chance.pick(stock).copied().unwrap_or_default();
        let street = chance.pick(STREETS).copied().unwrap_or_default();
        let house = chance.between(1..=140).to_string();
        let (names_house, names_street) = (template.contains("{address}"), template.contains("{street}"));
        let words = template
            .replace("{address}", &format!("{street}, {house}"))
            .replace("{street}", street)
            .replace("{topic}", topic.map_or("жалоба", |topic| topic.name.as_str()));
        Complaint {
            text: told(&words, place, chance),
            street: (names_house || names_street).then(|| street.to_owned()),
            house: names_house.then_some(house),
        }
    }
}

/// As residents write: some greet, some name the place, some ask for a hurry.
fn told(words: &str, place: Option<&str>, chance: &mut Chance) -> String {
    let mut text = String::new();
    if chance.of_thousand(180) {
        text.push_str(chance.pick(OPENINGS).copied().unwrap_or_default());
    }
    if let Some(place) = place {
        text.push_str(place);
        text.push_str(if chance.of_thousand(500) { ". " } else { ", " });
    }
    text.push_str(words);
    if chance.of_thousand(220) {
        let ended = text.ends_with(['.', '!', '?']);
        text.push_str(if ended { "" } else { "." });
        text.push_str(chance.pick(ENDINGS).copied().unwrap_or_default());
    }
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !chance.of_thousand(120) => first.to_uppercase().chain(letters).collect(),
        _ => text,
    }
}

/// Somebody who writes.
pub fn author(chance: &mut Chance) -> String {
    let names = |chance: &mut Chance| chance.pick(NAMES).copied().unwrap_or_default();
    let (one, other) = (names(chance), names(chance));
    let (first, last) = (one.split_once(' ').unwrap_or((one, "")).0, other.split_once(' ').unwrap_or(("", other)).1);
    // Somebody's name with another one's family name, where both are of one kind.
    let feminine = |name: &str| name.ends_with(['а', 'я', 'ь']);
    if feminine(first) == feminine(last) { format!("{first} {last}") } else { one.to_owned() }
}
