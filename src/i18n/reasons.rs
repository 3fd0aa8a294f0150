//! The usual reasons, as a button says them and as they are passed on.

use super::Words;
use crate::domain::reasons::{ExtensionReason, NotOursReason, RejectReason, ReopenReason, ReturnReason};

impl Words {
    /// «реклама».
    pub fn reject_reason(&self, why: RejectReason) -> String {
        match why {
            RejectReason::Spam => self.plain_reject_spam(),
            RejectReason::Advert => self.plain_reject_advert(),
            RejectReason::Abuse => self.plain_reject_abuse(),
            RejectReason::NoProblem => self.plain_reject_no_problem(),
            RejectReason::Solved => self.plain_reject_solved(),
            RejectReason::NotHere => self.plain_reject_not_here(),
        }
    }

    /// As it stands on its button.
    pub fn not_ours_reason(&self, reason: NotOursReason) -> String {
        match reason {
            NotOursReason::Place => self.button_not_our_place(),
            NotOursReason::Matter => self.button_not_our_matter(),
            NotOursReason::Object => self.button_not_our_object(),
        }
    }

    /// As it stands on its button, and as it is passed on.
    pub fn extension_reason(&self, reason: ExtensionReason) -> String {
        match reason {
            ExtensionReason::Supply => self.button_extension_supply(),
            ExtensionReason::Weather => self.button_extension_weather(),
            ExtensionReason::Survey => self.button_extension_survey(),
            ExtensionReason::Agreement => self.button_extension_agreement(),
        }
    }

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
