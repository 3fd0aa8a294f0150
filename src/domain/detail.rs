//! Details of steps in the history that hold more than one thing, as they are kept: codes, then words.

use std::fmt;
use std::str::FromStr;

use super::ids::UnitCode;
use super::incident::CameBy;
use super::moment::Moment;
use super::reasons::NotOursReason;

/// Why an incident is not a unit's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Why {
    Usual(NotOursReason),
    Own(String),
}

impl From<&str> for Why {
    fn from(written: &str) -> Self {
        written.parse().map_or_else(|_| Self::Own(written.to_owned()), Self::Usual)
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Usual(reason) => reason.code(),
            Self::Own(words) => words,
        })
    }
}

/// «Не к нам»: who gave it back, whose it may be, and why. Kept as `roads zhkh place`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NotOurs {
    pub from: UnitCode,
    pub whose: Option<UnitCode>,
    pub why: Why,
}

/// Stands for the unit nobody knows; no code of the directory.
const UNKNOWN: &str = "?";

impl fmt::Display for NotOurs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.from, self.whose.as_ref().map_or(UNKNOWN, UnitCode::as_str), self.why)
    }
}

/// The detail was written for another action.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("this detail holds something else")]
pub struct AnotherDetail;

impl FromStr for NotOurs {
    type Err = AnotherDetail;

    fn from_str(detail: &str) -> Result<Self, AnotherDetail> {
        let mut fields = detail.splitn(3, ' ');
        let mut field = || fields.next().ok_or(AnotherDetail);
        let (from, whose, why) = (field()?, field()?, field()?);
        let whose = (whose != UNKNOWN).then(|| whose.into());
        Ok(Self { from: from.into(), whose, why: why.into() })
    }
}

/// Something was done for somebody who does not use the bot. Kept as `call roads`, or `call` and a name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ActedFor {
    pub came_by: CameBy,
    /// Code of a unit, or name of a person.
    pub whom: String,
}

impl fmt::Display for ActedFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.came_by.code(), self.whom)
    }
}

impl FromStr for ActedFor {
    type Err = AnotherDetail;

    fn from_str(detail: &str) -> Result<Self, AnotherDetail> {
        let (came_by, whom) = detail.split_once(' ').ok_or(AnotherDetail)?;
        Ok(Self { came_by: came_by.parse().map_err(|_| AnotherDetail)?, whom: whom.to_owned() })
    }
}

/// More time was asked for, or refused: until when, and why. Kept as `1796036400000 ждём асфальт`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AskedUntil {
    pub until: Moment,
    pub reason: String,
}

impl fmt::Display for AskedUntil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.until.millis(), self.reason)
    }
}

impl FromStr for AskedUntil {
    type Err = AnotherDetail;

    fn from_str(detail: &str) -> Result<Self, AnotherDetail> {
        let (until, reason) = detail.split_once(' ').ok_or(AnotherDetail)?;
        let until = until.parse().map(Moment::from_millis).map_err(|_| AnotherDetail)?;
        Ok(Self { until, reason: reason.to_owned() })
    }
}
