//! Reminders become messages: what falls due together is told together, inside the person's working time, and no more
//! often than a person can bear. What has become needless meanwhile is told to nobody.

use std::time::Duration;

use crate::cards::reminder::{self, Matter, Span};
use crate::domain::clocks::alarms::{Alarm, GATHER};
use crate::domain::deadline::Timer;
use crate::domain::ids::PersonId;
use crate::domain::incident::Incident;
use crate::domain::moment::Moment;
use crate::domain::person::{Person, Role};
use crate::domain::term::TermUnit;
use crate::flows::turn::{About, subject_of};
use crate::flows::{Turn, waiting};
use crate::messenger::outgoing::Message;
use crate::store::outbox::{self, Priority};
use crate::store::reminders::{self, Reminded, Reminder};
use crate::store::{StoreError, cards, incidents, people};

/// No more than one message to a person in so long.
const PAUSE: Duration = Duration::from_secs(30 * 60);
/// The list of the morning stands for the reminders of so long.
pub const MORNING: Duration = Duration::from_secs(60 * 60);

/// Tells one person what may be told now.
pub async fn tell(turn: &mut Turn<'_>, id: PersonId) -> Result<(), StoreError> {
    let Some(person) = turn.reader(id).await? else { return Ok(()) };
    let ready = reminders::waiting(turn.tx, id, turn.now.plus(GATHER)).await?;
    let reminded = reminders::reminded(turn.tx, id).await?;
    let heard = turn.tx.roster().await?.gets_messages(id);
    let mut told: Vec<(Reminder, Incident)> = Vec::new();
    for reminder in may_be_told(turn, &person, ready, reminded).await? {
        let incident = incidents::load(turn.tx, reminder.incident).await?;
        match incident.filter(|incident| heard && is_wanted(turn, &reminder, incident, reminded)) {
            Some(incident) if hears(turn, &person, &reminder, &incident).await? => told.push((reminder, incident)),
            Some(incident) => {
                // It is somebody else's by now.
                reminders::withdraw(turn.tx, reminder.id).await?;
                turn.remind(&incident, &reminder.planned).await?;
            }
            None => reminders::withdraw(turn.tx, reminder.id).await?,
        }
    }
    if told.is_empty() {
        return Ok(());
    }
    say(turn, &person, &told).await?;
    let reminded = Reminded { at: Some(turn.now), ..reminded };
    reminders::set_reminded(turn.tx, id, reminded).await
}

/// What may leave now. Something must be due to begin with; what is due soon joins it.
async fn may_be_told(
    turn: &mut Turn<'_>,
    person: &Person,
    ready: Vec<Reminder>,
    reminded: Reminded,
) -> Result<Vec<Reminder>, StoreError> {
    let now = turn.now;
    let (urgent, others): (Vec<_>, Vec<_>) = ready.into_iter().partition(|reminder| reminder.urgent);
    let mut told: Vec<_> = urgent.into_iter().filter(|reminder| reminder.ready_at <= now).collect();
    if !turn.time_of(person).is_working(now) {
        let opens = turn.time_of(person).next_working(now);
        for reminder in others.iter().filter(|reminder| reminder.ready_at <= now) {
            reminders::put_off(turn.tx, reminder.id, opens).await?;
        }
        return Ok(told);
    }
    let rested = reminded.at.is_none_or(|last| last.plus(PAUSE) <= now || now < last);
    if rested && others.iter().any(|reminder| reminder.ready_at <= now) {
        let joins = |reminder: &Reminder| reminder.ready_at <= now || reminder.planned.alarm == Alarm::Left;
        told.extend(others.into_iter().filter(joins));
    }
    Ok(told)
}

/// It is still so, and the list of this morning has not said it.
fn is_wanted(turn: &Turn<'_>, reminder: &Reminder, incident: &Incident, last: Reminded) -> bool {
    let said = last.today_at.is_some_and(|at| {
        let time = turn.clocks().time(incident);
        reminder.planned.alarm == Alarm::Left
            && at <= turn.now
            && turn.now <= at.plus(MORNING)
            && time.day_of(at) == time.day_of(reminder.planned.about)
    });
    !said && turn.still_holds(incident, &reminder.planned)
}

async fn hears(
    turn: &mut Turn<'_>,
    person: &Person,
    reminder: &Reminder,
    incident: &Incident,
) -> Result<bool, StoreError> {
    // Whoever was told of it on the way up the ladder may be the only one there; the row itself says so.
    if matches!(reminder.planned.alarm, Alarm::OverdueLead | Alarm::OverdueCurator | Alarm::OverdueHead) {
        return Ok(turn.is_visible(person, incident) || person.holds(Role::Admin));
    }
    Ok(turn.hear(incident, &reminder.planned).await?.iter().any(|other| other.id == person.id))
}

