//! Which of its screens a card shows. One screen, one decision; ◀️ Назад leads to [`Screen::Main`].

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Screen {
    #[default]
    Main,
    /// The topics to choose from; pages begin with 0.
    Topics {
        page: u16,
    },
    /// The units to choose from.
    Units {
        page: u16,
    },
    History,
    /// The colleagues to hand over to.
    Colleagues {
        page: u16,
    },
    /// How the recipient told that the work is accepted.
    AcceptFor,
    /// How the recipient's answer came.
    WriteFor,
}
