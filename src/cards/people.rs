//! Who is who: people by unit, the tree of units, and one person.

use super::limit;
use super::pages::{Page, page_with};
use crate::domain::directory::{Directory, Unit};
use crate::domain::ids::{PersonId, UnitCode};
use crate::domain::person::{Listed, Post, Reach, Role};
use crate::i18n::Words;
use crate::messenger::callback::{ListPress, PersonPress};
use crate::messenger::html::{Html, cut};
use crate::messenger::outgoing::{Button, Keyboard, Message};

/// People as they are listed: by unit, in the order of the directory. Those of the whole centre come first, and
/// whoever holds posts in two units stands in both.
#[derive(Debug)]
pub struct Roll<'a> {
    lines: Vec<Line<'a>>,
    /// Everybody, each once.
    count: usize,
}

#[derive(Debug)]
struct Line<'a> {
    unit: Option<&'a UnitCode>,
    listed: &'a Listed,
    roles: Vec<Role>,
}

impl<'a> Roll<'a> {
    /// Of the groups that `shows` lets pass; `None` is the whole centre.
    pub fn of(listed: &'a [Listed], directory: &'a Directory, shows: impl Fn(Option<&UnitCode>) -> bool) -> Self {
        let known = directory.tree().into_iter().map(|(unit, _)| &unit.code);
        // Whoever answered for a unit that was retired is there still.
        let posts = listed.iter().flat_map(|listed| &listed.person.posts);
        let mut retired: Vec<_> = posts.filter_map(|post| post.unit.as_ref()).collect();
        retired.retain(|unit| directory.unit(unit).is_none());
        retired.sort();
        retired.dedup();
        let groups = [None].into_iter().chain(known.chain(retired).map(Some)).filter(|unit| shows(*unit));
        let lines: Vec<Line<'a>> = groups.flat_map(|unit| group(listed, unit)).collect();
        let mut seen: Vec<PersonId> = lines.iter().map(|line| line.listed.person.id).collect();
        seen.sort();
        seen.dedup();
        Self { lines, count: seen.len() }
    }

    /// The page on which the person stands first.
    pub fn page_of(&self, person: PersonId) -> u16 {
        page_with(self.lines.iter().position(|line| line.listed.person.id == person).unwrap_or(0))
    }
}

fn group<'a>(listed: &'a [Listed], unit: Option<&'a UnitCode>) -> impl Iterator<Item = Line<'a>> {
    listed.iter().filter_map(move |listed| {
        let here = listed.person.posts.iter().filter(|post| post.unit.as_ref() == unit);
        let roles: Vec<Role> = here.map(|post| post.role).collect();
        (!roles.is_empty()).then_some(Line { unit, listed, roles })
    })
}

/// `/people`.
#[must_use]
pub fn people_list(roll: &Roll<'_>, page: u16, directory: &Directory, words: &Words) -> Message {
    let page = Page::of(&roll.lines, page);
    let mut text = vec![numbered(words.people_title(whole(roll.count)), &page, words)];
    for lines in page.rows.chunk_by(|line, next| line.unit == next.unit) {
        text.extend([Html::default(), heading(lines, directory, words)]);
        text.extend(lines.iter().map(|line| row(line, words)));
    }
    let ways = page.ways(words, |page| ListPress::People.on(page), None);
    Message::text(Html::lines(text)).with_keyboard(doors(page.rows).row(ways))
}

