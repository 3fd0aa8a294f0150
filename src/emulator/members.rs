//! Objects `ChatMember` and the update that tells of a change.

use serde_json::{Value, json};

use super::chats::Standing;
use super::updates::About;
use super::world::World;
use crate::domain::ids::ChatId;

const RIGHTS: [&str; 13] = [
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
];
const GRANTED: [&str; 2] = ["can_manage_chat", "can_delete_messages"];

/// The object `ChatMember` of somebody who stands like this.
pub fn member(user: &Value, standing: Standing) -> Value {
    match standing {
        Standing::Member => json!({ "status": "member", "user": user }),
        Standing::Administrator => administrator(user),
        Standing::Blocked | Standing::Kicked => json!({ "status": "kicked", "user": user, "until_date": 0 }),
        Standing::Stranger | Standing::Deactivated | Standing::Outside | Standing::Upgraded(_) => {
            json!({ "status": "left", "user": user })
        }
    }
}

fn administrator(user: &Value) -> Value {
    let mut member = json!({ "status": "administrator", "user": user });
    for right in RIGHTS {
        member[right] = json!(GRANTED.contains(&right));
    }
    member
}

/// Changes how the bot stands in a chat, and tells it.
pub fn restand(world: &mut World, chat: ChatId, by: ChatId, to: Standing) {
    let (date, by) = (world.date(), world.people.get(&by).cloned().unwrap_or_default());
    let Some(known) = world.chats.get_mut(&chat) else { return };
    let from = std::mem::replace(&mut known.standing, to);
    if from == to {
        return;
    }
    let about = if known.obstacle().is_some() {
        About::Unreachable(chat)
    } else {
        known.told_unreachable = None;
        About::Anything
    };
    let update = json!({
        "chat": known.json,
        "from": by,
        "date": date,
        "old_chat_member": member(&world.bot, from),
        "new_chat_member": member(&world.bot, to),
    });
    world.push_update("my_chat_member", update, about);
}
