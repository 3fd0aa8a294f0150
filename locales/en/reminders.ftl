### What the clocks say: reminders, overdue, “Today”. One matter in a sentence, several in a list.

remind-left =
    ⏳ <b>{ $left } left</b> — No. { $number }, { $what }
    reply by { $until }
remind-left-days =
    ⏳ <b>{ $days ->
        [one] { $days } day left
       *[other] { $days } days left
    }</b> — No. { $number }, { $what }
    reply by { $until }
remind-not-accepted =
    👌 <b>Not accepted yet</b> — No. { $number }, { $what }
    Accepting was due { $at }. Accept it, hand it over, or send it back if it is not yours.
remind-not-accepted-by =
    👌 <b>Not accepted yet</b> — No. { $number }, { $unit }
    Accepting was due { $at }.
remind-promised = 📌 <b>You promised to come back to it today</b> — No. { $number }, { $what }
remind-final-until = Final reply by { $until }.
remind-overdue =
    🔴 <b>Overdue: the reply was due { $at }</b> — No. { $number }, { $what }
    Reply now, give an interim reply or ask for more time.
remind-overdue-new =
    🔴 <b>Overdue: the reply was due { $at }, and nobody is chosen to answer</b> — No. { $number }, { $what }
    Choose who answers.
remind-next = { $at } the { $role } hears of it.
remind-next-two = { $at } the { $role } hears of it, { $later } the { $above }.
remind-silence = 🔴 <b>No reply { $late } after the deadline</b> — No. { $number }, { $unit }
remind-silence-at-once = 🔴 <b>No reply, it was due { $at }</b> — No. { $number }, { $unit }
remind-holder = { $name } has it, accepted { $at }.
remind-accepted = Accepted { $at }.
remind-nobody = Nobody has accepted it.
remind-times =
    { $count ->
        [one] Reminded { $count } time.
       *[other] Reminded { $count } times.
    }
remind-draft =
    📝 <b>A draft has waited { $span } for a decision</b>
    { $what }
remind-new =
    📥 <b>Nobody chosen to answer for { $span }</b> — No. { $number }
    { $what }
remind-review = 🔍 <b>A reply has waited { $span } for review</b> — No. { $number }, { $unit }
remind-approved = 📢 <b>A reply has waited { $span } for publication</b> — No. { $number }, { $unit }
remind-number = 🔴 <b>No. { $number }</b>: no reply, and nobody to tell. Appoint people: /units

## Several at once.

remind-list-overdue = 🔴 <b>Overdue</b>
remind-list-not-accepted = 👌 <b>Not accepted yet</b>
remind-list-promised = 📌 <b>Promised for today</b>
remind-list-left = ⏳ <b>Deadlines ahead</b>
remind-list-idle = 🕰 <b>Waiting long for a decision</b>
remind-row = { $when } · { $number } · { $what }
remind-row-plain = { $number } · { $what }
remind-row-idle = { $status } · { $number } · { $what }
remind-more = and { $more } more

## Morning.

remind-today = ☀️ <b>Today, { $date }</b>
remind-today-ends =
    { $count ->
        [one] ⏳ <b>{ $count } deadline ends</b>
       *[other] ⏳ <b>{ $count } deadlines end</b>
    }

## To the administrator.

remind-forecast =
    🗓 <b>There is no official production calendar for { $year }</b>
    Deadlines of that year follow a forecast: the holidays of the Labour Code without transfers. Update the bot when the calendar is approved, or set days in the directory: <code>days_off</code>, <code>working_days</code>.

say-purged =
    🧹 Personal data were deleted at night: { $incidents }, closed before { $before }.
    The report stays in the journal: the head finds it in /export.
