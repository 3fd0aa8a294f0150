use mcu_bot::domain::incident::Number;
use mcu_bot::messenger::html::Html;

use super::words;

#[test]
fn words_of_people_are_escaped() {
    let hostile = "<b>&</b>";
    assert_eq!(words().reply_title(hostile).as_str(), "✍️ <b>Ответ на № &lt;b&gt;&amp;&lt;/b&gt;</b>");
    let owned = hostile.to_owned();
    assert_eq!(words().reply_title(&owned), words().reply_title(hostile));
    assert_eq!(words().reply_title(owned), words().reply_title(hostile));
}

#[test]
fn html_of_ours_passes_unchanged() {
    let markup = Html::trusted("<i>17</i>".to_owned());
    assert_eq!(words().reply_title(&markup).as_str(), "✍️ <b>Ответ на № <i>17</i></b>");
}

#[test]
fn numbers_need_no_words() {
    assert_eq!(words().reply_title(Number { year: 2026, sequence: 123 }).plain(), "✍️ Ответ на № 2026-000123");
    assert_eq!(words().reply_title(-5).plain(), "✍️ Ответ на № -5");
}

#[test]
fn an_address_cannot_leave_its_quotes() {
    let html = words().incident_post("https://vk.com/wall?a=1&b=\"><b>");
    assert_eq!(html.as_str(), "🔗 <a href=\"https://vk.com/wall?a=1&amp;b=&quot;&gt;&lt;b&gt;\">пост</a>");
}

#[test]
fn plain_texts_keep_every_sign() {
    assert_eq!(words().plain_no_such_number("<1> & \"2\""), "Не нашёл № <1> & \"2\".");
}

#[test]
fn words_from_right_to_left_stay_as_they_were_written() {
    let name = "דנה & محمد";
    assert_eq!(words().reply_title(name).as_str(), "✍️ <b>Ответ на № דנה &amp; محمد</b>");
    assert_eq!(words().reply_title(name).plain(), format!("✍️ Ответ на № {name}"));
}

#[test]
fn an_argument_is_never_read_as_a_text_of_ours() {
    assert_eq!(words().reply_title("{ $number } { button-back }").plain(), "✍️ Ответ на № { $number } { button-back }");
}
