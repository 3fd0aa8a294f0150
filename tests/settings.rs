//! Settings from the environment.

use std::collections::BTreeSet;
use std::path::PathBuf;

use mcu_bot::app::settings::{
    BotSettings, DatabaseUrl, Environment, Limits, LogFormat, SettingError, Settings, Updates, VARIABLES,
};
use mcu_bot::domain::ids::ChatId;
use mcu_bot::secret::Secret;

const TOKEN: &str = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc";

fn environment(variables: &[(&str, &str)]) -> Environment {
    let owned = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Environment::default().with(owned)
}

fn told(errors: &[SettingError]) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn a_token_is_enough_for_the_bot_and_nothing_for_other_commands() {
    let settings = BotSettings::read(&environment(&[("TELOXIDE_TOKEN", TOKEN)])).unwrap();
    assert_eq!(settings.telegram.token.expose(), TOKEN);
    assert_eq!(settings.telegram.api.as_str(), "https://api.telegram.org/");
    assert_eq!(settings.telegram.limits, Limits::On);
    assert_eq!((settings.telegram.proxy, settings.directory), (None, None));
    assert_eq!((settings.updates, settings.common.ops.to_string()), (Updates::Polling, "127.0.0.1:9464".to_owned()));
    assert_eq!(settings.common.purge_after_days, None);
    assert!(settings.admins.is_empty());
    let common = Settings::read(&environment(&[("TELOXIDE_TOKEN", "not read here")])).unwrap();
    assert_eq!(common, settings.common);
    assert_eq!(common.database, DatabaseUrl::Sqlite(PathBuf::from("mcu.db")));
    assert_eq!(common.log, "info");
}

#[test]
fn every_setting_is_read() {
    let settings = BotSettings::read(&environment(&[
        ("TELOXIDE_TOKEN", TOKEN),
        ("TELOXIDE_API_URL", "http://localhost:8081"),
        ("TELOXIDE_PROXY", "socks5h://user:hunter2@proxy:1080"),
        ("TELEGRAM_LIMITS", "off"),
        ("DATABASE_URL", "postgres://mcu:hunter2@db/mcu"),
        ("WEBHOOK_URL", "https://mcu.example.ru/telegram"),
        ("WEBHOOK_SECRET", "correct-horse_battery"),
        ("HTTP_LISTEN", "0.0.0.0:8080"),
        ("OPS_LISTEN", "[::1]:9464"),
        ("PURGE_AFTER_DAYS", "365"),
        ("LOG_FORMAT", "json"),
        ("ADMIN_IDS", " 1001, 1002 "),
        ("DIRECTORY", "/etc/mcu-bot/directory.toml"),
        ("RUST_LOG", "info,mcu_bot=debug"),
    ]))
    .unwrap();
    assert!(settings.telegram.proxy.as_ref().is_some_and(|proxy| !format!("{proxy:?}").contains("hunter2")));
    assert_eq!(settings.telegram.limits, Limits::Off);
    assert_eq!(settings.admins, [ChatId(1001), ChatId(1002)]);
    assert_eq!(settings.directory, Some(PathBuf::from("/etc/mcu-bot/directory.toml")));
    assert_eq!(
        settings.common.database,
        DatabaseUrl::Postgres(Secret::new("postgres://mcu:hunter2@db/mcu".to_owned()))
    );
    let Updates::Webhook(webhook) = &settings.updates else { panic!("{:?}", settings.updates) };
    assert_eq!(webhook.url.as_str(), "https://mcu.example.ru/telegram");
    assert_eq!(webhook.secret.expose(), "correct-horse_battery");
    assert_eq!(
        (webhook.listen.to_string(), settings.common.ops.to_string()),
        ("0.0.0.0:8080".to_owned(), "[::1]:9464".to_owned())
    );
    assert_eq!(settings.common.purge_after_days, Some(365));
    assert_eq!(settings.common.log_format, LogFormat::Json);
    let shown = format!("{settings:?}");
    assert!(!shown.contains("hunter2") && !shown.contains("correct-horse") && !shown.contains(TOKEN), "{shown}");
}

#[test]
fn a_webhook_needs_a_secret_and_an_address_of_its_own() {
    let read = |variables: &[(&str, &str)]| {
        let token = [("TELOXIDE_TOKEN", TOKEN)];
        BotSettings::read(&environment(&[&token, variables].concat())).map(|settings| settings.updates)
    };
    let url = ("WEBHOOK_URL", "https://mcu.example.ru/telegram");
    let secret = ("WEBHOOK_SECRET", "correct-horse_battery");
    assert!(read(&[url, secret]).is_ok());
    assert_eq!(read(&[secret]), Ok(Updates::Polling), "a secret alone means nothing");
    for short in ["", "short", "with blanks in it and long"] {
        let wrong = read(&[url, ("WEBHOOK_SECRET", short)]).unwrap_err();
        assert!(told(&wrong)[0].starts_with("WEBHOOK_SECRET: is needed with WEBHOOK_URL"), "{wrong:?}");
    }
    for address in ["mcu.example.ru", "https://user:pass@mcu.example.ru/", "https://mcu.example.ru/?a=b"] {
        let wrong = read(&[("WEBHOOK_URL", address), secret]).unwrap_err();
        assert!(told(&wrong)[0].starts_with("WEBHOOK_URL: is no address of a webhook"), "{wrong:?}");
    }
    let same = read(&[url, secret, ("HTTP_LISTEN", "127.0.0.1:9464")]).unwrap_err();
    assert_eq!(told(&same), ["OPS_LISTEN: is HTTP_LISTEN too, and what it serves is for nobody outside"]);
    let nowhere = read(&[("OPS_LISTEN", "nowhere")]).unwrap_err();
    assert!(told(&nowhere)[0].starts_with("OPS_LISTEN: \"nowhere\" is no address"), "{nowhere:?}");
    let never = read(&[("PURGE_AFTER_DAYS", "0")]).unwrap_err();
    assert_eq!(told(&never), ["PURGE_AFTER_DAYS: \"0\" is no number of days above zero"]);
}

