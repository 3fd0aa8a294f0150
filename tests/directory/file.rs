//! What a file says, and what is wrong with it.

use mcu_bot::domain::directory::file::{FileError, Problem, parse};
use mcu_bot::domain::directory::{DeadlineRule, Language, Section};
use mcu_bot::domain::ids::{ChatId, SphereCode, TopicCode, UnitCode};
use mcu_bot::domain::incident::{Importance, Kind};
use mcu_bot::domain::person::{Post, Role};
use mcu_bot::domain::term::{Term, TermUnit};
use proptest::prelude::*;
use serde_json::json;

use super::{EXAMPLE, SMALL, told};

#[test]
fn the_example_says_what_it_shows() {
    let file = parse(EXAMPLE).unwrap();
    let directory = &file.directory;
    assert_eq!(directory.centre.time_zone, chrono_tz::Europe::Astrakhan);
    assert_eq!(directory.centre.language, Language::Ru);
    let codes: Vec<_> = directory.units.iter().map(|unit| unit.code.as_str()).collect();
    assert_eq!(codes, ["adm", "zhkh", "roads", "baskunchak"]);
    assert!(directory.is_within(&"roads".into(), &"adm".into()));
    assert!(!directory.unit(&"baskunchak".into()).unwrap().review);
    let topics: Vec<_> = directory.topics.iter().map(|topic| topic.code.as_str()).collect();
    assert_eq!(topics, ["roads-potholes", "water-outage", "snow"]);
    assert_eq!(directory.topics[1].importance, Importance::High);
    assert_eq!(directory.settlements[0].point, Some((48.28, 46.17)));
    assert_eq!(directory.sources[0].channel, "podsluh_akhtuba");
}

#[test]
fn deadlines_keep_their_conditions_and_terms() {
    let file = parse(EXAMPLE).unwrap();
    let hours = |amount| Some(Term { amount, unit: TermUnit::WorkingHours });
    assert_eq!(file.directory.deadlines.len(), 4);
    assert_eq!(
        file.directory.deadlines[0],
        DeadlineRule {
            kind: Some(Kind::Message),
            accept: hours(1),
            reply: hours(8),
            final_: Some(Term { amount: 7, unit: TermUnit::WorkingDays }),
            ..DeadlineRule::default()
        }
    );
}

#[test]
fn people_get_their_posts() {
    let people = parse(EXAMPLE).unwrap().people;
    assert_eq!(people.len(), 4);
    assert_eq!(people[0].posts.len(), 4);
    assert_eq!(people[1].telegram_id, ChatId(1002));
    let recipient = Post { role: Role::Recipient, unit: Some(UnitCode::from("zhkh")), sphere: None };
    assert_eq!(people[1].posts, [recipient]);
    let curator = Post { role: Role::Curator, unit: None, sphere: Some(SphereCode::from("housing")) };
    assert_eq!(people[3].posts, [curator]);
}

#[test]
fn sections_of_later_work_are_kept_in_one_way_of_writing() {
    let kept = parse(EXAMPLE).unwrap().directory.kept;
    let sections: Vec<_> = kept.keys().map(String::as_str).collect();
    assert_eq!(sections, ["digest", "rating", "reminders", "rule", "working_time"]);
    assert_eq!(kept["digest"], json!([{ "at": "09:00", "edition": "daily", "unit": "adm" }]));
    assert_eq!(kept["rule"][1]["when"]["months"], json!([1, 2, 3, 11, 12]));
    assert_eq!(kept["reminders"]["escalate"]["lead"], json!("0 wh"));
    let working_time = "[working_time]\ndays = [\"fri\", \"mon\"]\nhours = [\"8:00 - 24:00\"]\n";
    let kept = parse(&format!("{SMALL}{working_time}")).unwrap().directory.kept;
    assert_eq!(kept["working_time"], json!({ "days": ["mon", "fri"], "hours": ["08:00-24:00"] }));
    let friday = "[working_time]\nfri = [\"8:00-12:00\", \"13:00-16:00\"]\n";
    let kept = parse(&format!("{SMALL}{friday}")).unwrap().directory.kept;
    assert_eq!(kept["working_time"], json!({ "fri": ["08:00-12:00", "13:00-16:00"] }));
}

