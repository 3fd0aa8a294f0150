//! What the variants of the domain are called.

use super::Words;
use crate::domain::completeness::Hint;
use crate::domain::detail::Why;
use crate::domain::directory::Directory;
use crate::domain::incident::{CameBy, Channel, Importance, Outcome, Status};
use crate::domain::person::{Post, Role};
use crate::domain::ways::Action;
use crate::messenger::event::AttachmentKind;

impl Words {
    /// «на согласовании».
    pub fn status(&self, status: Status) -> String {
        match status {
            Status::Draft => self.plain_status_draft(),
            Status::New => self.plain_status_new(),
            Status::Assigned => self.plain_status_assigned(),
            Status::InProgress => self.plain_status_in_progress(),
            Status::Review => self.plain_status_review(),
            Status::Rework => self.plain_status_rework(),
            Status::Approved => self.plain_status_approved(),
            Status::Published => self.plain_status_published(),
            Status::Monitoring => self.plain_status_monitoring(),
            Status::Closed => self.plain_status_closed(),
            Status::Duplicate => self.plain_status_duplicate(),
            Status::Rejected => self.plain_status_rejected(),
        }
    }

    /// «ВК».
    pub fn channel(&self, channel: Channel) -> String {
        match channel {
            Channel::Vk => self.plain_channel_vk(),
            Channel::Ok => self.plain_channel_ok(),
            Channel::Telegram => self.plain_channel_telegram(),
            Channel::X => self.plain_channel_x(),
            Channel::Facebook => self.plain_channel_facebook(),
            Channel::Instagram => self.plain_channel_instagram(),
            Channel::Max => self.plain_channel_max(),
            Channel::Pos => self.plain_channel_pos(),
            Channel::Im => self.plain_channel_im(),
            Channel::Hotline => self.plain_channel_hotline(),
            Channel::Site => self.plain_channel_site(),
            Channel::Email => self.plain_channel_email(),
            Channel::InPerson => self.plain_channel_in_person(),
            Channel::Other => self.plain_channel_other(),
        }
    }

    /// «разъяснено».
    pub fn outcome(&self, outcome: Outcome) -> String {
        match outcome {
            Outcome::Solved => self.plain_outcome_solved(),
            Outcome::Explained => self.plain_outcome_explained(),
            Outcome::Refused => self.plain_outcome_refused(),
        }
    }

    /// «повышенная».
    pub fn importance(&self, importance: Importance) -> String {
        match importance {
            Importance::Normal => self.plain_importance_normal(),
            Importance::High => self.plain_importance_high(),
            Importance::Critical => self.plain_importance_critical(),
        }
    }

    /// «руководитель МЦУ».
    pub fn role(&self, role: Role) -> String {
        match role {
            Role::Operator => self.plain_role_operator(),
            Role::Coordinator => self.plain_role_coordinator(),
            Role::Media => self.plain_role_media(),
            Role::Head => self.plain_role_head(),
            Role::Recipient => self.plain_role_recipient(),
            Role::Lead => self.plain_role_lead(),
            Role::Curator => self.plain_role_curator(),
            Role::Chief => self.plain_role_chief(),
            Role::Observer => self.plain_role_observer(),
            Role::Admin => self.plain_role_admin(),
        }
    }

    /// «оператор; ответственный получатель, Дороги».
    pub fn posts(&self, posts: &[Post], directory: &Directory) -> String {
        posts.iter().map(|post| self.post(post, directory)).collect::<Vec<_>>().join("; ")
    }

    /// «ответственный получатель, Дороги». What was retired reads as its code.
    pub fn post(&self, post: &Post, directory: &Directory) -> String {
        let role = self.role(post.role);
        let unit = post.unit.as_ref().map(|code| directory.unit(code).map_or(code.as_str(), |unit| &unit.short));
        let sphere =
            post.sphere.as_ref().map(|code| directory.sphere(code).map_or(code.as_str(), |sphere| &sphere.name));
        match unit.or(sphere) {
            Some(of) => self.plain_post_of(&role, of),
            None => role,
        }
    }

    /// «3 фото, 1 видео», in the order in which the kinds first come; empty for none.
    pub fn attachments(&self, kinds: &[AttachmentKind]) -> String {
        let mut counts: Vec<(AttachmentKind, i64)> = Vec::new();
        for kind in kinds {
            match counts.iter_mut().find(|(known, _)| known == kind) {
                Some((_, count)) => *count += 1,
                None => counts.push((*kind, 1)),
            }
        }
        let counted: Vec<String> = counts.into_iter().map(|(kind, count)| self.attachment(kind, count)).collect();
        counted.join(", ")
    }

