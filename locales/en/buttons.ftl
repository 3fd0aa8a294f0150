### Labels of buttons: 64 signs at most. One button has one label everywhere.

## Draft.

button-register = ✅ Register
button-reject = 🗑 Reject

## Fields of a draft and of a registered incident.

button-topic = 🏷 Topic
button-unit = 🏢 Responsible

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

## Approved reply.

button-published = 📢 Published
button-without-link = No link

## Registered incident of the operator, the coordinator, the head.

button-history = 📜 History

## Reply is published.

button-solved = 🏁 Solved
button-explained = 🏁 Explained
button-refused = 🏁 Refused with reasons

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

## A line of a list leads to its card.

button-incident = No. { $number } · { $what }
button-draft = 📝 { $what }

## Everywhere.

button-back = ◀️ Back
button-previous = ⬅️
button-next = ➡️
button-cancel = ✖️ Cancel

## Language, what is chosen of a list, the way out of a group.

button-russian = Русский
button-english = English
button-chosen = ✓ { $name }
button-private = ✉️ Write to the bot
