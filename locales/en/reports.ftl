### Digest, rating, heat map, export.

command-today = what is due today
command-rating = the rating, and why it is so
command-heatmap = heat map: where it burns
command-digest = the digest now
command-export = export register and rating
command-bind = send the digest to this group (type it in the group)

button-week = 7 days
button-month = Month
button-quarter = Quarter
button-period-now = • { $period }
button-why = 🔎 Why so
button-by-units = 🏢 By unit
button-by-places = 📍 By settlement
button-digest-full = 📋 In full
button-digest-overdue = 🔴 Overdue
button-digest-heat = 🔥 Heat map
button-behind-received = 📥 Received { $count }
button-behind-solved = ✅ Solved { $count }
button-behind-in-work = 🛠 In work { $count }
button-behind-monitoring = ⏳ Monitored { $count }
button-behind-overdue = 🔴 Overdue { $count }
button-behind-due-today = 📆 Due today { $count }
button-behind-forgotten = 🕰 Forgotten { $count }
button-rating = 📊 Rating
button-bind-to = ☀️ Another one instead: { $unit }
button-unbind = ✖️ Unbind the group
button-why-unit = { $place }. { $unit } — { $score }
button-why-unranked = { $unit } — not ranked
button-cost = No. { $number } · −{ $points }

digest-title = ☀️ <b>{ $centre }</b> · { $date }
digest-title-part = ☀️ <b>{ $centre }</b>, { $unit } · { $date }
digest-verdict-first = <b>First day of observation</b>
digest-verdict-calmer = <b>{ $days }: calmer than usual</b>
digest-verdict-usual = <b>{ $days }: as usual</b>
digest-verdict-tenser = <b>{ $days }: tenser than usual</b>
digest-missed =
    { $count ->
        [one] The last digest did not come out, its day is told here too.
       *[other] The last { $count } digests did not come out, their days are told here too.
    }
digest-quiet = Nothing new, and nothing is open.
digest-received = Received <b>{ $value }</b>{ $tail }
digest-solved = Solved <b>{ $value }</b>{ $tail }
digest-in-work = In work <b>{ $value }</b>{ $tail }
digest-overdue = Overdue <b>{ $value }</b> 🔴{ $tail }
digest-overdue-none = Nothing is overdue{ $tail }
digest-groups = <b>Topics:</b> { $list }
digest-growing = <b>Growing:</b> { $list }
digest-places = <b>Where:</b> { $list }
digest-channels = <b>From:</b> { $list }
digest-rating = <b>Rating of 7 days</b>
digest-rating-league = <b>Rating of 7 days · { $league }</b>
digest-rating-row = { $place }. { $unit } — { $score }{ $moved }
digest-rating-unranked = Not ranked: { $list }
digest-longest = <b>Waiting longest:</b> { $list }
digest-due-today =
    { $count ->
        [one] { $count } deadline is today
       *[other] { $count } deadlines are today
    }
digest-forgotten = Forgotten <b>{ $value }</b> · nobody moves them on

plain-digest-yesterday = Yesterday
plain-digest-weekend = Over the weekend ({ $first }–{ $last })
plain-digest-span = { $span }
plain-digest-more = { $by } more than { $than }
plain-digest-less = { $by } fewer than { $than }
plain-digest-same = as many as { $than }
plain-digest-than-day = the day before
plain-digest-than-week = a week earlier
plain-digest-than-last = in the last digest
plain-digest-usual = usually { $value }
plain-digest-in-time = { $value } of { $of } in time
plain-digest-all-in-time = all in time
plain-digest-monitoring = monitored { $value }
plain-digest-share = { $name } { $value } ({ $percent } %)
plain-digest-item = { $name } { $value }
plain-digest-no-topic = no topic
plain-digest-no-place = no place given
plain-digest-growth = { $topic }, { $times }
plain-digest-longest = { $unit }, No. { $number }, overdue by { $late }
plain-digest-up = ▲{ $by }
plain-digest-down = ▼{ $by }
plain-times =
    { $times ->
        [2] twice the usual
        [3] three times the usual
        [4] four times the usual
        [one] { $times } times the usual
       *[other] { $times } times the usual
    }
plain-incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }
plain-late-of = { $count } late

plain-part-on-time = in time
plain-part-speed = speed
plain-part-completeness = completeness
plain-part-no-repeat = no repeats
plain-part = { $part } { $points } of { $weight }
plain-why-part = { $part } { $points }
plain-dates-of-month = { $first }–{ $last } { $month }
plain-date-of-month = { $day } { $month }
plain-dates-of-year = { $span } { $year }
plain-span-week = for 7 days
plain-span-month = for a month
plain-span-quarter = for a quarter
plain-league-of = { $unit }: its units
plain-league-top = without a parent