    /// «3 фото, +2 фото»: the last ones came after the registration.
    pub fn attachments_and_late(&self, kinds: &[AttachmentKind], late: &[AttachmentKind]) -> String {
        let first = Some(self.attachments(kinds)).filter(|first| !first.is_empty());
        let late = (!late.is_empty()).then(|| self.plain_attachments_late(&self.attachments(late)));
        first.into_iter().chain(late).collect::<Vec<_>>().join(", ")
    }

    fn attachment(&self, kind: AttachmentKind, count: i64) -> String {
        match kind {
            AttachmentKind::Photo => self.plain_attachment_photo(count),
            AttachmentKind::Video => self.plain_attachment_video(count),
            AttachmentKind::Document => self.plain_attachment_document(count),
            AttachmentKind::Audio => self.plain_attachment_audio(count),
            AttachmentKind::Voice => self.plain_attachment_voice(count),
            AttachmentKind::VideoNote => self.plain_attachment_video_note(count),
            AttachmentKind::Animation => self.plain_attachment_animation(count),
            AttachmentKind::Sticker => self.plain_attachment_sticker(count),
        }
    }
}

impl Words {
    /// What was done, as the history tells it; «принято в работу». What no flow does yet reads as its code.
    pub fn action(&self, action: Action) -> String {
        match action {
            Action::Create => self.plain_history_create(),
            Action::Register => self.plain_history_register(),
            Action::Unregister => self.plain_history_unregister(),
            Action::Reject => self.plain_history_reject(),
            Action::Duplicate => self.plain_history_duplicate(),
            Action::Followed => self.plain_history_followed(),
            Action::Assign => self.plain_history_assign(),
            Action::Accept => self.plain_history_accept(),
            Action::Send => self.plain_history_send(),
            Action::Approve => self.plain_history_approve(),
            Action::Return => self.plain_history_return(),
            Action::Publish => self.plain_history_publish(),
            Action::ChangeLink => self.plain_history_change_link(),
            Action::Close => self.plain_history_close(),
            Action::Reopen => self.plain_history_reopen(),
            Action::Rate => self.plain_history_rate(),
            Action::ChooseUnit => self.plain_history_choose_unit(),
            Action::ChangeImportance => self.plain_history_change_importance(),
            Action::ChangeTopic => self.plain_history_change_topic(),
            Action::ChangePlace => self.plain_history_change_place(),
            Action::Add => self.plain_history_add(),
            Action::Edit => self.plain_history_edit(),
            Action::GiveBack => self.plain_history_give_back(),
            Action::NotOurs => self.plain_history_not_ours(),
            Action::HandOver => self.plain_history_hand_over(),
            Action::Withdraw => self.plain_history_withdraw(),
            Action::AcceptFor => self.plain_history_accept_for(),
            Action::Recount => self.plain_history_recount(),
            Action::ChangeDue => self.plain_history_change_due(),
            Action::Interim => self.plain_history_interim(),
            Action::PromisedDay => self.plain_history_promised_day(),
            Action::AskExtension => self.plain_history_ask_extension(),
            Action::Extend => self.plain_history_extend(),
            Action::RefuseExtension => self.plain_history_refuse_extension(),
            other => other.code().to_owned(),
        }
    }
}

impl Words {
    /// «по телефону».
    pub fn came_by(&self, way: CameBy) -> String {
        match way {
            CameBy::Call => self.plain_came_by_call(),
            CameBy::Letter => self.plain_came_by_letter(),
            CameBy::InPerson => self.plain_came_in_person(),
        }
    }

    /// «Не наша территория», or the person's own words.
    pub fn why(&self, why: &Why) -> String {
        match why {
            Why::Usual(reason) => self.not_ours_reason(*reason),
            Why::Own(words) => words.clone(),
        }
    }

    /// «нет срока; нет контакта, куда обратиться»: the first of these.
    pub fn hints(&self, hints: &[Hint]) -> String {
        /// More is not read.
        const MOST: usize = 3;
        hints.iter().take(MOST).map(|hint| self.hint(hint)).collect::<Vec<_>>().join("; ")
    }

    fn hint(&self, hint: &Hint) -> String {
        match hint {
            Hint::PersonalData => self.plain_hint_personal_data(),
            Hint::NoDeed => self.plain_hint_no_deed(),
            Hint::NoGround => self.plain_hint_no_ground(),
            Hint::NoDate => self.plain_hint_no_date(),
            Hint::NoContact => self.plain_hint_no_contact(),
            Hint::NoPhoto => self.plain_hint_no_photo(),
            Hint::MarkOnRefusal => self.plain_hint_mark(),
            Hint::Formal(phrase) => self.plain_hint_formal(phrase),
            Hint::LongTitle => self.plain_hint_title(),
            Hint::NoDoer => self.plain_hint_no_doer(),
        }
    }
}
