//! Who is who in the demo. Nobody is meant.

use crate::domain::ids::{ChatId, SphereCode, UnitCode};
use crate::domain::person::{Post, Role};

/// A part that whoever looks at the page plays.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// How the page calls it.
    pub key: &'static str,
    pub chat: ChatId,
    pub name: &'static str,
    /// What it is in the centre, in a few words.
    pub title: &'static str,
    /// On which of the phones it is.
    pub phone: &'static str,
    pub roles: &'static [Role],
    /// For recipients and leads.
    pub units: &'static [&'static str],
    /// For curators.
    pub sphere: Option<&'static str>,
}

/// The group that gets the digests.
pub const GROUP: ChatId = ChatId(-5001);
pub const GROUP_TITLE: &str = "МЦУ Ахтубинского района";

const OPERATOR: Part = Part {
    key: "operator",
    chat: ChatId(5001),
    name: "Ольга Смирнова",
    title: "оператор МЦУ",
    phone: "operator",
    // In a small town one person has several posts.
    roles: &[Role::Operator, Role::Coordinator, Role::Media],
    units: &[],
    sphere: None,
};
const ROADS: Part = Part {
    key: "roads",
    chat: ChatId(5011),
    name: "Андрей Волков",
    title: "дороги и благоустройство",
    phone: "recipient",
    roles: &[Role::Recipient],
    units: &["roads", "improvement", "animals", "tko", "ecology"],
    sphere: None,
};
const UTILITIES: Part = Part {
    key: "utilities",
    chat: ChatId(5012),
    name: "Ирина Лебедева",
    title: "ЖКХ, вода, тепло, свет",
    phone: "recipient",
    roles: &[Role::Recipient],
    units: &["zhkh", "vodokanal", "heat", "uk", "power", "gas"],
    sphere: None,
};
pub const HEAD: Part = Part {
    key: "head",
    chat: ChatId(5021),
    name: "Сергей Козлов",
    title: "руководитель МЦУ",
    phone: "head",
    roles: &[Role::Head],
    units: &[],
    sphere: None,
};
const LEAD: Part = Part {
    key: "lead",
    chat: ChatId(5022),
    name: "Николай Морозов",
    title: "начальник отдела дорог",
    phone: "head",
    roles: &[Role::Lead],
    units: &["roads"],
    sphere: None,
};
const CURATOR: Part = Part {
    key: "curator",
    chat: ChatId(5023),
    name: "Елена Зайцева",
    title: "куратор, заместитель главы",
    phone: "head",
    roles: &[Role::Curator],
    units: &[],
    sphere: Some("housing"),
};

pub const CAST: [&Part; 6] = [&OPERATOR, &ROADS, &UTILITIES, &HEAD, &LEAD, &CURATOR];

impl Part {
    pub fn posts(&self) -> Vec<Post> {
        let sphere = self.sphere.map(|code| SphereCode(code.to_owned()));
        let post = |role: Role, unit: Option<&str>| Post {
            role,
            unit: unit.map(|code| UnitCode(code.to_owned())),
            sphere: sphere.clone(),
        };
        let of = |role: &Role| -> Vec<Post> {
            match role {
                Role::Recipient | Role::Lead => self.units.iter().map(|unit| post(*role, Some(unit))).collect(),
                role => vec![post(*role, None)],
            }
        };
        self.roles.iter().flat_map(of).collect()
    }
}

/// The part of this name.
pub fn part(key: &str) -> Option<&'static Part> {
    CAST.into_iter().find(|part| part.key == key)
}
