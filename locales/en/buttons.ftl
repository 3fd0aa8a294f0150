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

## Reply before it is sent.

button-send-review = 📨 Send for review
button-edit = ✏️ Edit

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
