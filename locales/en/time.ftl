### Dates, times and terms. All of these are words for other texts.

plain-weekday =
    { $day ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
plain-month =
    { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }

plain-date = { $weekday } { $day } { $month }
plain-date-year = { $weekday } { $day } { $month } { $year }
plain-date-time = { $date }, { $time }

## After “by”, only for messages that are read at once.

plain-until-tomorrow = tomorrow, { $time }
plain-until-weekday = { $weekday } { $time }
plain-until-reply = by { $until }
plain-until-accept = accept by { $until }
plain-late-by-term = { $late } late
plain-late-to-accept = not accepted for { $late }

## When, only for messages that are read at once.

plain-at-yesterday = yesterday at { $time }
plain-at-today = today at { $time }
plain-at-tomorrow = tomorrow at { $time }
plain-at-time = at { $time }

## Terms.

plain-term-working-hours =
    { $count ->
        [one] { $count } working hour
       *[other] { $count } working hours
    }
plain-term-working-minutes = { $count } working min
plain-term-hours = { $count } h
plain-term-minutes = { $count } min
plain-term-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
plain-term-working-days =
    { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
