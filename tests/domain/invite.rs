use mcu_bot::domain::invite::{Code, Door, Missing, Offer};
use mcu_bot::domain::permissions::may_give;
use mcu_bot::domain::person::Role;
use mcu_bot::domain::visibility::{sees_people_of, sees_person};
use proptest::prelude::*;

use super::{directory, holder, person, post};

#[test]
fn an_offer_is_complete_when_every_role_has_its_place() {
    let mut offer = Offer::default();
    assert_eq!(offer.missing(), Some(Missing::Role));
    offer.toggle(Role::Recipient);
    offer.toggle(Role::Operator);
    assert_eq!(offer.roles, [Role::Operator, Role::Recipient]);
    assert_eq!(offer.missing(), Some(Missing::Unit));
    offer.unit = Some("zhkh".into());
    assert_eq!(offer.missing(), None);
    offer.toggle(Role::Curator);
    assert_eq!(offer.missing(), Some(Missing::Sphere));
    offer.toggle(Role::Curator);
    offer.toggle(Role::Recipient);
    // The unit nobody needs is passed over.
    assert_eq!(offer.posts().unwrap(), [post(Role::Operator)]);
}

#[test]
fn power_over_people_is_confirmed() {
    for role in Role::ALL {
        let offer = Offer { roles: vec![Role::Operator, *role], ..Offer::default() };
        assert_eq!(offer.asks_first(), matches!(role, Role::Admin | Role::Head), "{role:?}");
    }
}

#[test]
fn a_lead_gives_one_role_and_a_recipient_none() {
    assert_eq!(may_give(&holder(Role::Lead)), [Role::Recipient]);
    assert_eq!(may_give(&holder(Role::Admin)), Role::ALL);
    assert!(!may_give(&holder(Role::Head)).contains(&Role::Admin));
    for role in [Role::Operator, Role::Coordinator, Role::Media, Role::Recipient, Role::Curator, Role::Chief] {
        assert_eq!(may_give(&holder(role)), [], "{role:?}");
    }
}

#[test]
fn people_are_seen_by_those_who_manage_them() {
    let other = person(vec![post(Role::Recipient)]);
    for role in Role::ALL {
        let all = matches!(role, Role::Admin | Role::Head);
        let viewer = holder(*role);
        assert_eq!(sees_person(&viewer, &other), all || *role == Role::Lead, "{role:?}");
        assert_eq!(sees_people_of(&viewer, Some(&"roads".into())), all, "{role:?}");
        assert_eq!(sees_people_of(&viewer, None), all, "{role:?}");
    }
}

#[test]
fn the_tree_is_told_from_the_top() {
    let directory = directory();
    let told: Vec<_> = directory.tree().into_iter().map(|(unit, depth)| (unit.code.as_str(), depth)).collect();
    assert_eq!(told, [("adm", 0), ("zhkh", 1), ("boiler", 2), ("roads", 1), ("school", 1)]);
}

proptest! {
    #[test]
    fn a_link_leads_where_it_was_made_for(bits: [u8; 16], claim: bool) {
        let code = Code::new(bits);
        let door = if claim { Door::Claim(code) } else { Door::Invite(code) };
        let link = door.link("mcu_bot");
        let words = link.strip_prefix("https://t.me/mcu_bot?start=").unwrap();
        // What Telegram lets through.
        prop_assert!(words.len() <= 64 && words.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_'));
        prop_assert_eq!(Door::read(words), Some(door));
        let debug = format!("{door:?}");
        prop_assert!(!debug.contains(&words[2..]), "{}", debug);
        prop_assert!(!code.hash().contains(&words[2..]));
    }

    #[test]
    fn other_words_lead_nowhere(words in "[ic]_[0-9a-fA-F+]{0,40}|\\PC{0,40}") {
        if let Some(door) = Door::read(&words) {
            prop_assert_eq!(door.link("b"), format!("https://t.me/b?start={}", words.trim()));
        }
    }
}
