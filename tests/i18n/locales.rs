//! The build's own check, fed with texts that must not pass.

#[path = "../../src/i18n/compile/mod.rs"]
mod check;

use check::{File, Locale};

fn locale(language: &str, text: &str) -> Locale {
    let path = format!("locales/{language}/card.ftl");
    Locale { language: language.to_owned(), files: vec![File { path, text: text.to_owned() }] }
}

fn compile(ru: &str) -> Result<String, Vec<String>> {
    check::compile(&[locale("ru", ru)])
}

fn compile_both(ru: &str, en: &str) -> Result<String, Vec<String>> {
    check::compile(&[locale("ru", ru), locale("en", en)])
}

/// `text` must be refused, for exactly this.
#[track_caller]
fn refuses(text: &str, problem: &str) {
    assert_eq!(compile(text).unwrap_err(), [format!("locales/ru/card.ftl{problem}")]);
}

#[test]
fn a_message_becomes_a_method() {
    let code = compile("card-new = 🆕 <b>№ { $number }</b> · { $topic }\n").unwrap();
    assert!(code.contains(
        "    /// card-new = 🆕 <b>№ { $number }</b> · { $topic }
    /// ```
    pub fn card_new<'a>(&self, number: impl Into<Text<'a>>, topic: impl Into<Text<'a>>) -> Html {"
    ));
}

#[test]
fn the_place_of_a_variable_gives_its_type() {
    let code = compile(
        "row = <a href=\"{ $url }\">{ $n ->\n    [one] день\n    [few] дня\n   *[many] дней\n }</a> { $unit }\n",
    );
    assert!(code.unwrap().contains("pub fn row<'a>(&self, url: &str, n: i64, unit: impl Into<Text<'a>>) -> Html {"));
    let code = compile("toast-done = Принято. Ответить до { $due }\n");
    assert!(code.unwrap().contains("pub fn toast_done(&self, due: &str) -> String {"));
}

#[test]
fn languages_that_agree_pass_in_any_order_of_words() {
    let code = compile_both("at = { $day } в { $hour }\n", "at = { $hour } on { $day }\n").unwrap();
    assert!(code.contains("pub fn at<'a>(&self, day: impl Into<Text<'a>>, hour: impl Into<Text<'a>>) -> Html {"));
    assert!(code.contains("pub(super) const EN: &[&str]"));
}

#[test]
fn a_plural_in_one_language_is_a_number_in_all() {
    let code = compile_both("n = { $n } мин\n", "n = { $n ->\n    [one] a minute\n   *[other] { $n } minutes\n }\n");
    assert!(code.unwrap().contains("pub fn n(&self, n: i64) -> Html {"));
}

/// The dangerous place decides, in whichever language it is.
#[test]
fn the_place_of_a_variable_counts_in_every_language() {
    let (bare, linked) = ("post = пост { $url }\n", "post = <a href=\"{ $url }\">post</a>\n");
    for code in [compile_both(bare, linked), compile_both(linked, bare)] {
        assert!(code.unwrap().contains("pub fn post(&self, url: &str) -> Html {"));
    }
    let (bare, counted) = ("n = { $n }\n", "n = { $n ->\n    [one] 1\n   *[other] { $n }\n }\n");
    let few = "n = { $n ->\n    [one] 1\n    [few] 2\n   *[many] { $n }\n }\n";
    for code in [compile_both(bare, counted), compile_both(few, bare), compile_both(few, counted)] {
        assert!(code.unwrap().contains("pub fn n(&self, n: i64) -> Html {"));
    }
}

#[test]
fn each_language_has_plural_forms_of_its_own() {
    let english = "n = { $n ->\n    [one] day\n    [few] days\n   *[other] days\n }\n";
    assert_eq!(
        compile_both("n = { $n }\n", english).unwrap_err(),
        ["locales/en/card.ftl: message `n`: variable $n: [few] is no plural form of the language"]
    );
    assert_eq!(
        compile_both("n = { $n }\n", "n = { $n ->\n    [1] day\n    [two] days\n   *[other] days\n }\n").unwrap_err(),
        ["locales/en/card.ftl: message `n`: variable $n: the form [one] is missing"]
    );
}

