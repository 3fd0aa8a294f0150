### Deadlines that people set: by hand, the promise of an interim reply, an extension.

button-due = ⏰ Deadline
button-interim = ⏳ Interim reply
button-extension = 📅 Ask for more time
button-extend = ✅ Grant
button-by-rule = ↩️ By the rule
button-choice = { $what } · { $when }
button-extension-supply = Waiting for materials or a contractor
button-extension-weather = The weather does not allow it
button-extension-survey = It has to be surveyed
button-extension-agreement = It is being agreed on

plain-choice-today = Today
plain-choice-tomorrow = Tomorrow
plain-choice-next-day = Next working day
plain-choice-three-days = 3 work. days
plain-choice-week = A week
plain-choice-one-more = +1 work. day
plain-choice-three-more = +3 work. days
plain-choice-week-more = +a week

card-choose-due = ⏰ Reply by when? Choose, or write: “tomorrow 15:00”, “Friday”, “30.11”.
card-choose-promise = ⏳ When will you come back to it? Choose a day, or write: “Wednesday”, “2 Dec”.
card-choose-extension = 📅 Until when? Choose, or write: “Friday”, “4.12 12:00”.
card-monitoring-until = ⏳ <b>No. { $number }</b> · under control, promised for { $day }
card-final-due = ✍️ final reply by { $at } · { $term }
card-final-due-set = ✍️ final reply by { $at }
card-interim = ⏳ <b>Interim reply</b>, promised for { $day }. { $name }:
card-extension = 📅 more time is asked for until { $at }, the head of the centre decides

reply-title-interim = ⏳ <b>Interim reply to No. { $number }</b> · back on { $day }
reply-ask-interim =
    ⏳ <b>Interim reply to No. { $number }</b> · back on { $day }
    Tell the resident what is being done and what will be there on { $day }.

notice-earlier =
    ⏰ <b>The deadline is earlier now</b> — No. { $number }
    reply by { $at }
notice-review-interim =
    🔍 <b>An interim reply to review</b> — No. { $number }, { $unit }
    they promise to come back on { $day }
    Read it on the card and decide.
notice-extension =
    📅 <b>More time is asked for</b> — No. { $number }, { $unit }
    until { $until }; now the deadline is { $instead }
notice-extended =
    ✅ <b>More time is granted</b> — No. { $number }
    reply by { $at }
notice-not-extended =
    ❌ <b>No more time</b> — No. { $number }
    reply by { $at }

question-extension-reason =
    📅 Why does No. { $number } need time until { $until }?
    Choose, or write it in one message; the head of the centre reads it.

toast-due = Deadline: { $at }
toast-due-by-rule = The deadline follows the rule again
toast-promised = Promised for { $day }. Write the reply
toast-monitoring = Under control until { $day }
toast-extension-asked = Asked; the head decides
toast-extended = Granted until { $at }
toast-not-extended = The deadline stays

plain-not-a-date = That is no date. Write, for example: “tomorrow”, “Friday 15:00”, “30.11”.
plain-past-date = That is over. Name a day ahead.
plain-far-date = That is too far: a year at most.
plain-late-date = Not later than { $day }: the rule gives no more. If you need more, press “📅 Ask for more time”.
plain-not-later = That is no later than the present deadline, { $due }. Name a day after it.
plain-extension-decided = This request is decided already.
plain-extension-late = Too late to extend: that time has passed. Refuse, or wait to be asked again.

plain-history-change-due = deadline changed by hand
plain-history-interim = interim reply sent
plain-history-promised-day = the promised day has come
plain-history-ask-extension = more time asked for
plain-history-extend = deadline extended
plain-history-refuse-extension = extension refused
plain-asked-until = until { $at }: { $reason }
