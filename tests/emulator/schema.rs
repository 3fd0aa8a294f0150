//! Requests are held against `api.json`.

use mcu_bot::emulator::check;
use mcu_bot::emulator::schema::{Field, FieldType, Method, Schema, Shape};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::client::{ANNA, Bot, keyboard};

/// The smallest value that fits: required fields only.
fn sample(schema: &Schema, field: &Field) -> Value {
    field.constant.clone().unwrap_or_else(|| sample_of(schema, &field.types[0]))
}

fn sample_of(schema: &Schema, kind: &FieldType) -> Value {
    match kind {
        FieldType::Integer | FieldType::Float => json!(1),
        FieldType::Boolean => json!(true),
        FieldType::String | FieldType::InputFile => json!("words"),
        FieldType::Array(elements) => json!([sample_of(schema, &elements[0])]),
        FieldType::Named(name) => match schema.shape(name).unwrap() {
            Shape::OneOf(types) => sample_of(schema, &types[0]),
            Shape::Object(fields) => required(schema, fields).into(),
        },
    }
}

fn required(schema: &Schema, fields: &[Field]) -> Map<String, Value> {
    let required = fields.iter().filter(|field| field.required);
    required.map(|field| (field.name.clone(), sample(schema, field))).collect()
}

fn each_method(mut check: impl FnMut(&Schema, &Method, Map<String, Value>)) {
    let schema = Schema::bundled().unwrap();
    for method in schema.methods() {
        check(schema, method, required(schema, &method.fields));
    }
}

#[test]
fn every_method_passes_with_its_required_fields_and_not_without_one() {
    each_method(|schema, method, given| {
        check::request(schema, method, &given).unwrap_or_else(|wrong| panic!("{}: {wrong}", method.name));
        for name in given.keys() {
            let mut lacking = given.clone();
            lacking.remove(name);
            let wrong = check::request(schema, method, &lacking).unwrap_err().to_string();
            assert_eq!(wrong, format!("{name}: required, but missing"), "{}", method.name);
        }
    });
}

#[test]
fn every_field_of_every_method_refuses_null_and_another_type() {
    each_method(|schema, method, given| {
        for field in &method.fields {
            for wrong in [Value::Null, json!({ "no_such_field": [] })] {
                let mut given = given.clone();
                given.insert(field.name.clone(), wrong);
                assert!(check::request(schema, method, &given).is_err(), "{}.{}", method.name, field.name);
            }
        }
    });
}

#[tokio::test]
async fn every_method_is_refused_over_http_without_its_required_fields() {
    let bot = Bot::start().await;
    let schema = Schema::bundled().unwrap();
    for method in schema.methods().filter(|method| method.fields.iter().any(|field| field.required)) {
        let (status, what) = bot.refused(&method.name, json!({})).await;
        assert_eq!(status, 400, "{what}");
        assert!(what.ends_with("required, but missing"), "{what}");
        assert_eq!(bot.emulator.take_sins().len(), 1, "{}", method.name);
    }
}

#[tokio::test]
async fn wrongs_are_named_where_they_are() {
    let bot = Bot::start().await;
    bot.met().await;
    let button = |button: Value| json!({ "inline_keyboard": [[button]] });
    let cases = [
        (json!({ "chat_id": ANNA, "text": "x", "colour": 1 }), "sendMessage: colour: no such field"),
        (json!({ "chat_id": ANNA, "text": 5 }), "sendMessage: text: a String is wanted, a number is given"),
        (json!({ "chat_id": ANNA, "text": "x", "parse_mode": null }), "parse_mode: null; leave absent fields out"),
        (
            json!({ "chat_id": ANNA, "text": "x", "reply_markup": button(json!({ "text": "A", "callback_data": 5 })) }),
            "reply_markup.inline_keyboard[0][0].callback_data: a String is wanted",
        ),
        (
            json!({ "chat_id": ANNA, "text": "x", "reply_markup": button(json!({ "callback_data": "a" })) }),
            "reply_markup.inline_keyboard[0][0].text: required, but missing",
        ),
    ];
    for (body, wanted) in cases {
        let (status, what) = bot.refused("sendMessage", body).await;
        assert_eq!(status, 400);
        assert!(what.contains(wanted), "{what}");
        assert_eq!(bot.emulator.take_sins().len(), 1);
    }
    let media = json!([{ "type": "photo", "media": "a", "captoin": "b" }, { "type": "photo", "media": "a" }]);
    let (_, what) = bot.refused("sendMediaGroup", json!({ "chat_id": ANNA, "media": media })).await;
    assert!(what.contains("media[0].captoin: no such field"), "{what}");
}

