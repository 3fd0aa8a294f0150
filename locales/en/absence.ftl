### Absences and deputies.

command-away = you will be away: who stands in

button-away = 🏖 Absence
button-call-off = ✖️ Call the absence off
button-decline = ✖️ I cannot
button-nobody = Nobody
plain-choice-two-weeks = Two weeks

question-away =
    🏖 When will you be away?
    Choose, or write: “1 Dec to 14 Dec”, “until Friday”.
question-away-of =
    🏖 When will { $name } be away?
    Choose, or write: “1 Dec to 14 Dec”, “until Friday”.
question-deputy =
    🏖 <b>Who stands in for you?</b> { $span }
    Your cards, replies and reminders go to that person. Choose, or write a name.
question-deputy-of =
    🏖 <b>Who stands in?</b> { $name }, { $span }
    Cards, replies and reminders go to that person. Choose, or write a name.

say-away =
    🏖 <b>{ $name }</b> is away, { $span }
    { $deputy } stands in.
say-away-nobody =
    🏖 <b>{ $name }</b> is away, { $span }
    Nobody stands in, the others go on.
say-deputy =
    🏖 <b>You stand in</b> for { $name }, { $span }
    Cards and reminders come to you when the absence begins.
say-stands-in =
    🏖 <b>Today you stand in</b> for { $name }, until { $day } included
    { $work }
say-declined =
    🏖 <b>{ $name } cannot stand in for you</b>, { $span }
    Choose somebody else: /away
say-called-off = 🏖 <b>The absence is called off</b>: { $name }, { $span }
say-back-from =
    👋 <b>Welcome back.</b> A colleague stood in for you: { $deputy }.
    { $work }
say-back =
    👋 <b>Welcome back.</b>
    { $work }
say-unstaffed =
    📵 <b>{ $unit }: nobody is there</b>
    { $work }
    Name a deputy or hand the work over.

toast-away = The absence is noted
toast-deputy = Who stands in?
toast-called-off = The absence is called off
toast-declined = They are told that you cannot

plain-absence-over = This absence is no more.
plain-own-deputy = Nobody stands in for himself. Choose somebody else, or “Nobody”.
plain-deputy-loop = That cannot be: on these days that person's own deputies lead back. Choose somebody else.
plain-nobody-named = There is no such person. Choose by a button, or press “Nobody”.

plain-span = { $first } – { $last }
