### A card: the message that shows an incident to one person.

## First line: what it is and how it stands.

card-draft = 📝 <b>Draft</b>
card-new = 📥 <b>No. { $number }</b> · not assigned yet
card-assigned = 🆕 <b>No. { $number }</b> · { $topic }
card-assigned-no-topic = 🆕 <b>No. { $number }</b>
card-in-progress = 🛠 <b>No. { $number }</b> · in progress, { $name }, since { $since }
card-in-progress-unit = 🛠 <b>No. { $number }</b> · in progress
card-reopened = 🔓 opened again { $at }: { $reason }
card-in-progress-for = 🛠 <b>No. { $number }</b> · in progress since { $since }, { $name } { $whom }
card-review = 🔍 <b>No. { $number }</b> · under review since { $since }
card-withdrawn = 🔧 <b>No. { $number }</b> · reply taken back, it will be corrected and sent again
card-rework = 🔧 <b>No. { $number }</b> · returned: { $reason }
card-approved = 📢 <b>No. { $number }</b> · reply approved, time to publish it
card-published = 📣 <b>No. { $number }</b> · reply published
card-monitoring = ⏳ <b>No. { $number }</b> · being monitored
card-closed-in-time = ✅ <b>No. { $number }</b> · { $outcome } { $at }, in time
card-closed-late = ✅ <b>No. { $number }</b> · { $outcome } { $at }, past the deadline
card-closed = ✅ <b>No. { $number }</b> · { $outcome } { $at }
card-duplicate = 🔁 <b>No. { $number }</b> · duplicate of No. { $main }
card-duplicate-draft = 🔁 <b>Duplicate of No. { $main }</b>
card-rejected = 🗑 <b>No. { $number }</b> · no response needed: { $reason }
card-rejected-draft = 🗑 <b>Draft rejected</b> · { $reason }
card-handed-over = <b>No. { $number }</b> · handed over
card-undone = <b>No. { $number }</b> · withdrawn by the operator
card-gone = Cancelled by the operator.

## Where it comes from and what it is about.

card-source = { $channel } · “{ $title }”
card-source-post = { $channel } · “{ $title }” · post { $post }
card-source-plain = { $channel }
card-source-kind = { $channel } · { $what }
card-author = 👤 { $name }
card-text = “{ $text }”
card-attachments = 📷 { $what }
card-attachments-link = 📷 { $what } · { $link }
card-files = 📎 { $what }
card-files-link = 📎 { $what } · { $link }
card-note = 💬 { $note }
card-purged = 🧹 <i>The resident’s words, name and address were deleted { $date }: the time for keeping them after closing is over.</i>
card-topic = 🏷 { $group } → { $topic }
card-topic-reason = 🏷 { $group } → { $topic } · <i>by the word “{ $word }”</i>
card-topic-none = 🏷 no topic found, choose one
card-unit = 🏢 { $unit }
card-unit-by-topic = 🏢 { $unit } · <i>responsible for the topic</i>
card-unit-by-settlement = 🏢 { $unit } · <i>responsible for the place</i>
card-unit-none = 🏢 nobody chosen as responsible
card-unit-empty = ⚠️ { $unit }: nobody there yet, whoever joins will get the card
card-unit-silent = 📵 { $unit }: nobody gets messages, get in touch another way
card-holder = 👤 { $name } has it
card-not-ours = ↩️ { $unit }: not ours, { $reason }
card-not-ours-used = ⏱ { $used } since it was registered
card-whose = 🏢 perhaps { $unit }
card-place = 📍 { $place }
card-place-map = 📍 { $place } · <a href="{ $address }">on the map</a>
card-map = 📍 <a href="{ $address }">on the map</a>
card-importance-high = ❗ high importance
card-importance-high-by-topic = ❗ high importance · <i>by the topic</i>
card-importance-critical = ‼️ critical importance
card-importance-critical-by-topic = ‼️ critical importance · <i>by the topic</i>
card-same-post = 🔁 already there: No. { $number }, the same post · { $status }
card-same-post-draft = 🔁 already a draft, the same post · { $name }
card-main-status = ➡️ the main one: { $status }
card-main-closed = ✅ the main one: { $outcome } { $at }

## Deadlines.

card-draft-due = ⏰ reply by { $at } · <i>{ $term }</i>
card-accept-due = 👌 accept by { $at }
card-draft-due-set = ⏰ answer by { $at } · <i>set by hand</i>
card-reply-due = ✍️ reply by { $at } · { $term }
card-reply-due-set = ✍️ reply by { $at }
card-overdue = 🔴 was due { $at }

## Reply.

card-reply = ✍️ <b>Reply</b>, { $name }:
card-reply-for = ✍️ <b>Reply</b>, { $name } { $whom }:
card-hints = 💡 Worth a look: { $hints }
card-public-link = 🔗 <a href="{ $address }">where the reply is published</a>
card-reply-before = 🗂 <b>Earlier reply</b>, { $name }, { $at }
card-folded = <blockquote expandable>{ $text }</blockquote>
card-mark =
    { $points ->
        [0] ⭐ Completeness 0 of 2: it does not answer
        [1] ⭐ Completeness 1 of 2: something is missing
       *[2] ⭐ Completeness 2 of 2: it says everything
    }
