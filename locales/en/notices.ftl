### Short messages: what happened, what to do, and by when.

## Somebody is asked to act.

notice-review =
    🔍 <b>Reply to review</b> — No. { $number }, { $unit }
    Read it on the card and decide.
notice-returned =
    🔧 <b>Returned for rework</b> — No. { $number }
    { $reason }
notice-publish =
    📢 <b>Reply approved</b> — No. { $number }, { $unit }
    Publish it where the resident wrote, then press the button.
notice-outcome =
    📣 <b>Reply published</b> — No. { $number }
    How did it end?
notice-reopened =
    🔓 <b>Opened again</b> — No. { $number }
    { $reason }
    Reply once more by { $due }.
notice-reopened-no-term =
    🔓 <b>Opened again</b> — No. { $number }
    { $reason }
    Reply once more.
notice-assigned =
    🆕 <b>Yours now</b> — No. { $number }
    Read the card and reply by the deadline.
notice-unassigned =
    📥 <b>Nobody is responsible yet</b> — No. { $number }
    Choose who will reply.
notice-not-ours =
    ↩️ <b>Not ours</b> — No. { $number }, { $unit }
    { $reason }
notice-used = ⏱ { $used } have passed, reply by { $at }
notice-whose = 🏢 Perhaps it belongs to { $unit }
notice-handed-over =
    👤 <b>Handed over to you</b> — No. { $number }, by { $name }
    Read the card and reply by the deadline.
notice-unreached =
    📵 <b>The recipient was not reached</b> — No. { $number }, { $unit }
    Nobody of the unit gets messages. Get in touch another way and note here what they say.

notice-raised = ❗ <b>Importance is now { $importance }</b> — No. { $number }

## Questions that are answered in words.

question-not-ours-reason =
    ↩️ Why is No. { $number } not yours?
    Choose, or write it in one message; the operator will see the reason.
question-whose =
    Whose is it? No. { $number } goes back to the operator with your hint.
    Choose, or write the name.

question-return-reason =
    🔧 What should be changed in the reply to No. { $number }?
    Choose, or write it in one message; the author of the reply will see it.
question-reject-reason =
    🗑 Why does this message need no response?
    Choose a reason or write your own; it will stay in the history.
question-duplicate-number =
    🔁 Which incident does this repeat?
    Write its number, for example: 117
question-public-link =
    📢 Send the link to the published reply to No. { $number }.
    If there is no link, press “No link”.
question-new-link =
    🔗 Send the new link to the reply to No. { $number }.
    If there is no link, press “No link”.
question-reopen =
    🔓 Why open No. { $number } again?
    Choose, or write it in one message; whoever replies will see it.
question-reopen-draft =
    🔓 Why take the draft back?
    Choose, or write it in one message: it gets a number at once and goes to work.
question-which-incident =
    Which incident is this about?
    Choose one, and the message becomes a reply to it.
question-reply-or-draft =
    Add it to the reply to No. { $number }, or start a new draft?
    You are writing a reply and have sent a post. It waits until you choose; after a day it becomes a draft.

## Answers to a person.

say-stranger =
    Hello. This is the staff bot of the MCU, by invitation only. Your number, for the administrator: { $id }.
    Residents can report a problem on Gosuslugi, in the “Reshaem vmeste” service.
say-hello = Hello, { $name }.
say-roles = You are here as: { $roles }.
say-nothing-waits = Nothing is waiting for you now.
say-waits =
    { $count ->
        [1] <b>One thing is waiting for you:</b>
        [one] <b>{ $count } thing is waiting for you,</b> start with the first:
       *[other] <b>{ $count } things are waiting for you,</b> start with the first:
    }
say-waits-overdue = 🔴 overdue: { $numbers }
say-waits-overdue-more = 🔴 overdue: { $numbers } and { $more } more
say-waits-overdue-count =
    { $count ->
        [one] 🔴 { $count } incident is overdue
       *[other] 🔴 { $count } incidents are overdue
    }
say-waits-forgotten =
    { $count ->
        [one] 🕰 { $count } matter has waited long for a decision
       *[other] 🕰 { $count } matters have waited long for a decision
    }
say-waits-today =
    { $count ->
        [one] ⏰ { $count } deadline is today
       *[other] ⏰ { $count } deadlines are today
    }
say-step-answer =
    { $count ->
        [one] ✍️ reply to { $count } message
       *[other] ✍️ reply to { $count } messages
    }
say-step-review =
    { $count ->
        [one] 🔍 review { $count } reply
       *[other] 🔍 review { $count } replies
    }
say-step-publish =
    { $count ->
        [one] 📢 publish { $count } reply
       *[other] 📢 publish { $count } replies
    }
say-step-close =
    { $count ->
        [one] 🏁 close { $count } incident
       *[other] 🏁 close { $count } incidents
    }
say-step-decide =
    { $count ->
        [one] 📝 decide on { $count } draft
       *[other] 📝 decide on { $count } drafts
    }