#[test]
fn languages_must_have_the_same_messages_and_variables() {
    let ru = "both = { $number } { $topic }\nonly-ru = да\n";
    let en = "both = { $number } { $unit }\nonly-en = yes\n";
    assert_eq!(
        compile_both(ru, en).unwrap_err(),
        [
            "locales/en/card.ftl: message `both`: variable $topic of locales/ru/card.ftl is missing",
            "locales/ru/card.ftl: message `both`: variable $unit of locales/en/card.ftl is missing",
            "locales/en: message `only-ru` of locales/ru/card.ftl is missing",
            "locales/en/card.ftl: message `only-en` is not in locales/ru",
        ]
    );
}

#[test]
fn an_unknown_language_is_refused() {
    let problems = check::compile(&[locale("ru", "a = а\n"), locale("xx", "a = a\n")]).unwrap_err();
    assert!(problems[0].starts_with("locales/xx: its plural forms are not known"), "{problems:?}");
}

#[test]
fn a_message_stands_once() {
    refuses("a = 1\na = 2\n", ": message `a` stands in locales/ru/card.ftl too");
}

#[test]
fn only_messages_with_variables_and_plurals_are_taken() {
    refuses("-term = МЦУ\n", ": term `-term`: there are no terms here");
    refuses("a = б\n    .title = в\n", ": message `a`: attribute .title: there are no attributes here");
    refuses("a = { b }\n", ": message `a`: `b`: only variables and plurals may stand in braces");
    refuses("a = { NUMBER($n) }\n", ": message `a`: `NUMBER`: only variables and plurals may stand in braces");
    refuses("cardNew = а\n", ": message `cardNew`: an id is of small letters, digits and hyphens");
    refuses("a = { $fooBar }\n", ": message `a`: variable $fooBar: a name is of small letters, digits and underscores");
}

#[test]
fn what_is_not_fluent_is_named_by_its_line() {
    let problems = compile("a = а\n\nb б\n").unwrap_err();
    assert!(problems[0].starts_with("locales/ru/card.ftl:3: not Fluent: "), "{problems:?}");
}

#[test]
fn no_plural_form_is_left_out() {
    refuses(
        "a = { $n ->\n    [one] день\n   *[many] дней\n }\n",
        ": message `a`: variable $n: the form [few] is missing",
    );
    refuses(
        "a = { $sex ->\n    [one] 1\n    [few] 2\n    [she] 3\n   *[many] 4\n }\n",
        ": message `a`: variable $sex: [she] is no plural form of the language",
    );
    assert!(compile("a = { $n ->\n    [0] ничего\n   *[other] что-то\n }\n").is_ok());
}

#[test]
fn markup_is_what_messengers_know() {
    refuses("a = <h1>а</h1>\n", ": message `a`: <h1> is not a tag messengers know");
    refuses("a = <b>а\n", ": message `a`: <b> is not closed");
    refuses("a = <b><i>а</b></i>\n", ": message `a`: </b> closes a tag that is not the last opened");
    refuses("a = <b\n", ": message `a`: <b> is not closed");
    refuses("a = а & б\n", ": message `a`: a bare `&`: write &amp;");
    refuses("a = а > б\n", ": message `a`: a bare `>`: write &gt;");
    refuses("button-a = <b>а</b>\n", ": message `button-a`: a tag in plain text");
    assert!(compile("a = <blockquote><b>а</b> &amp; <tg-spoiler>б</tg-spoiler></blockquote>\n").is_ok());
}

#[test]
fn a_variant_closes_what_it_opens() {
    refuses(
        "a = { $n ->\n    [0] <b>нет\n   *[other] { $n }\n }</b>\n",
        ": message `a`: a variant must close the tags it opens, and no others",
    );
}
