//! `parse_mode` HTML as Telegram reads it.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::client::{ANNA, Bot};

async fn sent(bot: &Bot, html: &str) -> Value {
    bot.call("sendMessage", json!({ "chat_id": ANNA, "text": html, "parse_mode": "HTML" })).await
}

#[tokio::test]
async fn tags_become_entities_with_utf16_offsets() {
    let bot = Bot::start().await;
    bot.met().await;
    let cases = [
        ("<b>а</b>", json!([{ "type": "bold", "offset": 0, "length": 1 }])),
        ("👌 <i>б</I >", json!([{ "type": "italic", "offset": 3, "length": 1 }])),
        (
            "<u>1</u><ins>2</ins>",
            json!([{ "type": "underline", "offset": 0, "length": 1 }, { "type": "underline", "offset": 1, "length": 1 }]),
        ),
        ("<span class='tg-spoiler'>x</span>", json!([{ "type": "spoiler", "offset": 0, "length": 1 }])),
        (
            "<a href=\"http://a.b/?x=1&amp;y\">x</a>",
            json!([{ "type": "text_link", "offset": 0, "length": 1, "url": "http://a.b/?x=1&y" }]),
        ),
        (
            "<pre><code class=\"language-rust\">x</code></pre>",
            json!([{ "type": "pre", "offset": 0, "length": 1, "language": "rust" }]),
        ),
        (
            "<blockquote expandable>x</blockquote>",
            json!([{ "type": "expandable_blockquote", "offset": 0, "length": 1 }]),
        ),
        (
            "<tg-emoji emoji-id=\"5\">👍</tg-emoji>",
            json!([{ "type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5" }]),
        ),
        (
            "<b>1<i>2</i></b>",
            json!([{ "type": "bold", "offset": 0, "length": 2 }, { "type": "italic", "offset": 1, "length": 1 }]),
        ),
        ("\n <s>x</s> \n", json!([{ "type": "strikethrough", "offset": 0, "length": 1 }])),
    ];
    for (html, entities) in cases {
        let answer = sent(&bot, html).await;
        assert_eq!(answer["result"]["entities"], entities, "{html}: {answer}");
    }
}

#[tokio::test]
async fn references_are_read_and_unknown_ones_stay() {
    let bot = Bot::start().await;
    bot.met().await;
    let answer = sent(&bot, "&lt;&gt;&amp;&quot;&#1040;&#x411;&nbsp;& &я;").await;
    assert_eq!(answer["result"]["text"], "<>&\"АБ&nbsp;& &я;");
}

#[tokio::test]
async fn broken_markup_is_refused_in_telegrams_words() {
    let bot = Bot::start().await;
    bot.met().await;
    let cases = [
        ("<div>x</div>", "Unsupported start tag \"div\" at byte offset 0"),
        ("я<br/>", "Unsupported start tag \"br/\" at byte offset 2"),
        ("1 < 2 >", "Unsupported start tag \"\" at byte offset 2"),
        ("1 <2", "Unclosed start tag at byte offset 2"),
        ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
        ("<a href=\"x>y</a>", "Unclosed start tag \"a\" at byte offset 0"),
    ];
    for (html, wanted) in cases {
        let answer = sent(&bot, html).await;
        assert_eq!(answer["description"], format!("Bad Request: can't parse entities: {wanted}"), "{html}");
    }
    bot.emulator.take_sins();
}

#[tokio::test]
async fn people_see_the_markup_again() {
    let bot = Bot::start().await;
    bot.met().await;
    let html = "<b>a &lt; <i>b</i></b> <a href=\"http://c.d\">e</a> <pre><code class=\"language-x\">f</code></pre>";
    sent(&bot, html).await;
    let shown = bot.emulator.last_message(ANNA).unwrap();
    assert_eq!(shown.html, html);
    assert_eq!(shown.text, "a < b e f");
}

#[test]
fn no_text_makes_it_panic() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let bot = runtime.block_on(async {
        let bot = Bot::start().await;
        bot.met().await;
        bot
    });
    let piece =
        prop_oneof!["<b>", "</b>", "</", "<a href=\"", "\"", ">", "&amp;", "&#", ";", "<pre><code>", "\\PC{0,4}"];
    let texts = proptest::collection::vec(piece, 1..12);
    proptest!(ProptestConfig::with_cases(200), |(texts in texts)| {
        let answer = runtime.block_on(sent(&bot, &texts.concat()));
        prop_assert!(answer["ok"].is_boolean());
        prop_assert!(!bot.emulator.all_messages(ANNA).is_empty());
    });
}