say-step-assign =
    { $count ->
        [one] 📥 choose who replies to { $count } incident
       *[other] 📥 choose who replies to { $count } incidents
    }
say-page = Page { $page } of { $pages }
plain-number = No. { $number }
say-overdue =
    { $count ->
        [1] 🔴 <b>One incident is overdue:</b>
        [one] 🔴 <b>{ $count } incident is overdue.</b> The first has waited longest:
       *[other] 🔴 <b>{ $count } incidents are overdue.</b> The first has waited longest:
    }
say-nothing-overdue = Nothing is overdue, all deadlines are ahead.
question-search =
    🔎 What shall I find?
    Write words of the post or the reply, the topic, the street or the number.
say-found =
    { $count ->
        [one] 🔎 “{ $words }”: { $count } incident found
       *[other] 🔎 “{ $words }”: { $count } incidents found
    }
say-found-cut = These words are frequent, so only the latest are here. To find more exactly, add a word: /find
say-found-nothing =
    🔎 “{ $words }”: nothing found.
    Try another word, or fewer words: /find
say-start-waits =
    { $count ->
        [1] One thing is waiting for you now:
        [one] { $count } thing is waiting for you now, start with this:
       *[other] { $count } things are waiting for you now, start with this:
    }
say-start-help = What you can do: /help
say-help-operator =
    <b>Forward a resident’s post here</b> or retell it in your own words. I will make a draft: where from, what about, who replies and by when. Then one press: “✅ Register”.
say-help-recipient =
    <b>A new incident comes as a card.</b> Press “👌 Accept”. To reply, press “✍️ Reply” or just answer the card with a message; photos are welcome.
say-help-lead =
    <b>You see all the work of your unit:</b> /my shows what waits for a reply from you and your people.
say-help-coordinator =
    <b>Replies to review</b> come by themselves: “✅ Approve”, or “🔧 Return for rework” with a reason.
say-help-media =
    <b>An approved reply</b> comes as a message. Publish it where the resident wrote, and press “📢 Published”.
say-help-people =
    <b>People come by an invite.</b> /invite — invite somebody, /people — who is here, /units — the units, and where nobody is yet.
say-help-admin =
    <b>Units, topics and terms</b> come from the directory file: <code>mcu-bot apply</code>.
say-help-observer =
    <b>See how things are going:</b> /overdue shows who is late, and words after /find find any incident.
say-command = /{ $name } — { $does }
say-command-not-yours = You will not need /{ $name }: it is for other posts. Here is what you have:
plain-no-such-number = I could not find No. { $number }.
plain-purged = The resident’s words were deleted: the time for keeping them is over, and nothing can be done here any more. If people complain again, forward the post: it becomes a new one.
say-which-number = Write the number after the command, for example: /i 123
say-unknown-command = I have no such command. Here is what there is:
say-cancelled = Cancelled. If you expected something else, press /my.
say-files-post = 📎 Files of the resident, No. { $number }
say-files-reply = 📎 Files of the reply to No. { $number }, { $name }
say-text-before =
    The text as it was; press it to copy:
    <code>{ $text }</code>
say-nothing-to-cancel = There is nothing to cancel. /my shows what is waiting for you.
say-write-privately = Write to me in private: incidents are handled there.
say-language = 🌐 Which language should I speak?
say-failed = The message could not be handled, number { $id }. We can see it; try another way.
say-failed-admin = ⚠️ A message was not handled, number { $id }. Reason: <code>mcu-bot failed list</code>, try again: <code>mcu-bot failed retry { $id }</code>.
say-undeliverable-admin = ⚠️ Telegram did not take our message, number m{ $id }. Reason: <code>mcu-bot failed list</code>.
plain-files-refused = The files of the card could not be shown. If the card has a link to the post, see them there.
plain-upload-refused = The picture or the file could not be shown.
say-held-lost =
    { $count ->
        [one] You chose no incident, so the message went nowhere.
       *[other] You chose no incident, so { $count } messages went nowhere.
    }
    If it is still needed, send it as a reply to the card. /my shows the cards.
say-unreachable = 📵 { $name } gets no messages: the bot is not started or is blocked. Get in touch another way; once they press Start, the cards will come by themselves.

## Refusals: why not, and what is possible instead.

plain-words-wanted = Words are needed here. Write a text or press “✖️ Cancel”.
plain-empty = The message has neither text nor attachments. Forward the whole post or retell it in your own words.
plain-no-incidents = You have no open incidents now, so there is nothing to reply to. /my shows what is waiting for you.
plain-nothing-to-do = I do not see what this is about. /my shows what is waiting for you; for help: /help.
plain-draft-reply = This is a draft: it can be replied to once it is registered.
plain-words-everywhere = Nothing can be found by these words: they are everywhere. Name a street, a topic or a word of the post.
plain-search-gone = That search was long ago. Repeat it: /find and the words.
plain-question-gone = This question is closed already. /my shows what is waiting for you.