card-mark-scale = ⭐ Rate the completeness: 0 — it does not answer, 1 — something is missing, 2 — it says what will be done, when, by whom, and whom to contact

## Reply while it is written.

reply-ask =
    ✍️ <b>Reply to No. { $number }</b>
    Write the reply; photos and documents are welcome. If you send several messages, I will put them together into one reply.
reply-title = ✍️ <b>Reply to No. { $number }</b>
reply-title-for = ✍️ <b>Reply to No. { $number }</b> { $whom }
reply-cut =
    { $count ->
        [one] <i>This is the beginning, the reply has { $count } sign. All of it will be sent.</i>
       *[other] <i>This is the beginning, the reply has { $count } signs. All of it will be sent.</i>
    }
reply-hints = To have it accepted the first time: { $hints }.
reply-moved = ⚠️ The incident was given to others, the reply can no longer be sent. Your text stays here; if the incident comes back, so do the buttons.
reply-late = ⚠️ It cannot be sent now: { $status }. Your text stays here.
reply-no-text = Only the words are missing: write the text of the reply.
reply-sent = 📨 Reply to No. { $number } sent for review
reply-sent-approved = 📨 Reply to No. { $number } is ready to publish
reply-withdrawn = ↩️ Reply to No. { $number } taken back, the corrected one is below
reply-dropped = ✖️ Reply to No. { $number } cancelled

## Lists on a card.

card-choose-topic = Choose a topic, or write a word of it:
card-choose-in-group = Choose a topic, “{ $group }”:
card-choose-unit = Who will reply? Choose, or write a part of the name:
card-choose-place = Where is it? Choose from the list or write the address in Russian: settlement, street, house. You can send a location too.
card-choose-importance = How important is it:
card-choose-colleague = To whom? Those with 📵 get no messages.
card-choose-came-by = How did the recipient tell you?
card-found = Found by “{ $words }”:
card-nothing-found = Nothing found by “{ $words }”. Write it another way or open the whole list.
card-transfer = { $unit } is responsible for this topic. Hand it over?

## Versions of the reply.

versions-title = 🗂 <b>Versions of the reply to No. { $number }</b>
version-title = <b>{ $which }.</b> { $name }, { $at }
version-review = 🔍 under review
version-returned = 🔧 returned: { $reason }
plain-no-reason = the reason was deleted with the resident’s words
version-withdrawn = ↩️ withdrawn by its author
version-approved = ✅ approved
version-published = 📣 published

## History.

history-title = 📜 <b>History of No. { $number }</b>
history-title-draft = 📜 <b>History of the draft</b>
history-step = { $at } · { $who }: { $what }
history-step-why = { $at } · { $who }: { $what } — { $why }
history-nobody = automatic

plain-history-create = draft created
plain-history-register = registered
plain-history-unregister = registration undone
plain-history-reject = rejected
plain-history-duplicate = marked as a duplicate
plain-history-followed = a duplicate was found
plain-history-assign = responsible assigned
plain-history-accept = accepted
plain-history-send = reply sent
plain-history-approve = reply approved
plain-history-return = returned for rework
plain-history-publish = reply published
plain-history-close = closed
plain-history-choose-unit = responsible chosen
plain-history-change-topic = topic changed
plain-history-change-importance = importance changed
plain-history-change-place = place changed
plain-place-unknown = no place
plain-history-add = more added
plain-history-edit = message edited
plain-history-give-back = given back to the unit
plain-history-rate = completeness of the reply
plain-history-change-link = link to the reply changed
plain-history-reopen = opened again
plain-mark = { $points } of 2
plain-mark-removed = mark taken back
plain-history-not-ours = given back, not theirs
plain-history-not-ours-whose = { $reason }; perhaps { $unit }
plain-history-hand-over = handed over to a colleague
plain-history-withdraw = reply taken back
plain-history-recount = deadline counted anew
plain-history-accept-for = accepted for the recipient

## For whom, and how it came: “for Roads, by telephone”.

plain-for-unit = for { $unit }, { $how }
plain-for-person = for the recipient { $name }, { $how }
plain-came-by-call = by telephone
plain-came-by-letter = by letter
plain-came-in-person = in person

## What a reply lacks.

plain-hint-personal-data = leave out the name and contacts of the resident
plain-hint-no-deed = it does not say what was done or will be done
plain-hint-no-ground = it does not say why not
plain-hint-no-date = no date
plain-hint-no-contact = no contact to turn to
plain-hint-no-photo = no photo that shows the work
plain-hint-mark = no mark is asked for after a refusal
plain-hint-formal = the words “{ $phrase }” explain nothing
plain-hint-title = the full title of a document is not needed
plain-hint-no-doer = it does not say who does it

## What is hidden from those who may not see contacts.

plain-hidden-phone = [phone]
plain-hidden-mail = [e-mail]
plain-hidden-profile = [profile]

## Usual reasons, as the author of the reply and whoever answers read them.

plain-return-contact = add a contact people can turn to
plain-return-term = say by when it will be done
plain-return-substance = answer the question: what was done or will be done
plain-return-photo = add a photo of what was done
plain-return-plainness = drop the officialese, use plain words
plain-return-privacy = remove the resident’s personal data
plain-reopen-disagrees = the resident disagrees with the reply
plain-reopen-not-done = the work is not done
plain-reopen-repeated = repeated complaint
plain-reopen-mistake = rejected by mistake
