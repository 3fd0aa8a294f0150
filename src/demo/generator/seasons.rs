//! What residents write about, how often, and when in the year.

use super::chance::{Chance, Weighted};
use crate::domain::directory::{Directory, Settlement, Topic};

/// How a topic goes through the year.
#[derive(Clone, Copy, Debug)]
enum Season {
    Always,
    /// Snow and ice.
    Winter,
    /// Roads come out from under the snow.
    Thaw,
    Grass,
    /// Everybody waters.
    Heat,
    /// From the first cold nights until it is warm at home.
    Heating,
    Midges,
    School,
    Rain,
    Watering,
    Fires,
}

impl Season {
    /// Percent of the usual, from January on.
    const fn months(self) -> [u64; 12] {
        match self {
            Self::Always => [100; 12],
            Self::Winter => [300, 250, 120, 10, 0, 0, 0, 0, 0, 5, 80, 250],
            Self::Thaw => [40, 60, 220, 260, 180, 100, 80, 80, 90, 90, 70, 50],
            Self::Grass => [0, 0, 0, 40, 200, 300, 250, 180, 100, 20, 0, 0],
            Self::Heat => [70, 70, 70, 90, 120, 160, 190, 180, 120, 80, 70, 70],
            Self::Heating => [120, 100, 60, 30, 0, 0, 0, 0, 40, 350, 280, 150],
            Self::Midges => [0, 0, 0, 60, 350, 400, 150, 80, 40, 0, 0, 0],
            Self::School => [100, 100, 100, 90, 80, 20, 10, 60, 200, 130, 110, 100],
            Self::Rain => [50, 80, 150, 120, 120, 120, 80, 70, 100, 130, 120, 80],
            Self::Watering => [0, 0, 0, 100, 250, 300, 250, 150, 50, 0, 0, 0],
            Self::Fires => [20, 20, 80, 150, 100, 150, 200, 220, 180, 120, 50, 20],
        }
    }
}

/// Topics that come more often than others, with their weight. Where no number stands, it is 10.
const FREQUENT: &[(&str, u64, Season)] = &[
    ("water-outage", 110, Season::Heat),
    ("garbage-removal", 100, Season::Always),
    ("roads-potholes", 100, Season::Thaw),
    ("power-outage", 90, Season::Always),
    ("lighting", 80, Season::Always),
    ("snow", 80, Season::Winter),
    ("heating", 80, Season::Heating),
    ("dogs-stray", 60, Season::Always),
    ("bus-routes", 60, Season::Always),
    ("doctor-appointment", 50, Season::Always),
    ("roads-repair", 50, Season::Thaw),
    ("housing-fee", 45, Season::Always),
    ("medicines", 40, Season::Always),
    ("trees", 40, Season::Always),
    ("sewage", 40, Season::Always),
    ("water-quality", 40, Season::Heat),
    ("water-leak", 40, Season::Always),
    ("yards", 35, Season::Always),
    ("uk-complaints", 35, Season::Always),
    ("entrance", 30, Season::Always),
    ("dumps", 35, Season::Thaw),
    ("grass", 50, Season::Grass),
    ("midges", 40, Season::Midges),
    ("internet", 30, Season::Always),
    ("mobile", 30, Season::Always),
    ("drains", 35, Season::Rain),
    ("roads-gravel", 30, Season::Rain),
    ("dogs-attack", 25, Season::Always),
    ("manholes", 20, Season::Always),
    ("playgrounds", 25, Season::Grass),
    ("roof-leak", 25, Season::Rain),
    ("hot-water-outage", 25, Season::Always),
    ("icicles", 20, Season::Winter),
    ("heating-pipes", 20, Season::Heating),
    ("irrigation", 30, Season::Watering),
    ("cattle", 20, Season::Grass),
    ("water-pressure", 25, Season::Heat),
    ("school-cold", 15, Season::Heating),
    ("school-transport", 12, Season::School),
    ("school-food", 12, Season::School),
    ("school-conditions", 12, Season::School),
    ("school-staff", 10, Season::School),
    ("school-fees", 10, Season::School),
    ("school-bullying", 6, Season::School),
    ("kindergarten-queue", 20, Season::School),
    ("safety-fire", 8, Season::Fires),
    ("safety-flood", 8, Season::Watering),
    ("garbage-burning", 12, Season::Fires),
    ("locusts", 6, Season::Watering),
    ("greening", 10, Season::Grass),
    ("summer-camps", 8, Season::Midges),
    ("no-answer", 20, Season::Always),
    ("air", 15, Season::Always),
    ("prices", 15, Season::Always),
    ("power-wire", 8, Season::Always),
    ("gas-smell", 6, Season::Always),
    ("gas-outage", 12, Season::Heating),
    ("lift-stuck", 2, Season::Always),
    ("safety-collapse", 2, Season::Always),
    ("safety-on-water", 3, Season::Winter),
    ("animal-cruelty", 3, Season::Always),
    ("corruption", 3, Season::Always),
    ("volunteers", 2, Season::Always),
];

