//! The usual reasons, as a button says them and as they are passed on.

use super::Words;
use crate::domain::reasons::{ReopenReason, ReturnReason};

impl Words {
    /// «Добавьте контакт».
    pub fn return_button(&self, reason: ReturnReason) -> String {
        match reason {
            ReturnReason::Contact => self.button_return_contact(),
            ReturnReason::Term => self.button_return_term(),
            ReturnReason::Substance => self.button_return_substance(),
            ReturnReason::Photo => self.button_return_photo(),
            ReturnReason::Plainness => self.button_return_plainness(),
            ReturnReason::Privacy => self.button_return_privacy(),
        }
    }

    /// «добавьте контакт, куда обратиться», as the author reads it.
    pub fn return_reason(&self, reason: ReturnReason) -> String {
        match reason {
            ReturnReason::Contact => self.plain_return_contact(),
            ReturnReason::Term => self.plain_return_term(),
            ReturnReason::Substance => self.plain_return_substance(),
            ReturnReason::Photo => self.plain_return_photo(),
            ReturnReason::Plainness => self.plain_return_plainness(),
            ReturnReason::Privacy => self.plain_return_privacy(),
        }
    }

    /// «Житель не согласен».
    pub fn reopen_button(&self, reason: ReopenReason) -> String {
        match reason {
            ReopenReason::Disagrees => self.button_reopen_disagrees(),
            ReopenReason::NotDone => self.button_reopen_not_done(),
            ReopenReason::Repeated => self.button_reopen_repeated(),
            ReopenReason::Mistake => self.button_reopen_mistake(),
        }
    }

    /// «житель не согласен с ответом», as whoever answers reads it.
    pub fn reopen_reason(&self, reason: ReopenReason) -> String {
        match reason {
            ReopenReason::Disagrees => self.plain_reopen_disagrees(),
            ReopenReason::NotDone => self.plain_reopen_not_done(),
            ReopenReason::Repeated => self.plain_reopen_repeated(),
            ReopenReason::Mistake => self.plain_reopen_mistake(),
        }
    }
}
