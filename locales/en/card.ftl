### A card: the message that shows an incident to one person.

## First line: what it is and how it stands.

card-draft = 📝 <b>Draft</b>
card-new = 📥 <b>No. { $number }</b> · not assigned yet
card-assigned = 🆕 <b>No. { $number }</b> · { $topic }
card-assigned-no-topic = 🆕 <b>No. { $number }</b>
card-in-progress = 🛠 <b>No. { $number }</b> · in progress, { $name }, since { $since }
card-in-progress-unit = 🛠 <b>No. { $number }</b> · in progress
card-review = 🔍 <b>No. { $number }</b> · under review since { $since }
card-rework = 🔧 <b>No. { $number }</b> · returned: { $reason }
card-approved = 📢 <b>No. { $number }</b> · reply approved, time to publish it
card-published = 📣 <b>No. { $number }</b> · reply published
card-monitoring = ⏳ <b>No. { $number }</b> · being monitored
card-closed-in-time = ✅ <b>No. { $number }</b> · { $outcome } { $at }, in time
card-closed-late = ✅ <b>No. { $number }</b> · { $outcome } { $at }, past the deadline
card-closed = ✅ <b>No. { $number }</b> · { $outcome } { $at }
card-duplicate = 🔁 <b>No. { $number }</b> · duplicate
card-rejected = 🗑 <b>No. { $number }</b> · no response needed: { $reason }
card-rejected-draft = 🗑 <b>Draft rejected</b> · { $reason }
card-handed-over = <b>No. { $number }</b> · handed over
card-gone = Cancelled by the operator.

## Where it comes from and what it is about.

card-source = { $channel } · “{ $title }”
card-source-post = { $channel } · “{ $title }” · post { $post }
card-source-plain = { $channel }
card-author = 👤 { $name }
card-text = “{ $text }”
card-attachments = 📷 { $what }
card-attachments-link = 📷 { $what } · { $link }
card-files = 📎 { $what }
card-files-link = 📎 { $what } · { $link }
card-note = 💬 { $note }
card-topic = 🏷 { $group } → { $topic }
card-topic-reason = 🏷 { $group } → { $topic } · <i>by the word “{ $word }”</i>
card-topic-none = 🏷 no topic found, choose one
card-unit = 🏢 { $unit }
card-unit-by-topic = 🏢 { $unit } · <i>responsible for the topic</i>
card-unit-by-settlement = 🏢 { $unit } · <i>responsible for the place</i>
card-unit-none = 🏢 nobody chosen as responsible
card-unit-empty = ⚠️ { $unit }: nobody there yet, whoever joins will get the card
card-place = 📍 { $place }
card-point = 📍 <a href="{ $address }">point on the map</a>
card-importance-high = ❗ high importance
card-importance-critical = ‼️ critical importance

## Deadlines.

card-draft-due = ⏰ reply by { $at } · <i>{ $term }</i>
card-accept-due = 👌 accept by { $at }
card-reply-due = ✍️ reply by { $at } · { $term }
card-overdue = 🔴 was due { $at }

## Reply.

card-reply = ✍️ <b>Reply</b>, { $name }:
card-public-link = 🔗 <a href="{ $address }">where the reply is published</a>

## Reply while it is written.

reply-ask =
    ✍️ <b>Reply to No. { $number }</b>
    Write the reply; photos and documents are welcome. If you send several messages, I will put them together into one reply.
reply-title = ✍️ <b>Reply to No. { $number }</b>
reply-no-text = Only the words are missing: write the text of the reply.
reply-sent = 📨 Reply to No. { $number } sent for review
reply-sent-approved = 📨 Reply to No. { $number } is ready to publish
reply-dropped = ✖️ Reply to No. { $number } cancelled

## Lists on a card.

card-choose-topic = Choose a topic:
card-choose-unit = Who will reply:

## History.

history-title = 📜 <b>History of No. { $number }</b>
history-title-draft = 📜 <b>History of the draft</b>
history-step = { $at } · { $who }: { $what }
history-step-why = { $at } · { $who }: { $what } — { $why }
history-nobody = automatic

plain-history-create = draft created
plain-history-register = registered
plain-history-reject = rejected
plain-history-assign = responsible assigned
plain-history-accept = accepted
plain-history-send = reply sent
plain-history-approve = reply approved
plain-history-return = returned for rework
plain-history-publish = reply published
plain-history-close = closed
plain-history-choose-unit = responsible chosen
plain-history-change-topic = topic changed
plain-history-add = more added
plain-history-edit = message edited
plain-history-give-back = given back to the unit

## What is hidden from those who may not see contacts.

plain-hidden-phone = [phone]
plain-hidden-mail = [e-mail]
plain-hidden-profile = [profile]
