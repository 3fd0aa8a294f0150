### The bot itself: where it was, how it is.

## Absences.

say-outage =
    🔌 <b>The bot is back</b>
    It was away from { $from } to { $until } ({ $lasted }): { $cause }. Everything Telegram has kept meanwhile is handled.
plain-outage-stopped = the program did not run
plain-outage-unreachable = Telegram did not answer
plain-outage-refused = Telegram did not accept the bot
say-outage-lost =
    🔌 <b>The bot was away for more than a day</b>
    From { $from } to { $until } nothing reached it, and Telegram keeps messages for a day only.
say-outage-nothing-came = No drafts of yours came meanwhile.
say-outage-came = { $count ->
        [one] { $count } draft of yours came:
       *[other] { $count } drafts of yours came:
    }
say-outage-draft = · “{ $text }”
say-outage-again = Forward again what is missing here. If a button did nothing, press it again.

## Health.

command-doctor = how the bot is
say-doctor-well = 🩺 <b>All is well</b>
say-doctor-ill = 🩺 <b>Needs a look</b>
say-inbox-stuck = ⚠️ Messages have been waiting to be handled for { $waits }. See the log of the program and <code>mcu-bot failed list</code>.
say-outbox-stuck = ⚠️ Outgoing messages have been waiting for { $waits }. See whether Telegram answers: <code>mcu-bot check</code>.
say-doctor-inbox-failed = { $count ->
        [one] ⚠️ { $count } message was not handled: <code>mcu-bot failed list</code>
       *[other] ⚠️ { $count } messages were not handled: <code>mcu-bot failed list</code>
    }
say-doctor-outbox-failed = { $count ->
        [one] ⚠️ Telegram did not take { $count } message of ours: <code>mcu-bot failed list</code>
       *[other] ⚠️ Telegram did not take { $count } messages of ours: <code>mcu-bot failed list</code>
    }
say-doctor-units-empty = { $count ->
        [one] ⚠️ Nobody can answer in { $count } unit: /units
       *[other] ⚠️ Nobody can answer in { $count } units: /units
    }
say-doctor-program = Program { $version }
say-doctor-queues = Waiting to be handled { $inbox }, to be sent { $outbox }
say-doctor-incidents = Open { $open }, overdue { $overdue }
say-doctor-reached = Telegram answered { $at }
say-doctor-outage = 🔌 { $at }: away for { $lasted }, { $cause }
say-doctor-again = Look again: /doctor
