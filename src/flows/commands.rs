//! The commands, as one table: routing, `/help` and the menu read it.

use futures::future::BoxFuture;

use super::route::start;
use super::{
    Outcome, Turn, away, doctor, find, greet, invite, language, look, overdue, people, reports, units, waiting,
};
use crate::domain::directory::Directory;
use crate::domain::permissions::{Right, has_right};
use crate::domain::person::{Person, Role};
use crate::domain::visibility::{Scope, visible_units};
use crate::i18n::Words;
use crate::messenger::html::Html;
use crate::messenger::outgoing::{MenuEntry, Message, Toast};

/// One command. Adding one is adding a row to [`COMMANDS`].
pub struct Command {
    /// Without `/`.
    name: &'static str,
    /// Who may use it, and so finds it in the menu.
    open_to: fn(&Person, &Directory) -> bool,
    /// What it does, in a few words.
    tells: fn(&Words) -> String,
    /// What stands behind the name comes as the last argument.
    run: for<'a, 't> fn(&'a mut Turn<'t>, &'a Person, &'a str) -> BoxFuture<'a, Outcome>,
}

/// The only command that strangers are shown; nobody else needs to be told of it.
const BEGINS: &str = "start";

/// Every command there is, in the order of the menu.
pub const COMMANDS: &[Command] = &[
    Command {
        name: BEGINS,
        open_to: everybody,
        tells: Words::command_start,
        run: |turn, actor, rest| Box::pin(start::start(turn, actor, rest)),
    },
    Command {
        name: "my",
        open_to: everybody,
        tells: Words::command_my,
        run: |turn, actor, _| Box::pin(waiting::show(turn, actor)),
    },
    Command {
        name: "find",
        open_to: onlookers,
        tells: Words::command_find,
        run: |turn, actor, rest| Box::pin(find::command(turn, actor, rest)),
    },
    Command {
        name: "i",
        open_to: onlookers,
        tells: Words::command_i,
        run: |turn, actor, rest| Box::pin(look::by_number(turn, actor, rest)),
    },
    Command {
        name: "overdue",
        open_to: onlookers,
        tells: Words::command_overdue,
        run: |turn, actor, _| Box::pin(overdue::show(turn, actor)),
    },
    Command {
        name: "today",
        open_to: onlookers,
        tells: Words::command_today,
        run: |turn, actor, _| Box::pin(reports::due_today(turn, actor)),
    },
    Command {
        name: "rating",
        open_to: rated,
        tells: Words::command_rating,
        run: |turn, actor, rest| Box::pin(reports::rating(turn, actor, rest)),
    },
    Command {
        name: "heatmap",
        open_to: reads_reports,
        tells: Words::command_heatmap,
        run: |turn, actor, rest| Box::pin(reports::heatmap(turn, actor, rest)),
    },
    Command {
        name: "digest",
        open_to: reads_reports,
        tells: Words::command_digest,
        run: |turn, actor, rest| Box::pin(reports::digest(turn, actor, rest)),
    },
    Command {
        name: "export",
        open_to: exports,
        tells: Words::command_export,
        run: |turn, actor, rest| Box::pin(reports::export_command(turn, actor, rest)),
    },
    Command {
        name: "away",
        open_to: everybody,
        tells: Words::command_away,
        run: |turn, actor, rest| Box::pin(away::command(turn, actor, rest)),
    },
    Command {
        name: "invite",
        open_to: manages_people,
        tells: Words::command_invite,
        run: |turn, actor, _| Box::pin(invite::begin(turn, actor, None)),
    },
    Command {
        name: "people",
        open_to: manages_people,
        tells: Words::command_people,
        run: |turn, actor, _| Box::pin(people::list(turn, actor, 1)),
    },
    Command {
        name: "units",
        open_to: manages_people,
        tells: Words::command_units,
        run: |turn, actor, _| Box::pin(units::list(turn, actor, 1)),
    },
    Command {
        name: "bind",
        open_to: binds,
        tells: Words::command_bind,
        run: |turn, actor, _| Box::pin(reports::bind_here(turn, actor)),
    },
    Command {
        name: "doctor",
        open_to: runs_the_bot,
        tells: Words::command_doctor,
        run: |turn, actor, _| Box::pin(doctor::show(turn, actor)),
    },
    Command {
        name: "lang",
        open_to: everybody,
        tells: Words::command_lang,
        run: |turn, actor, _| Box::pin(language::ask(turn, actor)),
    },
    Command {
        name: "cancel",
        open_to: everybody,
        tells: Words::command_cancel,
        run: |turn, actor, _| Box::pin(greet::cancel(turn, actor)),
    },
    Command {
        name: "help",
        open_to: everybody,
        tells: Words::command_help,
        run: |turn, actor, _| Box::pin(greet::help(turn, actor)),
    },
];

const fn everybody(_: &Person, _: &Directory) -> bool {
    true
}

/// Those who invite and remove.
fn manages_people(person: &Person, _: &Directory) -> bool {
    has_right(person, Right::People)
}

/// Those who read every figure.
fn reads_reports(person: &Person, _: &Directory) -> bool {
    has_right(person, Right::Reports)
}

/// They, and those whose unit is rated.
fn rated(person: &Person, _: &Directory) -> bool {
    has_right(person, Right::Reports) || person.holds(Role::Recipient) || person.holds(Role::Lead)
}

/// Those who may take the register away.
fn exports(person: &Person, _: &Directory) -> bool {
    has_right(person, Right::Export)
}

/// Those who make groups digest groups.
fn binds(person: &Person, _: &Directory) -> bool {
    has_right(person, Right::Bind)
}

/// Those who look after the program.
fn runs_the_bot(person: &Person, _: &Directory) -> bool {
    person.holds(Role::Admin)
}

/// Those who see any incidents.
fn onlookers(person: &Person, directory: &Directory) -> bool {
    visible_units(person, directory) != Scope::None
}

/// Runs a command; `text` stands behind the slash: `i@mcu_bot 123`.
pub async fn run(turn: &mut Turn<'_>, actor: &Person, text: &str) -> Outcome {
    let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let name = name.split('@').next().unwrap_or_default().to_lowercase();
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) if (command.open_to)(actor, turn.directory()) => (command.run)(turn, actor, rest).await,
        Some(command) => instead(turn, actor, turn.words.say_command_not_yours(command.name)).await,
        None => instead(turn, actor, turn.words.say_unknown_command()).await,
    }
}

/// What there is instead of what was asked for.
async fn instead(turn: &mut Turn<'_>, actor: &Person, why: Html) -> Outcome {
    let lines = Html::lines([why, listed(turn, actor)]);
    turn.say(actor.chat, &Message::text(lines)).await?;
    Ok(Toast::default())
}

/// The commands this person has, one a line.
pub fn listed(turn: &Turn<'_>, person: &Person) -> Html {
    let words = turn.words;
    let entries = menu(Some(person), turn.directory(), words);
    Html::lines(entries.iter().map(|entry| words.say_command(&entry.name, &entry.description)))
}

/// The menu of a person, or of those the bot does not know.
pub fn menu(person: Option<&Person>, directory: &Directory, words: &Words) -> Vec<MenuEntry> {
    let is_listed = |command: &&Command| match person {
        Some(person) => command.name != BEGINS && (command.open_to)(person, directory),
        None => command.name == BEGINS,
    };
    let entry = |command: &Command| MenuEntry { name: command.name.to_owned(), description: (command.tells)(words) };
    COMMANDS.iter().filter(is_listed).map(entry).collect()
}