#[test]
fn what_is_not_written_has_a_default() {
    let text = format!(
        "{SMALL}[[source]]\nchannel = \"@Podsluh_Akhtuba\"\n[[topic]]\ncode = \"x\"\ngroup = \"G\"\nname = \"X\"\n"
    );
    let directory = parse(&text).unwrap().directory;
    assert!(directory.centre.redact_cards);
    assert_eq!(directory.units[0].short, directory.units[0].name);
    assert!(directory.units[0].review);
    assert_eq!(directory.topic(&TopicCode::from("x")).unwrap().importance, Importance::Normal);
    assert_eq!(directory.sources[0].channel, "podsluh_akhtuba");
    assert!(directory.kept.is_empty());
}

#[test]
fn reading_twice_gives_the_same() {
    assert_eq!(parse(EXAMPLE), parse(EXAMPLE));
}

/// A line added to the small file at its end, and what is said about it. The first added line is 13.
#[rustfmt::skip]
const WRONG: &[(&str, &[&str])] = &[
    // Names and codes.
    ("[[topics]]", &["13: unknown key \"topics\" (did you mean \"topic\"?)"]),
    ("[topic]", &["13: write [[topic]], once for each topic"]),
    ("[[sphere]]\ncode = \"ЖКХ\"\nname = \"x\"", &["14: sphere \"ЖКХ\": \"code\": \"ЖКХ\" is no code: write 1 to 32 of a-z, 0-9 and -"]),
    ("[[sphere]]\nname = \"x\"", &["13: sphere #1: \"code\" is missing"]),
    ("[[sphere]]\ncode = \"x\"", &["13: sphere \"x\": \"name\" is missing"]),
    ("[[sphere]]\ncode = 5\nname = \" \"", &["14: sphere \"5\": \"code\" must be a string, not an integer", "15: sphere \"5\": \"name\" is empty"]),
    ("[[sphere]]\ncode = \"x\"\nname = \"a\\nb\"", &["15: sphere \"x\": \"name\": \"a\\nb\" is no text of one line"]),
    ("[[unit]]\ncode = \"adm\"\nname = \"x\"", &["14: unit \"adm\": adm is already on line 6"]),
    ("[[unit]]\ncode = \"x\"\nname = \"x\"\nreveiw = true", &["16: unit \"x\": unknown key \"reveiw\" (did you mean \"review\"?)"]),
    ("[[unit]]\ncode = \"x\"\nname = \"x\"\nreview = \"no\"", &["16: unit \"x\": \"review\" must be true or false, not a string"]),
    ("[[unit]]\ncode = \"x\"\nname = \"x\"\nwhatever = 1", &["16: unit \"x\": unknown key \"whatever\""]),
    // References and the tree.
    ("[[sphere]]\ncode = \"housing\"\nname = \"x\"\n[[unit]]\ncode = \"roads\"\nname = \"x\"\nsphere = \"housng\"", &["19: unit \"roads\": there is no sphere \"housng\" (did you mean \"housing\"?)"]),
    ("[[unit]]\ncode = \"x\"\nname = \"x\"\nparent = \"nowhere\"", &["16: unit \"x\": there is no unit \"nowhere\""]),
    ("[[unit]]\ncode = \"x\"\nname = \"x\"\nparent = \"x\"", &["16: unit \"x\": the units above it go round in a circle: x → x"]),
    ("[[unit]]\ncode = \"b\"\nname = \"b\"\nparent = \"a\"\n[[unit]]\ncode = \"a\"\nname = \"a\"\nparent = \"b\"\n[[unit]]\ncode = \"c\"\nname = \"c\"\nparent = \"b\"", &["20: unit \"a\": the units above it go round in a circle: a → b → a"]),
    ("[[topic]]\ncode = \"x\"\ngroup = \"x\"\nname = \"x\"\nunit = \"amd\"", &["17: topic \"x\": there is no unit \"amd\" (did you mean \"adm\"?)"]),
    ("[[source]]\nchannel = \"abcd\"\nsettlement = \"x\"", &["15: source \"abcd\": there is no settlement \"x\""]),
    ("[[source]]\nchannel = \"https://t.me/abcd\"", &["14: source \"https://t.me/abcd\": \"channel\": \"https://t.me/abcd\" is no public name of a channel: write it without https://t.me/, as in \"podsluh_akhtuba\""]),
    ("[[source]]\nchannel = \"abcd\"\n[[source]]\nchannel = \"@ABCD\"", &["15: source \"@ABCD\": abcd is already on line 13"]),
    // Topics and places.
    ("[[topic]]\ncode = \"x\"\ngroup = \"x\"\nname = \"x\"\nwords = [\"яма\", \"\", \"—\"]", &["17: topic \"x\": \"words\" is empty", "17: topic \"x\": \"words\": \"—\" is no word to look for: it has no letter and no digit"]),
    ("[[topic]]\ncode = \"x\"\ngroup = \"x\"\nname = \"x\"\nimportance = \"hihg\"", &["17: topic \"x\": \"importance\": \"hihg\" is none of normal, high, critical (did you mean \"high\"?)"]),
    ("[[settlement]]\ncode = \"x\"\nname = \"x\"\npoint = [91, 46.1]", &["16: settlement \"x\": \"point\": 91 is not a latitude from -90 to 90"]),
    ("[[settlement]]\ncode = \"x\"\nname = \"x\"\npoint = [48.1, nan]", &["16: settlement \"x\": \"point\": nan is not a longitude from -180 to 180"]),
    ("[[settlement]]\ncode = \"x\"\nname = \"x\"\npoint = [48.1]", &["16: settlement \"x\": \"point\": a list of 1 is not latitude and longitude"]),
    ("[[topic]]\ncode = \"t\"\ngroup = \"x\"\nname = \"x\"\n[[settlement]]\ncode = \"x\"\nname = \"x\"\ntakes = [\"t\"]", &["17: settlement \"x\": \"takes\" topics over for a unit, and \"unit\" is missing"]),
    // Deadlines.
    ("[[deadline]]\nreply = \"8wh\"", &["14: deadline #2: \"reply\": \"8wh\" is no term: write a whole number from 1 to 9999 and wh, wmin, h, min, d or wd, as in \"8 wh\""]),
    ("[[deadline]]\nreply = \"10000 d\"", &["14: deadline #2: \"reply\": \"10000 d\" is no term: write a whole number from 1 to 9999 and wh, wmin, h, min, d or wd, as in \"8 wh\""]),
    ("[[deadline]]\nkind = \"appeal\"", &["13: deadline #2: names none of accept, reply, final"]),
    ("[[deadline]]\nkind = \"message\"\naccept = \"1 wh\"", &["13: deadline #2: has the same conditions as the one on line 9"]),
    ("[[deadline]]\nkind = \"mesage\"\nreply = \"1 h\"", &["14: deadline #2: \"kind\": \"mesage\" is none of message, appeal (did you mean \"message\"?)"]),
    ("[[deadline]]\nchannel = \"pso\"\nreply = \"1 h\"", &["14: deadline #2: \"channel\": \"pso\" is none of vk, ok, telegram, x, facebook, instagram, max, pos, im, hotline, site, email, in_person, other (did you mean \"pos\"?)"]),
    // People.
    ("[[person]]\ntelegram_id = 1\nname = \"x\"\nroles = [\"recipient\"]", &["16: person \"1\": a recipient needs a unit"]),
    ("[[person]]\ntelegram_id = 1\nname = \"x\"\nroles = [\"curator\"]\nunit = \"adm\"", &["16: person \"1\": the unit is for recipient and lead, and neither is among the roles"]),
    ("[[person]]\ntelegram_id = 1\nname = \"x\"\nroles = [\"curator\"]", &["16: person \"1\": a curator needs a sphere"]),
    ("[[person]]\ntelegram_id = 1\nname = \"x\"\nroles = []", &["16: person \"1\": holds no role"]),
    ("[[person]]\ntelegram_id = 1\nname = \"x\"\nroles = [\"hed\"]", &["16: person \"1\": \"roles\": \"hed\" is none of operator, coordinator, media, head, recipient, lead, curator, chief, observer, admin (did you mean \"head\"?)"]),
    ("[[person]]\ntelegram_id = -1\nname = \"x\"\nroles = [\"head\"]", &["14: person \"-1\": \"telegram_id\": -1 is not an account's number"]),
    ("[[person]]\ntelegram_id = 1\nname = \"x\"\nroles = [\"head\"]\n[[person]]\ntelegram_id = 1\nname = \"y\"\nroles = [\"media\"]", &["17: person \"1\": 1 is already on line 13"]),
    // Working time.
    ("[working_time]\ndays = []\nhours = []", &["14: [working_time]: \"days\" is empty", "15: [working_time]: \"hours\" is empty"]),
    ("[working_time]\ndays = [\"mon\", \"mon\", \"tu\"]", &["14: [working_time]: \"days\": \"mon\" stands there twice", "14: [working_time]: \"days\": \"tu\" is none of mon, tue, wed, thu, fri, sat, sun (did you mean \"tue\"?)"]),
    ("[working_time]\nhours = [\"8-12\"]", &["14: [working_time]: \"hours\": \"8-12\" is no period: write an earlier and a later time, as in \"08:00-12:00\""]),
    ("[working_time]\nhours = [\"13:00-12:00\"]", &["14: [working_time]: \"hours\": \"13:00-12:00\" is no period: write an earlier and a later time, as in \"08:00-12:00\""]),
    ("[working_time]\nhours = [\"08:00-12:00\", \"11:30-17:00\"]", &["14: [working_time]: 11:30-17:00 begins before 08:00-12:00 ends"]),
    ("[working_time]\ndays_off = [\"2026-02-29\", \"2026-1-1\"]", &["14: [working_time]: \"days_off\": \"2026-02-29\" is no date: write it as \"2026-12-30\"", "14: [working_time]: \"days_off\": \"2026-1-1\" is no date: write it as \"2026-12-30\""]),
    ("[working_time]\ndays_off = [\"2026-12-30\"]\nworking_days = [\"2026-12-30\"]", &["13: [working_time]: 2026-12-30 is both a day off and a working day"]),
    ("[[unit]]\ncode = \"x\"\nname = \"x\"\nworking_time = { days = [], holliday = 1 }", &["16: unit \"x\": \"working_time.days\" is empty", "16: unit \"x\": unknown key \"working_time.holliday\" (did you mean \"holidays\"?)"]),
    ("[working_time]\nfri = []\nsat = [\"9-13\"]\nsum = [\"09:00-13:00\"]", &["14: [working_time]: \"fri\" is empty", "15: [working_time]: \"sat\": \"9-13\" is no period: write an earlier and a later time, as in \"08:00-12:00\"", "16: [working_time]: unknown key \"sum\" (did you mean \"sun\"?)"]),
    ("[[unit]]\ncode = \"x\"\nname = \"x\"\nworking_time = { hours = [] }", &["16: unit \"x\": \"working_time.hours\" is empty"]),
    // Sections of later work.
    ("[reminders]\nhours = [\"100%\", \"3 d\"]", &["14: [reminders]: \"hours\": \"100%\" is no reminder of a term in hours: write \"50%\", or wh, wmin, h, min, as in \"2 wh\"", "14: [reminders]: \"hours\": \"3 d\" is no reminder of a term in hours: write \"50%\", or wh, wmin, h, min, as in \"2 wh\""]),
    ("[reminders]\ndays = [\"evening\"]", &["14: [reminders]: \"days\": \"evening\" is no reminder of a term in days: write \"morning\", or d, wd, as in \"3 d\""]),
    ("[reminders]\nescalate = { lead = \"0 x\", repeat = \"0 wd\" }", &["14: [reminders]: \"escalate.lead\": \"0 x\" is no delay: write a whole number up to 9999 and wh, wmin, h, min, d or wd, as in \"0 wh\"", "14: [reminders]: \"escalate.repeat\": \"0 wd\" is no term: write a whole number from 1 to 9999 and wh, wmin, h, min, d or wd, as in \"8 wh\""]),
    ("[reminders]\nidle = { drafts = \"1 h\" }", &["14: [reminders]: unknown key \"idle.drafts\" (did you mean \"draft\"?)"]),
    ("[[rule]]\ncode = \"x\"\npriority = 1\nwhen = {}\nthen = { register = true }", &["16: rule \"x\": \"when\" is empty"]),
    ("[[rule]]\ncode = \"x\"\npriority = 1\nwhen = { months = [13] }", &["13: rule \"x\": \"then\" is missing", "16: rule \"x\": \"when.months\": 13 is not a month from 1 to 12"]),
    ("[[rule]]\ncode = \"x\"\npriority = 1\nwhen = { words = [] }\nthen = { topic = \"x\" }", &["16: rule \"x\": \"when.words\" is empty", "17: rule \"x\": there is no topic \"x\""]),
    ("[rating]\nweights = { speed = 0 }\nminimum = 0\nprior = 1.5", &["14: [rating]: \"weights.speed\": 0 is not a weight from 1 to 1000", "15: [rating]: \"minimum\": 0 is not a number of incidents from 1", "16: [rating]: \"prior\": 1.5 is not a share from 0 to 1"]),
    ("[[digest]]\nedition = \"dayly\"\nunit = \"adm\"\nat = \"9\"", &["14: digest #1: \"edition\": \"dayly\" is none of daily, weekly, monthly (did you mean \"daily\"?)", "16: digest #1: \"at\": \"9\" is no time of day: write it as \"09:00\""]),
    ("[[digest]]\nedition = \"daily\"\nunit = \"adm\"\nat = \"09:00\"\n[[digest]]\nedition = \"daily\"\nunit = \"adm\"\nat = \"10:00\"", &["17: digest #2: daily of adm is already on line 13"]),
];

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (lines, expected) in WRONG {
        let errors = parse(&format!("{SMALL}{lines}\n")).unwrap_err();
        assert_eq!(told(&errors), *expected, "{lines}");
    }
}

