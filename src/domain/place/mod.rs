//! Where it is: settlement, street and house in a resident's words, in whatever case they stand.
//!
//! Rather nothing than something wrong: whoever reads a card goes where it says.

mod address;
mod distance;
mod forms;
mod house;
mod name;
mod settlement;
mod streets;
mod tokens;

pub use distance::{kilometres, nearest};

use super::directory::Directory;
use super::ids::SettlementCode;
use name::{How, Reading};
use settlement::{Mention, Names};
use tokens::Token;

/// The directory's settlements, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub struct Places {
    names: Names,
}

/// What was found; each part may be missing.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Found {
    pub settlement: Option<SettlementCode>,
    /// As people write it: «ул. Ленина», «Волгоградское шоссе».
    pub street: Option<String>,
    /// «12а», «3/1», «12 к. 2». Without a street only where nothing else was typed.
    pub house: Option<String>,
}

impl Places {
    pub fn new(directory: &Directory) -> Self {
        Self { names: Names::new(directory) }
    }

    /// In a resident's post: the first settlement named, and the first address.
    pub fn find(&self, text: &str) -> Found {
        let tokens = tokens::tokens(text);
        let mentions = self.names.mentions(&tokens);
        found(&read(&tokens, &mentions, How::Post), &mentions)
    }

    /// In words that somebody typed to say where it is: capitals and the word for the street may be missing.
    pub fn typed(&self, text: &str) -> Found {
        let tokens = tokens::tokens(text);
        let mentions = self.names.mentions(&tokens);
        let reading = read(&tokens, &mentions, How::Address);
        if let Some(house) = reading.only_house() {
            return Found { house: Some(house), ..Found::default() };
        }
        let mut found = found(&reading, &mentions);
        if found.is_nothing() {
            found.settlement = self.names.by_part(&tokens);
        }
        found
    }
}

impl Found {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

fn read<'a, 'b>(tokens: &'b [Token<'a>], mentions: &[Mention], how: How) -> Reading<'a, 'b> {
    let mut taken = vec![false; tokens.len()];
    for mention in mentions {
        taken[mention.span.clone()].fill(true);
    }
    Reading { tokens, how, taken }
}

fn found(reading: &Reading<'_, '_>, mentions: &[Mention]) -> Found {
    let address = reading.address();
    let settlement = mentions.first().map(|mention| mention.settlement.clone());
    let (street, house) = address.map_or((None, None), |address| (Some(address.street), address.house));
    Found { settlement, street, house }
}