#[tokio::test]
async fn methods_unknown_or_not_emulated_are_refused_and_noted() {
    let bot = Bot::start().await;
    assert_eq!(bot.refused("sendMesage", json!({})).await.0, 400);
    assert_eq!(bot.refused("logOut", json!({})).await.0, 400);
    let sins: Vec<String> = bot.emulator.take_sins().iter().map(ToString::to_string).collect();
    assert_eq!(sins, ["sendMesage: method not found", "logOut is not emulated"]);
}

#[tokio::test]
async fn requests_come_in_every_way_telegram_takes() {
    let bot = Bot::start().await;
    bot.met().await;
    let markup = keyboard("Да", "yes").to_string();
    let fields = [("chat_id", "501"), ("text", "a & б"), ("disable_notification", "true"), ("reply_markup", &markup)];
    let get = bot.http.get(bot.at("sendmessage")).query(&fields).send().await.unwrap();
    let urlencoded = fields.map(|(name, value)| format!("{name}={}", value.replace('&', "%26"))).join("&");
    let post = bot.http.post(bot.at("SendMessage")).header("content-type", "application/x-www-form-urlencoded");
    let post = post.body(urlencoded).send().await.unwrap();
    let form = fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| {
        form.text((*name).to_owned(), (*value).to_owned())
    });
    let parts = bot.http.post(bot.at("SENDMESSAGE")).multipart(form).send().await.unwrap();
    for response in [get, post, parts] {
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["result"]["text"], "a & б", "{answer}");
        assert_eq!(answer["result"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"], "yes");
    }
    bot.assert_sinless();
    assert_eq!(bot.refused("sendMessage", json!([])).await.0, 400);
    let wrong: Value =
        bot.http.get(bot.at("getChat")).query(&[("chat_id", "null")]).send().await.unwrap().json().await.unwrap();
    assert_eq!(wrong["description"], "Bad Request: chat not found");
}

#[tokio::test]
async fn answers_fit_the_schema() {
    let bot = Bot::start().await;
    let anna = bot.met().await;
    let schema = Schema::bundled().unwrap();
    let fits = |kind: &str, value: &Value| {
        check::object(schema, kind, value).unwrap_or_else(|wrong| panic!("{wrong}: {value}"));
    };
    fits("User", &bot.ok("getMe", json!({})).await);
    fits("ChatFullInfo", &bot.ok("getChat", json!({ "chat_id": ANNA })).await);
    fits("ChatMember", &bot.ok("getChatMember", json!({ "chat_id": ANNA, "user_id": ANNA })).await);
    fits("WebhookInfo", &bot.ok("getWebhookInfo", json!({})).await);
    let asked = bot.send_button(ANNA, "Да", "yes").await;
    anna.presses(asked, "Да").unwrap();
    anna.replies(asked, "Отвечаю https://example.org");
    anna.edits(anna.writes("раз"), "два");
    anna.sends_album(2, "Альбом");
    anna.sends_document("a.pdf", "");
    anna.blocks();
    let group = bot.emulator.group(super::groups::GROUP, "Группа");
    group.adds_bot(&anna);
    group.promotes_bot(&anna);
    for update in bot.drain().await {
        fits("Update", &update);
    }
}

/// Any JSON, in any field, of any method: an answer comes, and the emulator goes on.
#[test]
fn no_request_makes_it_panic() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let bot = runtime.block_on(async {
        let bot = Bot::start().await;
        bot.met().await;
        bot
    });
    let methods =
        ["sendMessage", "editMessageText", "sendMediaGroup", "sendPhoto", "answerCallbackQuery", "deleteMessages"];
    let names = ["chat_id", "text", "entities", "message_id", "media", "photo", "reply_parameters", "message_ids"];
    let leaf = prop_oneof![
        Just(json!(501)),
        Just(json!(2)),
        Just(json!([{ "type": "bold", "offset": i64::MAX, "length": i64::MAX }])),
        Just(json!({ "message_id": -1 })),
        any::<i64>().prop_map(|number| json!(number)),
        "\\PC{0,8}".prop_map(|text| json!(text)),
    ];
    let fields = proptest::collection::vec((proptest::sample::select(names.to_vec()), leaf), 0..6);
    let method = proptest::sample::select(methods.to_vec());
    proptest!(ProptestConfig::with_cases(300), |(method in method, fields in fields)| {
        let mut body: Map<String, Value> = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        body.entry("chat_id").or_insert_with(|| json!(ANNA));
        let answer = runtime.block_on(bot.call(method, body.into()));
        prop_assert!(answer["ok"].is_boolean());
    });
}