/// The weight of a topic that is not named above.
const RARE: u64 = 6;

/// What there is in blocks of flats alone, which stand in the first settlement of the directory.
const OF_THE_TOWN: &[&str] = &[
    "lift",
    "lift-stuck",
    "heating",
    "heating-pipes",
    "hot-water-outage",
    "entrance",
    "facade",
    "roof-leak",
    "basement",
    "uk-complaints",
    "capital-repair",
    "icicles",
    "parking",
    "pests",
];

/// Inhabitants in hundreds; a settlement that is not named here has [`VILLAGE`], the first one [`TOWN`].
const SIZES: &[(&str, u64)] =
    &[("kapustin-yar", 52), ("verkhny-baskunchak", 21), ("nizhny-baskunchak", 25), ("zolotukha", 22), ("uspenka", 20)];
const TOWN: u64 = 350;
const VILLAGE: u64 = 12;

/// What comes on a bad day, when half a quarter writes about one thing.
const DISASTERS: &[&str] = &["water-outage", "power-outage", "heating", "snow", "garbage-removal", "water-leak"];

/// The topics and places of a directory, by how often residents write about them.
#[derive(Debug)]
pub struct Seasons<'a> {
    directory: &'a Directory,
    /// From January on.
    topics: [Weighted; 12],
    settlements: Weighted,
}

impl<'a> Seasons<'a> {
    pub fn new(directory: &'a Directory) -> Self {
        let topics = std::array::from_fn(|month| {
            Weighted::new(directory.topics.iter().map(|topic| weight(topic.code.as_str(), month)))
        });
        let sizes = directory.settlements.iter().enumerate().map(|(at, settlement)| size(at, settlement));
        Self { directory, topics, settlements: Weighted::new(sizes) }
    }

    /// `month` counts from 0.
    pub fn topic(&self, month: usize, chance: &mut Chance) -> Option<&'a Topic> {
        let at = self.topics.get(month)?.pick(chance)?;
        self.directory.topics.get(at)
    }

    /// Where it happens.
    pub fn settlement(&self, topic: Option<&Topic>, chance: &mut Chance) -> Option<&'a Settlement> {
        let of_the_town = topic.is_some_and(|topic| OF_THE_TOWN.contains(&topic.code.as_str()));
        let at = if of_the_town { 0 } else { self.settlements.pick(chance)? };
        self.directory.settlements.get(at)
    }

    /// What a bad day of this month is about.
    pub fn disaster(&self, month: usize, chance: &mut Chance) -> Option<&'a Topic> {
        let known = |code: &&str| self.directory.topics.iter().find(|topic| topic.code.as_str() == *code);
        let possible: Vec<&Topic> =
            DISASTERS.iter().copied().filter(|code| weight(code, month) > 0).filter_map(|code| known(&code)).collect();
        chance.pick(&possible).copied()
    }

    /// How often each topic comes in a year at each place: to tell which units have the most work.
    pub fn loads(&self) -> impl Iterator<Item = (&'a Topic, &'a Settlement, u64)> + '_ {
        let of_topic = |topic: &'a Topic| -> (&'a Topic, u64) {
            (topic, (0..12).map(|month| weight(topic.code.as_str(), month)).sum())
        };
        self.directory.topics.iter().map(of_topic).flat_map(|(topic, times)| {
            let places = self.directory.settlements.iter().enumerate();
            places.map(move |(at, settlement)| (topic, settlement, times * size(at, settlement)))
        })
    }
}

/// `month` counts from 0.
fn weight(topic: &str, month: usize) -> u64 {
    let known = FREQUENT.iter().find(|(code, _, _)| *code == topic);
    let (times, season) = known.map_or((RARE, Season::Always), |(_, times, season)| (*times, *season));
    times * season.months().get(month).copied().unwrap_or(100)
}

fn size(at: usize, settlement: &Settlement) -> u64 {
    let known = SIZES.iter().find(|(code, _)| *code == settlement.code.as_str());
    known.map_or(if at == 0 { TOWN } else { VILLAGE }, |(_, size)| *size)
}
