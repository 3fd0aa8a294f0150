use std::time::Duration;

use mcu_bot::clock::Clock;
use mcu_bot::domain::directory::{Directory, Settlement, Topic};
use mcu_bot::domain::incident::Importance;
use mcu_bot::domain::incident::SettlementReason;
use mcu_bot::domain::incident::UnitReason;
use mcu_bot::domain::stems::{sentences, stem, words};
use mcu_bot::domain::suggest::{SettlementGuess, Suggester, UnitGuess, answering_unit};
use proptest::prelude::*;

const TOPICS: &[(&str, &[&str])] = &[
    ("potholes", &["яма", "выбоина", "разбитая дорога", "колея"]),
    ("snow", &["снег", "гололёд", "наледь", "сосулька", "лёд"]),
    ("water", &["нет воды", "отключили воду", "водоснабжение"]),
    ("water-quality", &["ржавая вода", "грязная вода"]),
    ("heating", &["отопление", "холодная батарея", "холодно в квартире"]),
    ("garbage", &["мусор", "контейнер", "свалка", "вывоз ТКО"]),
    ("lighting", &["фонарь", "уличное освещение"]),
    ("power", &["нет света", "отключили свет", "электричество"]),
    ("dogs", &["собака", "стая собак"]),
    ("doctor", &["запись к врачу", "талон к врачу", "поликлиника"]),
    ("medicine", &["лекарство", "аптека"]),
    ("transport", &["автобус", "маршрутка", "остановка"]),
    ("playground", &["детская площадка", "качели"]),
    ("gas", &["нет газа", "запах газа"]),
    ("school", &["школа", "детский сад"]),
    ("benches", &["скамейка", "лавочка"]),
    ("sewage", &["канализация"]),
    ("tariffs", &["тариф", "квитанция"]),
    ("roof", &["течёт крыша"]),
];

fn directory() -> Directory {
    let topic = |(code, words): &(&str, &[&str])| Topic {
        code: (*code).into(),
        group: String::new(),
        name: (*code).to_owned(),
        unit: (*code != "dogs").then(|| "zhkh".into()),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        importance: if *code == "gas" { Importance::Critical } else { Importance::Normal },
    };
    let settlement = |code: &str, unit: &str, takes: &[&str]| Settlement {
        code: code.into(),
        name: code.to_owned(),
        aliases: Vec::new(),
        unit: Some(unit.into()),
        takes: takes.iter().map(|topic| (*topic).into()).collect(),
        point: None,
    };
    Directory {
        topics: TOPICS.iter().map(topic).collect(),
        settlements: vec![settlement("akhtubinsk", "adm", &[]), settlement("baskunchak", "roads", &["potholes"])],
        ..super::directory()
    }
}

/// The best topic and the entry that speaks for it, `topic · entry`; empty where nothing does.
fn guess(text: &str) -> String {
    let topics = Suggester::new(&directory()).topics(text);
    topics.first().map(|guess| format!("{} · {}", guess.topic, guess.entry)).unwrap_or_default()
}

#[test]
fn complaints_as_people_write_them() {
    let complaints = [
        ("На улице Ленина у дома 12 огромная яма, машины бьют колёса", "potholes · яма"),
        ("Сколько можно объезжать эту яму?", "potholes · яма"),
        ("Ямы по всей Франко, асфальта нет", "potholes · яма"),
        ("Полно ям, ездить невозможно", "potholes · яма"),
        ("В ЯМАХ вся дорога!!!", "potholes · яма"),
        ("Дорога на Щербакова полностью разбита", "potholes · разбитая дорога"),
        ("Едем по разбитым дорогам каждый день", "potholes · разбитая дорога"),
        ("выбоины у перехода", "potholes · выбоина"),
        ("Снег не чистят неделю", "snow · снег"),
        ("Тротуары под снегом, пройти нельзя", "snow · снег"),
        ("Гололед, бабушка упала", "snow · гололёд"),
        ("Сплошная наледь у подъезда", "snow · наледь"),
        ("Сосульки висят над входом", "snow · сосулька"),
        ("Сколько сосулек на крыше, страшно", "snow · сосулька"),
        ("Дворы во льду, а льда сантиметров десять. Убирать льды некому", "snow · лёд"),
        ("воды нет второй день", "water · нет воды"),
        ("Нету воды на Волгоградской с утра", "water · нет воды"),
        ("Опять отключили холодную воду без предупреждения", "water · отключили воду"),
        ("Вода отключена с утра", "water · отключили воду"),
        ("Перебои водоснабжения в посёлке", "water · водоснабжение"),
        ("Из крана течёт ржавая вода", "water-quality · ржавая вода"),
        ("Водой этой грязной мыться нельзя", "water-quality · грязная вода"),
        ("Когда дадут отопление?", "heating · отопление"),
        ("Батареи холодные, дети мёрзнут", "heating · холодная батарея"),
        ("В квартире холодно, +12", "heating · холодно в квартире"),
        ("Мусор не вывозят, контейнеры переполнены", "garbage · контейнер"),
        ("Стихийных свалок всё больше", "garbage · свалка"),
        ("Нет вывоза ТКО третью неделю", "garbage · вывоз ТКО"),
        ("Фонари не горят по всей улице", "lighting · фонарь"),
        ("Уличного освещения нет", "lighting · уличное освещение"),
        ("Света нет с ночи", "power · нет света"),
        ("Свет отключают каждый день", "power · отключили свет"),
        ("Собаки бегают у школы стаями", "dogs · стая собак"),
        ("Бродячих собак развелось", "dogs · собака"),
        ("К врачу запись на месяц вперёд", "doctor · запись к врачу"),
        ("Талонов к врачу не достать", "doctor · талон к врачу"),
        ("В аптеках нет лекарств для диабетиков", "medicine · лекарство"),
        ("Автобус 5 не ходит по выходным", "transport · автобус"),
        ("Маршруток после 18 нет", "transport · маршрутка"),
        ("Остановок без навеса много", "transport · остановка"),
        ("На детской площадке сломаны качели", "playground · детская площадка"),
        ("Детских площадок во дворе нет", "playground · детская площадка"),
        ("Сильный запах газа в подъезде", "gas · запах газа"),
        ("Сломано пять скамеек", "benches · скамейка"),
        ("Нет ни одной лавочки", "benches · лавочка"),
        ("Канализацию прорвало", "sewage · канализация"),
        ("В квитанциях опять новые тарифы", "tariffs · квитанция"),
        ("Крыша у нас течет с весны", "roof · течёт крыша"),
    ];
    for (text, expected) in complaints {
        assert_eq!(guess(text), expected, "{text}");
    }
}

