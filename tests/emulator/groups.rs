//! Groups: joining, privacy, leaving, becoming a supergroup.

use mcu_bot::domain::ids::ChatId;
use serde_json::json;

use super::client::{ANNA, Bot};

pub const GROUP: ChatId = ChatId(-77);

#[tokio::test]
async fn the_bot_joins_and_sees_what_privacy_lets_through() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let group = bot.emulator.group(GROUP, "Дежурные");
    let (_, what) = bot.refused("sendMessage", json!({ "chat_id": GROUP, "text": "x" })).await;
    assert_eq!(what, "Forbidden: bot is not a member of the group chat");
    group.adds_bot(&anna);
    let seen = bot.drain().await;
    assert_eq!(seen[0]["my_chat_member"]["new_chat_member"]["status"], "member");
    assert_eq!(seen[1]["message"]["new_chat_members"][0]["is_bot"], true);
    let here = anna.in_chat(GROUP);
    let ours = bot.send(GROUP, "всем").await;
    here.writes("между собой");
    here.writes("/id@mcu_test_bot");
    here.replies(ours, "боту");
    let texts: Vec<_> = bot.drain().await.iter().map(|update| update["message"]["text"].clone()).collect();
    assert_eq!(texts, ["/id@mcu_test_bot", "боту"]);
    group.promotes_bot(&anna);
    here.writes("теперь видно");
    assert_eq!(bot.drain().await[1]["message"]["text"], "теперь видно");
}

#[tokio::test]
async fn a_kicked_bot_is_told_and_refused() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let group = bot.emulator.supergroup(ChatId(-1007), "Дежурные");
    group.adds_bot(&anna);
    group.kicks_bot(&anna);
    anna.in_chat(group.id()).writes("/unheard");
    let seen = bot.drain().await;
    assert_eq!(seen.last().unwrap()["my_chat_member"]["new_chat_member"]["status"], "kicked");
    let (status, what) = bot.refused("sendMessage", json!({ "chat_id": group.id(), "text": "x" })).await;
    assert_eq!((status, what.as_str()), (403, "Forbidden: bot was kicked from the supergroup chat"));
}

#[tokio::test]
async fn an_upgraded_group_names_its_successor() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let group = bot.emulator.group(GROUP, "Дежурные");
    group.adds_bot(&anna);
    bot.drain().await;
    let new = group.upgrades_to(ChatId(-100_777), &anna);
    let seen = bot.drain().await;
    assert_eq!(seen[0]["message"]["migrate_to_chat_id"], -100_777);
    assert_eq!(seen[1]["message"]["migrate_from_chat_id"], -77);
    let answer = bot.call("sendMessage", json!({ "chat_id": GROUP, "text": "x" })).await;
    assert_eq!(answer["description"], "Bad Request: group chat was upgraded to a supergroup chat");
    assert_eq!(answer["parameters"]["migrate_to_chat_id"], -100_777);
    bot.send(new.id(), "переехали").await;
    bot.assert_sinless();
}

#[tokio::test]
async fn posts_in_a_channel_have_no_sender() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let channel = bot.emulator.channel(ChatId(-1009), "Новости").with_username("news");
    channel.promotes_bot(&anna);
    anna.in_chat(channel.id()).writes("пост");
    let seen = bot.drain().await;
    assert_eq!(seen[1]["channel_post"]["sender_chat"]["title"], "Новости");
    assert!(seen[1]["channel_post"].get("from").is_none());
    bot.ok("sendMessage", json!({ "chat_id": "@news", "text": "x" })).await;
    assert_eq!(
        bot.ok("getChatMember", json!({ "chat_id": channel.id(), "user_id": 1_000_001 })).await["status"],
        "administrator"
    );
    assert_eq!(bot.ok("getChat", json!({ "chat_id": ANNA })).await["type"], "private");
}
