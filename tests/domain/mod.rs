//! The rules, held against tables written by hand from the domain page.

mod absence;
mod choice;
mod clocks;
mod completeness;
mod deadline;
mod figures;
mod find;
mod invite;
mod period;
mod permissions;
mod place;
mod public_link;
mod purge;
mod rating;
mod redact;
mod search;
mod source;
mod suggest;
mod undo;
mod visibility;
mod ways;
mod when;
mod words;
mod working_time;

use mcu_bot::domain::directory::{Centre, Directory, Language, Source, Sphere, Unit};
use mcu_bot::domain::ids::{ChatId, PersonId, UnitCode};
use mcu_bot::domain::person::{Person, Post, Role, StandsIn};

/// adm ── zhkh (housing) ── boiler
///     ├─ roads (housing)
///     └─ school (education)
fn directory() -> Directory {
    let sphere = |code: &str| Sphere { code: code.into(), name: code.to_owned() };
    Directory {
        centre: Centre {
            name: "МЦУ Ахтубинского района".to_owned(),
            time_zone: chrono_tz::Europe::Astrakhan,
            language: Language::Ru,
            redact_cards: true,
        },
        units: vec![
            unit("adm", None, None),
            unit("zhkh", Some("adm"), Some("housing")),
            unit("boiler", Some("zhkh"), None),
            unit("roads", Some("adm"), Some("housing")),
            unit("school", Some("adm"), Some("education")),
        ],
        spheres: vec![sphere("housing"), sphere("education")],
        topics: Vec::new(),
        settlements: Vec::new(),
        sources: vec![Source { channel: "podsluh_akhtuba".to_owned(), settlement: Some("akhtubinsk".into()) }],
        deadlines: Vec::new(),
        kept: std::collections::BTreeMap::default(),
    }
}

fn unit(code: &str, parent: Option<&str>, sphere: Option<&str>) -> Unit {
    Unit {
        code: code.into(),
        parent: parent.map(Into::into),
        name: code.to_owned(),
        short: code.to_owned(),
        sphere: sphere.map(Into::into),
        review: true,
        league: None,
        working_time: None,
    }
}

/// A post as it is given: recipients and leads of zhkh, curators of housing.
fn post(role: Role) -> Post {
    match role {
        Role::Recipient | Role::Lead => Post { role, unit: Some("zhkh".into()), sphere: None },
        Role::Curator => Post { role, unit: None, sphere: Some("housing".into()) },
        _ => Post { role, unit: None, sphere: None },
    }
}

fn person(posts: Vec<Post>) -> Person {
    Person {
        id: PersonId(7),
        chat: ChatId(1007),
        name: "Специалист".to_owned(),
        language: None,
        posts,
        stands_in: StandsIn::default(),
    }
}

fn holder(role: Role) -> Person {
    person(vec![post(role)])
}

fn codes(units: &[&str]) -> Vec<UnitCode> {
    units.iter().map(|code| (*code).into()).collect()
}