#[test]
fn words_that_only_look_alike_are_left_alone() {
    let other = [
        "Ямщик, не гони лошадей",
        "Поездка на Ямал",
        "Снегирь прилетел",
        "Снегопад красивый",
        "Водитель нет слов какой вежливый",
        "Лето, ледник, лебедь",
        "Светофор нет",
        "Спасибо за концерт",
        "",
        "!!! ... ???",
    ];
    for text in other {
        assert_eq!(guess(text), "", "{text}");
    }
}

#[test]
fn an_entrys_words_stand_in_one_sentence() {
    assert_eq!(guess("Нет сил. Вода мокрая"), "");
    assert_eq!(guess("Нет сил\nВода мокрая"), "");
    assert_eq!(guess("Крыша старая. Кран течёт"), "");
    assert_eq!(guess("Нет на ул. Ленина в д. 12 г. Ахтубинска воды"), "water · нет воды");
    assert_eq!(guess("воды нет.второй день"), "water · нет воды");
}

#[test]
fn prepositions_of_an_entry_need_not_be_said() {
    assert_eq!(guess("Квартира совсем холодная, холодно"), "heating · холодно в квартире");
    assert_eq!(guess("Врача ждём, записи нет"), "doctor · запись к врачу");
    // They do not make an entry longer in words either.
    let topic = |code: &str, word: &str| Topic {
        code: code.into(),
        group: String::new(),
        name: String::new(),
        unit: None,
        words: vec![word.to_owned()],
        importance: Importance::Normal,
    };
    let topics = vec![topic("school", "в школе"), topic("bullying", "издеваются")];
    let topics = Suggester::new(&Directory { topics, ..directory() }).topics("В школе издеваются над сыном");
    assert_eq!(topics.first().map(|guess| guess.topic.to_string()), Some("bullying".to_owned()));
    let only = Directory { topics: vec![topic("only", "до")], ..directory() };
    assert_eq!(Suggester::new(&only).topics("до сих пор").len(), 1);
}

#[test]
fn more_words_found_then_the_longest_entry_then_the_file() {
    let order = |text: &str| -> Vec<String> {
        let topics = Suggester::new(&directory()).topics(text);
        topics.into_iter().map(|guess| guess.topic.to_string()).collect()
    };
    assert_eq!(order("Яма, снег, наледь"), ["snow", "potholes"], "two words of snow");
    assert_eq!(order("Яма и снег"), ["snow", "potholes"], "«снег» is longer");
    assert_eq!(order("Тариф и мусор. Фонарь и колея"), ["lighting", "potholes", "garbage", "tariffs"]);
}

#[test]
fn everything_is_suggested_with_its_reason() {
    let suggester = Suggester::new(&directory());
    let pothole = suggester.suggest("Яма на Ленина", Some("Podsluh_Akhtuba"), None);
    let place = SettlementGuess { settlement: "akhtubinsk".into(), reason: SettlementReason::Source };
    assert_eq!(pothole.settlement, Some(place));
    assert_eq!(pothole.unit, Some(UnitGuess { unit: "zhkh".into(), reason: UnitReason::Topic }));
    assert_eq!(pothole.importance, Importance::Normal);
    assert_eq!(suggester.suggest("Запах газа!", None, None).importance, Importance::Critical);
    let dogs = suggester.suggest("Собаки", Some("podsluh_akhtuba"), None);
    assert_eq!(dogs.unit, Some(UnitGuess { unit: "adm".into(), reason: UnitReason::Settlement }));
    let nothing = suggester.suggest("Здравствуйте", Some("other"), None);
    assert_eq!((nothing.topics.len(), nothing.settlement, nothing.unit), (0, None, None));
}