async fn say(turn: &mut Turn<'_>, person: &Person, told: &[(Reminder, Incident)]) -> Result<(), StoreError> {
    let mut matters: Vec<Matter> = Vec::new();
    for (reminder, incident) in told {
        // Of one incident the worst says all.
        match matters.iter_mut().find(|matter| matter.incident.id == incident.id) {
            Some(matter) if matter.planned.alarm >= reminder.planned.alarm => {}
            Some(matter) => *matter = drawn(turn, person, reminder, incident).await?,
            None => matters.push(drawn(turn, person, reminder, incident).await?),
        }
    }
    let (message, about) = worded(turn, person, &matters).await?;
    let newest = told.iter().map(|(reminder, _)| reminder.id.0).max().unwrap_or_default();
    let key = format!("remind:{}:{newest}:{}", person.id, turn.now.millis());
    turn.queue_once(key.clone(), person.chat, &message, Priority::Ask, about).await?;
    let Some(queued) = outbox::by_key(turn.tx, &key).await? else { return Ok(()) };
    for (reminder, _) in told {
        reminders::told(turn.tx, reminder.id, queued).await?;
    }
    Ok(())
}

/// One matter replies to its card; what is nobody's to see is told by its number.
async fn worded(turn: &mut Turn<'_>, person: &Person, matters: &[Matter]) -> Result<(Message, About), StoreError> {
    let known = turn.known.clone();
    let mut lines = waiting::lines(turn, &known.directory, person);
    lines.words = turn.words_of(person);
    let [matter] = matters else { return Ok((reminder::matters(matters, &lines), About::default())) };
    let incident = &matter.incident;
    if !turn.is_visible(person, incident) {
        let text = lines.words.remind_number(incident.shown_number());
        return Ok((Message::text(text), About::default()));
    }
    let card = cards::of_person(turn.tx, person.id, incident.id).await?.map(|card| card.id);
    let about = About { card, incident: Some(incident.id), subject: Some(subject_of(incident.id)) };
    Ok((reminder::matter(matter, &lines), about))
}

async fn drawn(
    turn: &mut Turn<'_>,
    person: &Person,
    reminder: &Reminder,
    incident: &Incident,
) -> Result<Matter, StoreError> {
    let at_work = turn.at_work(incident).await?;
    let alarm = reminder.planned.alarm;
    let is_others = alarm.is_idle() || at_work.iter().all(|other| other.id != person.id);
    let holder = match incident.assignee.filter(|_| is_others) {
        Some(holder) => people::by_id(turn.tx, holder).await?.map(|holder| holder.name),
        None => None,
    };
    let next =
        if alarm == Alarm::Overdue && !is_others { hear_next(turn, incident, &at_work).await? } else { Vec::new() };
    let timer = if incident.final_from.is_some() { Timer::Final } else { Timer::Reply };
    Ok(Matter {
        span: span(turn, incident, reminder, timer),
        reminded: if is_others { reminders::count(turn.tx, incident.id, reminder.planned.about).await? } else { 0 },
        incident: incident.clone(),
        planned: reminder.planned,
        holder,
        next,
        is_others,
    })
}

/// The rungs that are still to hear and that somebody holds, each with its moment.
async fn hear_next(
    turn: &mut Turn<'_>,
    incident: &Incident,
    at_work: &[Person],
) -> Result<Vec<(Role, Moment)>, StoreError> {
    let mut next = Vec::new();
    for planned in turn.clocks().ladder(incident) {
        let role = match planned.alarm {
            Alarm::OverdueLead => Role::Lead,
            Alarm::OverdueCurator => Role::Curator,
            _ => Role::Head,
        };
        let others = turn.holding(incident, role).await?;
        let others = others.iter().any(|holder| at_work.iter().all(|person| person.id != holder.id));
        if others && planned.at > turn.now {
            next.push((role, planned.at));
        }
    }
    Ok(next)
}

/// How long until the end, or since the beginning, in the measure of the term.
fn span(turn: &Turn<'_>, incident: &Incident, reminder: &Reminder, timer: Timer) -> Span {
    let (now, about) = (turn.now, reminder.planned.about);
    let clocks = turn.clocks();
    let (from, to) = if about > now { (now, about) } else { (about, now) };
    if reminder.planned.alarm.is_idle() {
        return Span::Work(clocks.centre().used(from, to));
    }
    let time = clocks.time(incident);
    let term = clocks.timers(incident).term(timer).map(|term| term.unit);
    let days = (time.day_of(to) - time.day_of(from)).num_days();
    match term {
        Some(TermUnit::Hours | TermUnit::Minutes) => Span::Clock(to.since(from)),
        Some(TermUnit::WorkingHours | TermUnit::WorkingMinutes) => Span::Work(time.used(from, to)),
        _ if about > now && days > 1 => Span::Days(days),
        _ if about > now && days == 1 && matches!(term, Some(TermUnit::Days | TermUnit::WorkingDays)) => Span::Days(1),
        _ => Span::Work(time.used(from, to)),
    }
}