picture-rating-leads = { $unit } leads
picture-rating-tops = { $unit } moves up to first place
picture-rating-lags = { $unit } falls behind
picture-rating-all-well = Everybody keeps up
picture-rating-tie = { $unit } and { $other } share first place
picture-rating-source = The centre’s own formula: 100 points = in time { $on_time }, speed { $speed }, completeness { $completeness }, no repeats { $no_repeat }
picture-unranked = Not ranked: fewer than { $minimum } incidents
picture-more = and { $count } more
picture-heat-worst = { $row }: { $column } — { $late } of { $of } late
picture-heat-calm = Hardly anything is late
picture-heat-growing = { $column }: { $times }
picture-heat-empty = Nothing was received in these days
picture-heat-source = The number: incidents that came or were due; the shade: the share of the late
picture-mark-worst = most of all late
picture-mark-growing = twice the usual
picture-overdue = late
picture-new = new
picture-total = Total
picture-scale-calm = up to { $percent } % late
picture-scale-watch = up to { $percent } %
picture-scale-bad = more than { $percent } %

say-rating = 📊 <b>Rating { $span }</b> · { $days }
say-rating-leader = { $unit } leads: { $score } of 100.
say-rating-nobody = Nobody to compare yet: there are few incidents.
say-rating-how = Points: answers in time, speed, completeness, no repeats. “Why so” shows what cost them.
say-rating-own = 📊 <b>{ $unit } — { $score } of 100</b> { $span }
say-rating-own-place = Place { $place } of { $of }{ $moved }
say-rating-own-unranked = Not ranked yet: at least { $minimum } are needed, and there are { $incidents }.
say-rating-own-none = 📊 <b>{ $unit }</b> { $span }: no deadlines, nothing to count.
say-rating-count = { $incidents }{ $tail }
say-why-title = <b>What cost points</b>
say-why-row = No. { $number } · { $topic }: −{ $points } ({ $parts })
say-why-more = { $count } more, a little each: −{ $points }
say-why-pull = { $points } are missing because there are few incidents: the score is pulled to { $prior }. The more there are, the less it is.
say-why-nothing = No incident cost points.
say-why-choose =
    🔎 <b>Why so</b> · { $span }
    Choose a unit.
say-heat = 🔥 <b>Heat map { $span }</b> · { $days }
say-heat-worst = Most is late in: { $row }, { $column } — { $late } of { $of }.
say-heat-calm = Hardly anything is late.
say-heat-growing = Growing: { $list }
say-today =
    { $count ->
        [one] 📆 <b>{ $count } deadline is today</b>
       *[other] 📆 <b>{ $count } deadlines are today</b>
    }
say-today-none = 📆 Nothing is due today.
say-behind-received = 📥 <b>Received</b> · { $days }
say-behind-solved = ✅ <b>Solved</b> · { $days }
say-behind-in-work = 🛠 <b>In work</b>
say-behind-monitoring = ⏳ <b>Monitored</b>
say-behind-overdue = 🔴 <b>Overdue</b>
say-behind-due-today = 📆 <b>Due today</b>
say-behind-forgotten = 🕰 <b>Forgotten</b> · nobody moves them on
say-behind-none = Nothing here.
say-no-digest = This digest is gone. A fresh one: /digest
say-bind-in-group = Type /bind in the group that should get the digest. Add me to it if I am not there yet.
say-no-digests = There are no digests yet: an administrator adds a section [[digest]] to the directory and applies it.
say-bound =
    ☀️ The digest will come here on working days at { $time }.
    The first one { $when }. To see it now: /digest
say-bound-already = The digest comes here already, on working days at { $time }. To see it now: /digest
say-bound-private =
    ☀️ The group “{ $title }” gets the digest: { $unit }, on working days at { $time }.
    It can be unbound here.
say-unbound = The group “{ $title }” gets the digest no more. To get it again: /bind in the group.
say-group-gone = The group “{ $title }” takes no messages any more, the digest does not come there. If that is a mistake, add me to it again and type /bind there.
say-export =
    📊 Export { $span }: { $days }
    Register and rating, { $rows }. It is written in the journal.
say-export-choose = 📊 For which days are register and rating exported?

toast-unbound = Unbound
toast-drawing = Drawing
toast-export = The file is on its way

sheet-register = Register
sheet-rating = Rating
sheet-number = Number
sheet-registered = Registered
sheet-channel = Channel
sheet-group = Topic group
sheet-topic = Topic
sheet-settlement = Settlement
sheet-address = Address
sheet-importance = Importance
sheet-unit = Unit
sheet-assignee = Assignee
sheet-due = Due
sheet-answered = Answer sent
sheet-in-time = In time
sheet-status = Status
sheet-outcome = Outcome
sheet-closed = Closed
sheet-reopened = Opened again, times
sheet-text = Text
sheet-link = Link
sheet-answer-link = Link to the answer
sheet-author = Author
sheet-author-nick = Author’s nick
sheet-league = League
sheet-place = Place
sheet-score = Score
sheet-incidents = Incidents
sheet-overdue = Late
sheet-yes = yes
sheet-no = no
sheet-purged = deleted: the time for keeping it is over
sheet-journal = Journal
sheet-when = When
sheet-who = Who
sheet-what = What was done
sheet-details = Details
sheet-exported = Export
sheet-purge = Deletion of personal data
sheet-by-night = the bot, at night
sheet-by-terminal = in the terminal
sheet-purge-report = closed before { $before }: { $incidents } incidents, { $replies } replies, { $messages } chat messages, { $files } files, { $steps } lines of history
sheet-purge-others = { $report }, { $others } others
