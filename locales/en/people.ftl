### People: invites, who is who, leaving.

## An invite is being chosen.

invite-roles =
    ✉️ <b>Whom do you invite?</b>
    Mark what the person will be; several roles are fine.
invite-roles-of =
    ✉️ <b>Whom do you invite?</b> { $unit }
    Mark what the person will be; several roles are fine.
invite-unit =
    ✉️ <b>In which unit?</b>
    You invite: { $roles }
invite-sphere =
    ✉️ <b>In which sector?</b>
    You invite: { $roles }
invite-cancelled = ✖️ The invite is cancelled. A new one: /invite

## An invite is ready.

invite-ready =
    ✉️ <b>The invite is ready</b> · { $posts }
    Forward the next message to the person you expect. When somebody has come in, I will tell you who.
invite-ready-asks =
    ✉️ <b>The invite is ready</b> · { $posts }
    Forward the next message to the person you expect. When the link is opened, I will ask you whether it is the right person.
invite-message =
    ✉️ <b>{ $name } invites you to the staff bot: { $centre }</b>
    You will be: { $posts }
invite-link =
    Open the link and press Start:
    { $link }

    The link is for one person and is good until { $until }.
plain-any-centre = MCU
toast-invite-ready = The invite is below
toast-invite-revoked = The invite is revoked
toast-access-revoked = Access revoked: { $name }

## Somebody has come by an invite.

say-joined = 👤 <b>{ $name }</b> is here now · { $posts }
say-asks-in =
    👤 <b>{ $name } wants to come in by your invite</b> · { $posts }
    Is this the person you expect?
say-wait-for-inviter =
    The invite has arrived. Whoever invited you still has to confirm that it is you.
    I will write as soon as that is done.
say-posts-added = You are now also { $posts }.
say-not-admitted = Whoever invited you has not confirmed you. If that is a mistake, get in touch and ask for a new link.
toast-admitted = Here now: { $name }
toast-not-admitted = Not confirmed

plain-invite-expired = This link has expired. Ask for a new one.
plain-invite-used = Somebody has come in by this link; it is for one person. Ask for a new one.
plain-invite-void = This link is no longer good. Ask for a new one.
plain-invite-unknown = There is no such invite. Ask for a new link. /my shows what is waiting for you.
plain-invite-nothing-new = You already have everything this invite gives. The link is still good for somebody else.
plain-invite-closed = This invite is closed. A new one: /invite
plain-no-people-right = People are invited by the administrator, the head of the MCU and the leads of units. /my shows what is waiting for you.
plain-no-bot-name = A link cannot be made yet: Telegram has not said what my name is. Try later.

## Lists.

people-title =
    { $count ->
        [one] 👥 <b>{ $count } person</b>
       *[other] 👥 <b>{ $count } people</b>
    }
people-page = { $title } · page { $page } of { $pages }
people-heading = <b>{ $unit }</b>
people-heading-centre = <b>The whole centre</b>
people-row = { $name } · { $roles }
people-row-not-started = ⚠️ { $name } · { $roles } · has not pressed Start
people-row-lost = 📵 { $name } · { $roles } · messages do not arrive

units-title =
    { $count ->
        [one] 🏢 <b>{ $count } unit</b>
       *[other] 🏢 <b>{ $count } units</b>
    }
units-none = 🏢 There are no units yet. They come from the directory file: <code>mcu-bot apply</code>
units-row = { $indent }{ $name } · { $people } · { $open } open
units-row-empty = { $indent }⚠️ { $name } · { $people } · { $open } open
plain-people =
    { $count ->
        [0] nobody
        [one] { $count } person
       *[other] { $count } people
    }

unit-title =
    🏢 <b>{ $name }</b>
    { $people } · { $open } open
unit-empty = ⚠️ Nobody is here yet. Whoever comes will get the cards.
unit-unreached = ⚠️ Messages do not reach those who reply here. The cards will come when somebody presses Start.

## One person.

person-title =
    👤 <b>{ $name }</b>
    { $posts }
    Here since { $since } · { $work }
person-not-started = ⚠️ Has not pressed Start, so messages do not arrive. Ask the person to open the bot and press Start.
person-lost = 📵 Messages do not arrive: the bot is blocked. Get in touch another way.
plain-open-work =
    { $count ->
        [0] nothing open
        [one] { $count } open incident
       *[other] { $count } open incidents
    }
person-remove =
    🗑 <b>Remove { $name }?</b>
    Access ends at once. { $work }
person-take =
    ➖ <b>{ $name }: take this role away?</b> { $post }
    { $work }
plain-goes-back =
    { $count ->
        [0] The person has no open incidents.
        [one] { $count } open incident goes back to the unit.
       *[other] { $count } open incidents go back to the unit.
    }
plain-went-back =
    { $count ->
        [0] The person had no open incidents.
        [one] { $count } open incident went back to the unit.
       *[other] { $count } open incidents went back to the unit.
    }
person-removed = 🗑 { $name } is no longer here. { $work }
say-left = 👤 { $name } is no longer here. { $work }
say-access-ended = Your access to the staff bot of the MCU has ended. If that is a mistake, write to whoever invited you.
say-post-taken = You are no longer { $posts }. The rest is still yours.
question-person-name =
    ✏️ What should this person be called: { $name }?
    Write the name in one message; colleagues will see it.
say-renamed = Noted: { $name }.
toast-name = Write the name
toast-removed = Access ended: { $name }
toast-taken = The role is taken away

plain-last-admin = This is the last administrator. Invite another one first: /invite
plain-not-oneself = You cannot remove yourself, and your roles are taken away by somebody else: the administrator or the head of the MCU.
plain-no-such-person = I could not find this person. /people shows who is here.
plain-no-such-unit = I could not find this unit. /units shows the list.
plain-not-to-manage = This person is managed by the administrator or the head of the MCU. /people shows who is here.

## “responsible recipient, Roads”.

plain-post-of = { $role }, { $of }
