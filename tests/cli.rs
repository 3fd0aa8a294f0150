//! What can be written on the command line.

use clap::error::ErrorKind;
#[cfg(feature = "demo")]
use mcu_bot::app::cli::Demo;
use mcu_bot::app::cli::{Apply, Cli, Command, Failed, FailedId, People, Restore};
use mcu_bot::domain::ids::{ChatId, OutboxId, PersonId, UpdateId};
use mcu_bot::domain::person::Role;

fn read(line: &str) -> Result<Command, clap::Error> {
    Cli::read(line.split(' ')).map(|cli| cli.command)
}

#[test]
fn commands_are_read() {
    assert_eq!(read("mcu-bot run").unwrap(), Command::Run);
    assert_eq!(read("mcu-bot migrate").unwrap(), Command::Migrate);
    assert_eq!(read("mcu-bot check").unwrap(), Command::Check);
    let apply = Apply { file: "directory.toml".into(), dry_run: true };
    assert_eq!(read("mcu-bot apply directory.toml --dry-run").unwrap(), Command::Apply(apply));
    assert_eq!(read("mcu-bot people list").unwrap(), Command::People(People::List));
    assert_eq!(read("mcu-bot people remove 7").unwrap(), Command::People(People::Remove { id: PersonId(7) }));
    assert_eq!(read("mcu-bot failed list").unwrap(), Command::Failed(Failed::List));
    assert_eq!(read("mcu-bot backup mcu-1.db").unwrap(), Command::Backup { file: "mcu-1.db".into() });
    let restore = Restore { file: "mcu-1.db".into(), replace: true };
    assert_eq!(read("mcu-bot restore mcu-1.db --replace").unwrap(), Command::Restore(restore));
}

#[test]
fn a_copy_needs_both_addresses_and_shows_none() {
    let read = read("mcu-bot copy --from sqlite://mcu.db --to postgres://mcu:hunter2@host/mcu").unwrap();
    let Command::Copy(addresses) = &read else { panic!("another command") };
    assert_eq!(addresses.from.expose(), "sqlite://mcu.db");
    assert!(!format!("{read:?}").contains("hunter2"));
}

#[cfg(feature = "demo")]
#[test]
fn the_demo_needs_nothing_and_takes_a_little() {
    assert_eq!(read("mcu-bot demo").unwrap(), Command::Demo(Demo::default()));
    let told = Demo { port: Some(0), database: Some("demo.db".into()), open: true };
    assert_eq!(read("mcu-bot demo --port 0 --database demo.db --open").unwrap(), Command::Demo(told));
}

#[test]
fn a_person_gets_posts() {
    let line = "mcu-bot people add --telegram-id 1002 --name Иванова --role recipient,head --unit zhkh";
    let Command::People(People::Add(person)) = read(line).unwrap() else { panic!("another command") };
    assert_eq!((person.telegram_id, person.name.as_str()), (ChatId(1002), "Иванова"));
    assert_eq!(person.roles, [Role::Recipient, Role::Head]);
    let posts: Vec<_> = person.posts().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(posts, ["recipient of zhkh", "head"]);
}

#[test]
fn failed_ones_are_updates_and_messages() {
    let Command::Failed(Failed::Retry(chosen)) = read("mcu-bot failed retry 17 m17").unwrap() else {
        panic!("another command")
    };
    assert_eq!(chosen.ids, [FailedId::Update(UpdateId(17)), FailedId::Message(OutboxId(17))]);
    let shown: Vec<_> = chosen.ids.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["17", "m17"]);
    let Command::Failed(Failed::Drop(chosen)) = read("mcu-bot failed drop --all").unwrap() else {
        panic!("another command")
    };
    assert!(chosen.all && chosen.ids.is_empty());
}

#[test]
fn wrong_use_ends_with_code_two() {
    let person = "mcu-bot people add --telegram-id 1 --name X";
    let lines = [
        "mcu-bot".to_owned(),
        "mcu-bot serve".to_owned(),
        "mcu-bot apply".to_owned(),
        "mcu-bot failed retry".to_owned(),
        "mcu-bot failed retry 17 --all".to_owned(),
        "mcu-bot failed drop x17".to_owned(),
        "mcu-bot failed drop m+17".to_owned(),
        "mcu-bot people remove -1".to_owned(),
        "mcu-bot backup".to_owned(),
        "mcu-bot restore".to_owned(),
        "mcu-bot copy --from sqlite://mcu.db".to_owned(),
        format!("{person} --role boss"),
        format!("{person} --role recipient"),
        format!("{person} --role head --unit zhkh"),
        format!("{person} --role curator"),
        person.to_owned(),
    ];
    for line in lines {
        let error = read(&line).unwrap_err();
        assert_eq!(error.exit_code(), 2, "{line}: {error}");
    }
    assert_eq!(read("mcu-bot --version").unwrap_err().kind(), ErrorKind::DisplayVersion);
}