#[test]
fn a_file_without_the_needful_is_refused() {
    assert_eq!(
        told(&parse("").unwrap_err()),
        [
            "1: \"centre\" is missing",
            "1: some messages would have no deadline: add a [[deadline]] with kind = \"message\", a reply and no other condition"
        ]
    );
    let zone = SMALL.replace("Europe/Astrakhan", "Europe/Astrakan");
    let hint = "3: [centre]: \"Europe/Astrakan\" is no time zone (did you mean \"Europe/Astrakhan\"?)";
    assert_eq!(told(&parse(&zone).unwrap_err()), [hint]);
}

#[test]
fn a_rule_for_everything_covers_messages() {
    assert!(parse(&SMALL.replace("kind = \"message\"\n", "\n")).is_ok());
}

#[test]
fn all_errors_come_at_once_in_the_order_of_the_lines() {
    let errors = parse(&EXAMPLE.replace("unit = \"", "unit = \"no-").replace("8 wh", "eight")).unwrap_err();
    assert!(errors.len() > 10);
    assert!(errors.is_sorted_by_key(|error| error.line));
    let is_term = |error: &FileError| matches!(error.problem, Problem::Malformed { .. });
    let is_reference = |error: &FileError| matches!(error.problem, Problem::NoSuch { section: Section::Unit, .. });
    assert!(errors.iter().any(is_term) && errors.iter().any(is_reference));
}

