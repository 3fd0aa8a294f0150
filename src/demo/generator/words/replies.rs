//! How units answer, and what is said about their answers.

use chrono::NaiveDate;

use crate::demo::generator::chance::Chance;
use crate::domain::directory::Unit;

/// What a reply tells of.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    pub topic: Option<&'a str>,
    pub unit: &'a Unit,
    /// When work will be done.
    pub soon: NaiveDate,
    /// Of an interim reply, the promised day.
    pub promised: Option<NaiveDate>,
}

const DONE: &[&str] = &[
    "Здравствуйте! Выезжали на место, работы выполнены {day}. Если заметите недостатки, звоните: {phone}, {unit}.",
    "Добрый день! Специалисты «{unit}» проверили сообщение, неисправность устранят до {day}. Телефон для связи {phone}.",
    "Здравствуйте. По вопросу «{topic}»: назначена проверка, срок {day}. Контакт: {phone}.",
    "Добрый день! Спасибо, что написали. Заявка передана в работу, выполнят до {day}, исполнитель «{unit}», тел. {phone}.",
    "Здравствуйте! Работы включены в план и начнутся {day}. Отвечает {unit}, телефон {phone}.",
    "Добрый день. Разъясняем: по закону этот вопрос решается по заявлению, его примут в «{unit}», тел. {phone}, до {day}.",
    "Здравствуйте! Обследовали участок, причину нашли, устраним до {day}. Извините за неудобства. {unit}, {phone}.",
    "Добрый день! Сегодня закончили работы, фото сделали на месте. Следующая проверка {day}. {unit}, {phone}.",
];

const PROMISES: &[&str] = &[
    "Здравствуйте! Вопрос на контроле: обследуем и дадим полный ответ {day}. {unit}, тел. {phone}.",
    "Добрый день! Нужны материалы, ждём поставку. О сроках сообщим {day}. Телефон {phone}, {unit}.",
    "Здравствуйте. Для ответа по теме «{topic}» нужна проверка на месте, результат будет {day}. {phone}, {unit}.",
];

/// Why a reply comes back for rework.
pub const RETURNS: &[&str] = &[
    "Добавьте, кто исполнитель и как с ним связаться",
    "Не указан срок, когда сделают",
    "Ответ не по существу вопроса",
    "Приложите фото выполненных работ",
    "Слишком казённо, напишите проще",
    "Уберите имя жителя из ответа",
];

/// Why an incident is opened again.
pub const AGAIN: &[&str] = &[
    "Житель не согласен с ответом",
    "Работы не выполнены, житель прислал фото",
    "Повторная жалоба на то же самое",
    "Сделали наполовину",
];

/// The words of a reply; `None` where there are none.
pub fn reply(known: &Reply<'_>, chance: &mut Chance) -> Option<String> {
    let (day, stock) = match known.promised {
        Some(day) => (day, PROMISES),
        None => (known.soon, DONE),
    };
    let template = chance.pick(stock)?;
    // Too short to be anybody's number.
    let phone = format!("5-00-{:02}", chance.below(100));
    let words = template
        .replace("{day}", &day.format("%d.%m.%Y").to_string())
        .replace("{phone}", &phone)
        .replace("{unit}", &known.unit.short)
        .replace("{topic}", known.topic.unwrap_or("ваше сообщение"));
    Some(words)
}