#[test]
fn a_secret_is_never_shown() {
    let secret = Secret::new("hunter2".to_owned());
    assert_eq!(format!("{secret} {secret:?} {secret:#?}"), "*** *** ***");
    let shown = format!("{:?}", environment(&[("TELOXIDE_TOKEN", TOKEN)]));
    assert_eq!(shown, "{\"TELOXIDE_TOKEN\"}");
}

#[test]
fn databases_are_files_of_sqlite_or_postgres() {
    let read = |url| Settings::read(&environment(&[("DATABASE_URL", url)])).map(|settings| settings.database);
    let file = |path| Ok(DatabaseUrl::Sqlite(PathBuf::from(path)));
    assert_eq!(read("sqlite:///var/lib/mcu-bot/mcu.db"), file("/var/lib/mcu-bot/mcu.db"));
    assert_eq!(read("sqlite:mcu.db"), file("mcu.db"));
    assert!(matches!(read("postgresql://db/mcu"), Ok(DatabaseUrl::Postgres(_))));
    for url in ["sqlite://", "sqlite::memory:", "sqlite://mcu.db?mode=ro", "mysql://db/mcu", "mcu.db"] {
        assert!(read(url).is_err(), "{url}");
    }
}

#[test]
fn everything_wrong_is_told_at_once_in_a_line_each_without_secrets() {
    let errors = BotSettings::read(&environment(&[
        ("TELOXIDE_TOKEN", "hunter2"),
        ("TELOXIDE_API_URL", "api.telegram.org"),
        ("TELEGRAM_LIMITS", "no"),
        ("DATABASE_URL", "mysql://root:hunter2@db/mcu"),
        ("ADMIN_IDS", "1001,@boss"),
        ("RUST_LOG", "mcu_bot=loud"),
    ]))
    .unwrap_err();
    assert_eq!(
        told(&errors),
        [
            "TELOXIDE_TOKEN: is no token of a bot: it looks like 123456789:AAE… and is given by @BotFather",
            "TELOXIDE_API_URL: is no address of an API: write https://host or http://host:port",
            "TELEGRAM_LIMITS: \"no\" is neither on nor off",
            "DATABASE_URL: is neither sqlite://FILE nor postgres://USER:PASSWORD@HOST/DATABASE",
            "RUST_LOG: \"mcu_bot=loud\" is no filter of the log, as in \"info,mcu_bot=debug\": error parsing level filter: expected one of \"off\", \"error\", \"warn\", \"info\", \"debug\", \"trace\", or a number 0-5",
            "ADMIN_IDS: \"@boss\" is no number of a Telegram account; write numbers with commas between them",
        ]
    );
    let none = BotSettings::read(&environment(&[("TELOXIDE_TOKEN", " ")])).unwrap_err();
    assert_eq!(told(&none), ["TELOXIDE_TOKEN: is not set; @BotFather gives the token of a bot"]);
}

#[test]
fn the_process_stands_above_the_file() {
    let file = Environment::of_text("# words\nADMIN_IDS=1\nTELEGRAM_LIMITS=\"off\"\n".as_bytes()).unwrap();
    let process = [("ADMIN_IDS".to_owned(), "2".to_owned()), ("TELOXIDE_TOKEN".to_owned(), TOKEN.to_owned())];
    let settings = BotSettings::read(&file.with(process)).unwrap();
    assert_eq!(settings.admins, [ChatId(2)]);
    assert_eq!(settings.telegram.limits, Limits::Off);
}

#[test]
fn a_broken_line_of_the_file_is_told_without_its_words() {
    let error = Environment::of_text("ADMIN_IDS=1\nTELOXIDE_TOKEN hunter2\n".as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), ".env: the line after ADMIN_IDS is not NAME=value");
    let first = Environment::of_text("TELOXIDE_TOKEN hunter2\n".as_bytes()).unwrap_err();
    assert_eq!(first.to_string(), ".env: the first line is not NAME=value");
}

#[test]
fn the_example_lists_exactly_what_is_read() {
    let lines: Vec<_> = include_str!("../.env.example").lines().collect();
    let mut listed = BTreeSet::new();
    for pair in lines.chunks(2) {
        let [comment, variable] = pair else { panic!("a comment and a variable, not {pair:?}") };
        assert!(comment.starts_with("# "), "{comment}");
        listed.insert((*variable).to_owned());
    }
    let read = VARIABLES.iter().map(|variable| format!("{}={}", variable.name, variable.default));
    assert_eq!(listed, read.collect());
}