#[test]
fn text_that_is_not_toml_is_told_by_line_and_alone() {
    let errors = parse(&format!("{SMALL}name =\nother = \"\nmore = 1\n[[unit]]\ncode = \"X\"\n")).unwrap_err();
    assert!(errors.iter().all(|error| matches!(error.problem, Problem::Syntax(_))), "{errors:?}");
    assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [13, 14]);
    let twice = parse(&format!("{SMALL}kind = \"message\"\n")).unwrap_err();
    assert_eq!(told(&twice), ["13: duplicate key"]);
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in "\\PC*") {
        let _ = parse(&text);
    }

    /// Texts that are nearly right go further in than noise does.
    #[test]
    fn no_damage_to_the_example_makes_reading_panic(from in 0..EXAMPLE.len(), length in 0_usize..40, put in "[\\[\\]{}=\"0-9a-zа-я\n.,%:-]{0,8}") {
        let text: String = EXAMPLE.char_indices()
            .filter(|(at, _)| !(from..from + length).contains(at))
            .flat_map(|(at, letter)| (at == from + length).then_some(put.as_str()).into_iter().flat_map(str::chars).chain([letter]))
            .collect();
        if let Err(errors) = parse(&text) {
            let lines = text.lines().count() + 1;
            prop_assert!(errors.iter().all(|error| (1..=lines).contains(&error.line)), "{errors:?}");
            prop_assert!(errors.iter().all(|error| !error.problem.to_string().is_empty()));
        }
    }
}
