//! Which of its screens a card shows. One screen, one decision; ◀️ Назад leads to [`Screen::Main`].

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Screen {
    #[default]
    Main,
    /// The topics to choose from, by groups; pages begin with 0.
    Topics(List),
    /// The topics of one group.
    Group {
        name: String,
        page: u16,
    },
    /// The units to choose from.
    Units(List),
    /// The settlements to choose from.
    Places {
        page: u16,
    },
    /// How much it hurts.
    Importance,
    /// Another due moment.
    Due,
    /// The day that an interim reply promises.
    Promise,
    /// Until when more time is asked for.
    Extension,
    /// «Передать в …»: the topic is another unit's than the one that has the incident.
    Transfer,
    History,
    /// The colleagues to hand over to.
    Colleagues {
        page: u16,
    },
    /// How the recipient told that the work is accepted.
    AcceptFor,
    /// How the recipient's answer came.
    WriteFor,
    /// Every version of the reply, the newest first.
    Versions {
        page: u16,
    },
}

/// Where a person is in a list.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct List {
    pub page: u16,
    /// What was typed to find an entry; pages keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}
