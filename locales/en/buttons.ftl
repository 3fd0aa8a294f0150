### Labels of buttons: 64 signs at most. One button has one label everywhere.

## Draft.

button-register = ✅ Register
button-duplicate = 🔁 Duplicate
button-duplicate-of = 🔁 Duplicate of No. { $number }
button-reject = 🗑 Reject

## Fields of a draft and of a registered incident.

button-topic = 🏷 Topic
button-unit = 🏢 Responsible
button-importance = ❗ Importance
button-place = 📍 Place
button-no-place = 🚫 Remove the place

## Card of the recipient.

button-accept = 👌 Accept
button-reply = ✍️ Reply
button-not-ours = ↩️ Not ours
button-hand-over = 👤 Hand over
button-files = 📎 Files
button-withdraw = ↩️ Take the reply back

## Why it is not ours, and whose it is.

button-not-our-place = Not our area
button-not-our-matter = Not our duty
button-not-our-object = Not our property
button-whose-unknown = I do not know

## For a recipient who answered elsewhere.

button-accept-for = 👌 Accept for the recipient
button-write-for = ✍️ Reply for the recipient
button-by-call = Call
button-by-letter = Letter
button-in-person = In person

## To whom to give it: a unit, a colleague, and a colleague who gets no messages.

button-assign-to = 🏢 { $unit }
button-colleague = 👤 { $name }
button-colleague-silent = 📵 { $name }

## Reply before it is sent.

button-send-review = 📨 Send for review
button-edit = ✏️ Edit
button-drop-files = 🗑 Leave the files out

## Review of a reply.

button-approve = ✅ Approve
button-return = 🔧 Return for rework
button-mark = ⭐ { $points }
button-mark-chosen = ⭐ { $points } ✓
button-versions = 🗂 Versions

## Usual reasons to return a reply.

button-return-contact = Add a contact
button-return-term = Say by when
button-return-substance = Answer the question
button-return-photo = Add a photo
button-return-plainness = Use plain words
button-return-privacy = Remove personal data

## Approved reply.

button-copy = 📋 Copy the text
button-published = 📢 Published
button-without-link = No link

## An operator writes a reply and forwards a post.

button-into-reply = ✍️ Add to the reply
button-new-draft = 📝 New draft

## Registered incident of the operator, the coordinator, the head.

button-history = 📜 History
button-reopen = 🔓 Open again
button-unregister = ↩️ Undo registration
button-main = To the main one

## Reply is published.

button-solved = 🏁 Solved
button-explained = 🏁 Explained
button-refused = 🏁 Refused with reasons
button-link = 🔗 Link to the reply

## Usual reasons to open again.

button-reopen-disagrees = Resident disagrees
button-reopen-not-done = Work is not done
button-reopen-repeated = Repeated complaint
button-reopen-mistake = Rejected by mistake

## Invites and people.

button-continue = ➡️ Continue
button-revoke = ↩️ Revoke
button-admit = ✅ Let in
button-refuse = ❌ Refuse
button-invite = ✉️ Invite
button-rename = ✏️ Rename
button-add-role = ➕ Another role
button-take = ➖ { $what }
button-take-yes = ➖ Yes, take it away
button-remove = 🗑 Remove
button-remove-yes = 🗑 Yes, remove

## Choices on a card.

button-group = 🗂 { $group }
button-current = ✔️ { $what }
button-whole-list = 🗂 Whole list
button-transfer = 🏢 Hand over: { $unit }
button-leave = Leave as it is

## A line of a list leads to its card.

button-incident = No. { $number } · { $what }
button-draft = 📝 { $what }
button-incident-overdue = 🔴 No. { $number } · { $what }
button-incident-review = 🔍 No. { $number } · { $what }
button-incident-publish = 📢 No. { $number } · { $what }
button-incident-close = 🏁 No. { $number } · { $what }
button-incident-ended = ☑️ No. { $number } · { $what }
button-all = 📋 All of it

## Everywhere.

button-back = ◀️ Back
button-previous = ⬅️
button-next = ➡️
button-refresh = 🔄 Refresh
button-cancel = ✖️ Cancel

## Language, what is chosen of a list, the way out of a group.

button-russian = Русский
button-english = English
button-chosen = ✓ { $name }
button-private = ✉️ Write to the bot