fn heading(lines: &[Line<'_>], directory: &Directory, words: &Words) -> Html {
    match lines.first().and_then(|line| line.unit) {
        Some(code) => words.people_heading(name_of(code, directory)),
        None => words.people_heading_centre(),
    }
}

fn name_of<'a>(code: &'a UnitCode, directory: &'a Directory) -> &'a str {
    directory.unit(code).map_or(code.as_str(), |unit| &unit.short)
}

fn row(line: &Line<'_>, words: &Words) -> Html {
    let name = cut(&line.listed.person.name, limit::LABEL);
    let roles = line.roles.iter().map(|role| words.role(*role)).collect::<Vec<_>>().join(", ");
    match line.listed.reach {
        Reach::Reached => words.people_row(name, roles),
        Reach::NotStarted => words.people_row_not_started(name, roles),
        Reach::Lost => words.people_row_lost(name, roles),
    }
}

/// A button for everybody on the page, each once.
fn doors(lines: &[Line<'_>]) -> Keyboard {
    let mut seen = Vec::new();
    let mut keyboard = Keyboard::default();
    for person in lines.iter().map(|line| &line.listed.person) {
        if !seen.contains(&person.id) {
            seen.push(person.id);
            let label = cut(&person.name, limit::LABEL);
            keyboard = keyboard.row([Button::press(label, &PersonPress::Show.of(person.id))]);
        }
    }
    keyboard
}

fn numbered<T>(title: Html, page: &Page<'_, T>, words: &Words) -> Html {
    if page.last == 1 { title } else { words.people_page(&title, i64::from(page.number), i64::from(page.last)) }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A unit in the tree.
#[derive(Debug)]
pub struct UnitLine<'a> {
    pub unit: &'a Unit,
    pub depth: usize,
    /// Who answer, reached or not.
    pub people: usize,
    /// At least one of them gets our messages.
    pub staffed: bool,
    /// Open incidents.
    pub open: i64,
}

/// `/units`.
#[must_use]
pub fn units_list(lines: &[UnitLine<'_>], page: u16, words: &Words) -> Message {
    if lines.is_empty() {
        return Message::text(words.units_none());
    }
    let page = Page::of(lines, page);
    let mut text = vec![numbered(words.units_title(whole(lines.len())), &page, words), Html::default()];
    text.extend(page.rows.iter().map(|line| unit_row(line, words)));
    let open = |line: &UnitLine<'_>| {
        let press = ListPress::Unit(line.unit.code.clone());
        Button::press(cut(&line.unit.short, limit::LABEL), &press.on(1))
    };
    let rows = page.rows.iter().fold(Keyboard::default(), |keyboard, line| keyboard.row([open(line)]));
    let ways = page.ways(words, |page| ListPress::Units.on(page), None);
    Message::text(Html::lines(text)).with_keyboard(rows.row(ways))
}

fn unit_row(line: &UnitLine<'_>, words: &Words) -> Html {
    // Messengers drop blanks at the beginning of a line, but not these.
    let indent = "\u{2003}".repeat(line.depth.min(4));
    let (name, people) = (cut(&line.unit.short, limit::LABEL), words.plain_people(whole(line.people)));
    if line.staffed {
        words.units_row(indent, name, people, line.open)
    } else {
        words.units_row_empty(indent, name, people, line.open)
    }
}

/// One unit with its people.
#[must_use]
pub fn unit_screen(line: &UnitLine<'_>, roll: &Roll<'_>, page: u16, back: u16, words: &Words) -> Message {
    let page = Page::of(&roll.lines, page);
    let title = words.unit_title(&line.unit.name, words.plain_people(whole(line.people)), line.open);
    let mut text = vec![numbered(title, &page, words)];
    match (line.staffed, line.people) {
        (true, _) => {}
        (false, 0) => text.push(words.unit_empty()),
        (false, _) => text.push(words.unit_unreached()),
    }
    if !page.rows.is_empty() {
        text.push(Html::default());
    }
    text.extend(page.rows.iter().map(|line| row(line, words)));
    let code = &line.unit.code;
    let ways = page.ways(words, |page| ListPress::Unit(code.clone()).on(page), None);
    let invite = Button::press(words.button_invite(), &ListPress::Invite(code.clone()).on(1));
    let back = Button::press(words.button_back(), &ListPress::Units.on(back));
    Message::text(Html::lines(text)).with_keyboard(doors(page.rows).row(ways).row([invite]).row([back]))
}

/// The page of `/units` on which this unit stands.
#[must_use]
pub fn page_of_unit(lines: &[UnitLine<'_>], unit: &UnitCode) -> u16 {
    page_with(lines.iter().position(|line| line.unit.code == *unit).unwrap_or(0))
}

/// What may be done with a person.
#[derive(Clone, Copy, Debug)]
pub struct PersonView<'a> {
    pub listed: &'a Listed,
    /// Open incidents the person has accepted.
    pub work: i64,
    /// The day the person came.
    pub since: &'a str,
    /// The posts that the viewer may take away one by one.
    pub takes: &'a [Post],
    /// The viewer may rename the person.
    pub renames: bool,
    /// The viewer may give the person more posts.
    pub gives: bool,
    pub removes: bool,
    /// The page of `/people` to go back to.
    pub back: u16,
    pub directory: &'a Directory,
}

/// One person.
#[must_use]
pub fn person_screen(view: &PersonView<'_>, words: &Words) -> Message {
    let person = &view.listed.person;
    let posts = words.posts(&person.posts, view.directory);
    let work = words.plain_open_work(view.work);
    let mut text = vec![words.person_title(cut(&person.name, limit::LINE), posts, view.since, work)];
    match view.listed.reach {
        Reach::Reached => {}
        Reach::NotStarted => text.push(words.person_not_started()),
        Reach::Lost => text.push(words.person_lost()),
    }
    Message::text(Html::lines(text)).with_keyboard(person_buttons(view, words))
}

fn person_buttons(view: &PersonView<'_>, words: &Words) -> Keyboard {
    let id = view.listed.person.id;
    let one = |may: bool, label: String, press: PersonPress| may.then(|| Button::press(label, &press.of(id)));
    let take = |post: &Post| {
        let label = words.button_take(&words.post(post, view.directory));
        Button::press(cut(&label, limit::LABEL), &PersonPress::AskTake(post.fingerprint()).of(id))
    };
    let rename = one(view.renames, words.button_rename(), PersonPress::Rename);
    let away = one(view.renames, words.button_away(), PersonPress::Away);
    let add = one(view.gives, words.button_add_role(), PersonPress::Invite);
    let takes = view.takes.iter().fold(Keyboard::default().row(rename).row(add), |rows, post| rows.row([take(post)]));
    takes
        .row(away)
        .row(one(view.removes, words.button_remove(), PersonPress::AskRemove))
        .row([Button::press(words.button_back(), &ListPress::People.on(view.back))])
}

/// 🗑 Убрать asks first, and says what goes back to the unit.
#[must_use]
pub fn ask_remove(id: PersonId, name: &str, work: i64, words: &Words) -> Message {
    let text = words.person_remove(cut(name, limit::LINE), words.plain_goes_back(work));
    sure(id, text, words.button_remove_yes(), PersonPress::Remove, words)
}

/// ➖ asks first too.
#[must_use]
pub fn ask_take(id: PersonId, name: &str, post: &Post, work: i64, directory: &Directory, words: &Words) -> Message {
    let (named, work) = (words.post(post, directory), words.plain_goes_back(work));
    let text = words.person_take(cut(name, limit::LINE), named, work);
    sure(id, text, words.button_take_yes(), PersonPress::Take(post.fingerprint()), words)
}

fn sure(id: PersonId, text: Html, label: String, press: PersonPress, words: &Words) -> Message {
    let yes = Button::press(label, &press.of(id));
    let back = Button::press(words.button_back(), &PersonPress::Show.of(id));
    Message::text(text).with_keyboard(Keyboard::default().row([yes]).row([back]))
}