#[test]
fn a_place_is_known_by_words_then_by_the_point_then_by_the_channel() {
    let mut directory = directory();
    directory.settlements[0].name = "Ахтубинск".to_owned();
    directory.settlements[1].name = "Нижний Баскунчак".to_owned();
    directory.settlements[1].point = Some((48.22, 46.83));
    let suggester = Suggester::new(&directory);
    let place = |text: &str, point| {
        let suggestion = suggester.suggest(text, Some("podsluh_akhtuba"), point);
        let settlement = suggestion.settlement.map(|guess| (guess.settlement.to_string(), guess.reason));
        (settlement, suggestion.street, suggestion.house)
    };
    let at = |code: &str, reason| Some((code.to_owned(), reason));
    let said = place("Из Ахтубинска: на ул. Мира, 5 яма", Some((48.22, 46.83)));
    assert_eq!(said, (at("akhtubinsk", SettlementReason::Words), Some("ул. Мира".to_owned()), Some("5".to_owned())));
    assert_eq!(place("Яма", Some((48.22, 46.83))).0, at("baskunchak", SettlementReason::Point));
    assert_eq!(place("Яма", Some((40.0, 40.0))).0, at("akhtubinsk", SettlementReason::Source));
    assert_eq!(place("Яма в Нижнем Баскунчаке", None).0, at("baskunchak", SettlementReason::Words));
}

#[test]
fn a_settlement_takes_topics_over() {
    let unit = |topic: &str, settlement: Option<&str>| {
        let settlement = settlement.map(Into::into);
        answering_unit(&directory(), Some(&topic.into()), settlement.as_ref()).map(|guess| (guess.unit.0, guess.reason))
    };
    assert_eq!(unit("potholes", Some("baskunchak")), Some(("roads".to_owned(), UnitReason::Settlement)));
    assert_eq!(unit("potholes", Some("akhtubinsk")), Some(("zhkh".to_owned(), UnitReason::Topic)));
    assert_eq!(unit("snow", Some("baskunchak")), Some(("zhkh".to_owned(), UnitReason::Topic)));
    assert_eq!(unit("dogs", Some("baskunchak")), Some(("roads".to_owned(), UnitReason::Settlement)));
    assert_eq!(unit("dogs", None), None);
}

#[test]
fn forms_of_a_word_share_a_stem() {
    let shared = [
        "яма яму ямы ям яме ямой ямами",
        "вода воды воду воде водой",
        "дорога дорог дороги дорогу",
        "батарея батарей батареи батареям",
        "льда льду льды",
        "отключили отключают отключена отключено",
        "запах запаха запахом запаху",
        "порыв порыва порывы порывом",
        "почта почту почты",
        "запись записи записью",
    ];
    for forms in shared {
        let mut stems: Vec<_> = words(forms).map(|word| stem(&word)).collect();
        stems.dedup();
        assert_eq!(stems.len(), 1, "{forms}: {stems:?}");
    }
}

#[test]
fn words_that_look_like_forms_of_another_keep_their_stem() {
    for (said, other) in [("почти", "почта"), ("скоро", "скорая"), ("порыв", "пора"), ("открыв", "крыв")]
    {
        assert_ne!(stem(said), stem(other), "{said}, {other}");
    }
    assert_eq!(stem("открыв"), stem("открыла"));
}

#[test]
fn letters_written_as_two_signs_are_one() {
    assert_eq!(
        words("Ёлка е\u{308}лка трамваи\u{306} до\u{301}ма").collect::<Vec<_>>(),
        ["елка", "елка", "трамвай", "дома"]
    );
}

/// A generous bound for an unoptimised build on a busy machine; the target is 1 ms in release.
#[test]
fn the_longest_message_is_read_fast() {
    let text: String =
        "Сколько можно ждать, на улице снова нет горячей воды и ямы. ".chars().cycle().take(4096).collect();
    let suggester = Suggester::new(&directory());
    let clock = Clock::system();
    for _ in 0..10 {
        assert!(!suggester.topics(&text).is_empty());
    }
    assert!(clock.elapsed() < Duration::from_secs(2), "{:?}", clock.elapsed());
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        prop_assert_eq!(sentences(&text).collect::<String>(), text.clone());
        let _ = Suggester::new(&directory()).suggest(&text, Some(&text), None);
    }

    #[test]
    fn any_russian_word_has_a_stem(word in "[а-яё]{1,20}") {
        for word in words(&word) {
            let stem = stem(&word);
            prop_assert!(word.starts_with(&stem) && !stem.is_empty(), "{} → {}", word, stem);
        }
    }

    #[test]
    fn the_order_of_words_does_not_matter(order in Just(vec!["нет", "воды", "второй", "день"]).prop_shuffle()) {
        prop_assert_eq!(guess(&order.join(" ")), "water · нет воды");
    }
}
