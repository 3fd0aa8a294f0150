use mcu_bot::domain::incident::Number;
use mcu_bot::messenger::html::Html;

use super::words;

#[test]
fn words_of_people_are_escaped() {
    let hostile = "<b>&</b>";
    assert_eq!(words().incident_number(hostile).as_str(), "<b>№ &lt;b&gt;&amp;&lt;/b&gt;</b>");
    let owned = hostile.to_owned();
    assert_eq!(words().incident_number(&owned), words().incident_number(hostile));
    assert_eq!(words().incident_number(owned), words().incident_number(hostile));
}

#[test]
fn html_of_ours_passes_unchanged() {
    let markup = Html::trusted("<i>17</i>".to_owned());
    assert_eq!(words().incident_number(&markup).as_str(), "<b>№ <i>17</i></b>");
}

#[test]
fn numbers_need_no_words() {
    assert_eq!(words().incident_number(Number { year: 2026, sequence: 123 }).plain(), "№ 2026-000123");
    assert_eq!(words().incident_number(-5).plain(), "№ -5");
}

#[test]
fn an_address_cannot_leave_its_quotes() {
    let html = words().incident_post("https://vk.com/wall?a=1&b=\"><b>");
    assert_eq!(html.as_str(), "🔗 <a href=\"https://vk.com/wall?a=1&amp;b=&quot;&gt;&lt;b&gt;\">пост</a>");
}

#[test]
fn plain_texts_keep_every_sign() {
    assert_eq!(words().button_duplicate("<1> & \"2\""), "🔁 Дубликат № <1> & \"2\"");
}

#[test]
fn words_from_right_to_left_stay_as_they_were_written() {
    let name = "דנה & محمد";
    assert_eq!(words().incident_number(name).as_str(), "<b>№ דנה &amp; محمد</b>");
    assert_eq!(words().incident_number(name).plain(), format!("№ {name}"));
}

#[test]
fn an_argument_is_never_read_as_a_text_of_ours() {
    assert_eq!(words().incident_number("{ $number } { button-back }").plain(), "№ { $number } { button-back }");
}