plain-stale = This button is out of date: { $status }. The card is updated.
plain-stale-by = This button is out of date: { $status }, { $name }. The card is updated.
plain-handed-over = Already handed over to somebody else, { $name }. The card is updated.
plain-late = Too late for that: { $status }. /my shows what is waiting for you.
plain-late-by = Too late for that: { $status }, { $name }. /my shows what is waiting for you.
plain-stale-draft = This button is out of date: it is still a draft. The card is updated.
plain-reply-moved = The incident was given to others, your reply is no longer needed. /my shows what is waiting for you.
plain-nobody-else = There is nobody to hand over to: you are alone in the unit. If it is not yours, press “↩️ Not ours”.
plain-no-unit-named = I could not find this unit. Press a button, or “I do not know”.
plain-no-files = The files are gone.
plain-taken = A colleague is on it already: { $name }
plain-not-allowed = Somebody else decides this. /my shows what is waiting for you.
plain-not-found = I could not find this incident. /my shows what is waiting for you.
plain-no-unit = First choose who is responsible.
plain-no-reply = There is no reply yet.
plain-no-text = The reply has no words. Write its text.
plain-old-version = The reply has changed; here is the new one. Read it and decide again.
plain-not-a-link = This does not look like a link. Send an address such as https://… or press “No link”.
plain-own-link = This link leads to me, and residents cannot open it. Send the address where the reply is published, or press “No link”.
plain-undo-late = It could be undone within a minute. Now correct the card or hand it to somebody else.
plain-undo-acted = It can no longer be undone: somebody has begun to work on it. Correct the card.
plain-undone = The operator has withdrawn this registration. /my shows what is waiting for you.
plain-same-incident = This is that incident. Write the number of another one.
plain-main-rejected = That incident was rejected, it needs no response. Name another one or reject this one too.
plain-main-draft = That is still a draft. Register it first.
plain-retired = This is no longer in the directory. The card is updated, choose again.
plain-not-a-place = I did not understand the place. Write the settlement or the address in Russian, or press “◀️ Back” on the card.
plain-forged = This button is not from here. Open /my.

## Toasts.

toast-registered = Registered: No. { $number }
toast-accepted = Accepted. Reply by { $due }
toast-accepted-late = Accepted. It was due { $due }, reply now
toast-accepted-no-term = Accepted
toast-accepted-already = You have accepted it already
toast-write = Write the reply in your next message
toast-sent = Reply sent for review
toast-sent-approved = Reply is ready to publish
toast-rewrite = Write the reply again
toast-files = The files are below
toast-files-dropped = Files left out
toast-whose = Whose is it?
toast-not-ours = Given back to the operator
toast-colleagues = To whom?
toast-handed-over = Handed over: { $name }
toast-handed-over-silent = Handed over: { $name }. They get no messages, tell them yourself
toast-taken-over = It is yours now
toast-withdrawn = Reply taken back, correct it and send it again
toast-came-by = How did the recipient tell you?
toast-accepted-for = Accepted for the recipient
toast-dropped = Reply cancelled
toast-approved = Approved
toast-why = Write the reason
toast-reason = Choose a reason or write your own
toast-returned = Returned for rework
toast-rated =
    { $points ->
        [0] Completeness 0 of 2: it does not answer
        [1] Completeness 1 of 2: something is missing
       *[2] Completeness 2 of 2: it says everything
    }
toast-unrated = Mark taken back
toast-text = The text is below: copy all of it
toast-link-changed = Link changed
toast-link-removed = Link removed
toast-reopened = Opened again
toast-link = Send the link
toast-published = Published
toast-closed = Closed: { $outcome }
toast-topic = Topic: { $topic }
toast-unit = Responsible: { $unit }
toast-unit-already = Already responsible: { $unit }
toast-importance = Importance: { $importance }
toast-rejected = Rejected
toast-number = Write the number
toast-duplicate = Duplicate of No. { $number }
toast-unregistered = A draft again, No. { $number } is no longer valid
toast-place = Place: { $place }
toast-no-place = Place removed
toast-taken-as-reply = Reply put together, check it below
toast-new-draft = The draft is below
toast-page = Page { $page }
toast-refreshed = Up to date
toast-shown = The card is below
toast-language = I speak English now
toast-repeated = Already counted, see the card
toast-cancelled = Cancelled
toast-stranger = This is the staff bot of the MCU, by invitation only
toast-failed = That did not work, number { $id }. We can see it; try another way

## List of commands in the menu.

command-start = begin
command-my = what is waiting for you
command-find = find by words: /find pothole Lenina
command-i = card by number: /i 123
command-overdue = who is late
command-invite = invite somebody
command-people = who is here
command-units = units, and where nobody is
command-lang = language
command-help = help
command-cancel = cancel what you have begun
