//! `[[deadline]]`: how long it may take.

use super::problem::Problem;
use super::table::Table;
use crate::domain::directory::{DeadlineRule, Section};
use crate::domain::incident::Kind;

/// Rules in the order of the file. Two rules never have the same conditions, so the most specific match is
/// one; and every message has a reply term.
pub(super) fn read(root: &Table<'_>) -> Vec<DeadlineRule> {
    let noted = root.reading.noted();
    let mut seen: Vec<(DeadlineRule, usize)> = Vec::new();
    let rules = root.entries(Section::Deadline, "", |table| {
        let noted = table.reading.noted();
        let rule = rule(table);
        // A rule that could not be read is compared with nothing.
        if table.reading.noted() == noted {
            check(table, &rule, &seen);
            seen.push((rule.clone(), table.line()));
        }
        rule
    });
    if root.reading.noted() == noted && !rules.iter().any(covers_messages) {
        root.reject(Problem::NoReplyForMessages);
    }
    rules
}

fn check(table: &Table<'_>, rule: &DeadlineRule, seen: &[(DeadlineRule, usize)]) {
    if rule.has_no_term() {
        table.reject(Problem::DeadlineWithoutTerm);
    }
    if let Some((_, line)) = seen.iter().find(|(known, _)| known.same_conditions(rule)) {
        table.reject(Problem::SameConditions { first_line: *line });
    }
}

fn rule(table: &Table<'_>) -> DeadlineRule {
    DeadlineRule {
        kind: table.kind(),
        unit: table.unit("unit"),
        topic: table.topic(),
        importance: table.importance(),
        channel: table.channel(),
        accept: table.term("accept"),
        reply: table.term("reply"),
        final_: table.term("final"),
    }
}

fn covers_messages(rule: &DeadlineRule) -> bool {
    let everything = DeadlineRule::default();
    let messages = DeadlineRule { kind: Some(Kind::Message), ..DeadlineRule::default() };
    rule.reply.is_some() && (rule.same_conditions(&messages) || rule.same_conditions(&everything))
}
