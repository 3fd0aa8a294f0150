### Сам бот: где он был, как работает.

## Перерывы.

say-outage =
    🔌 <b>Бот снова на связи</b>
    Его не было с { $from } до { $until } ({ $lasted }): { $cause }. Всё, что Telegram за это время сохранил, обработано.
plain-outage-stopped = программа не работала
plain-outage-unreachable = Telegram не отвечал
plain-outage-refused = Telegram не принимал бота
say-outage-lost =
    🔌 <b>Бота не было дольше суток</b>
    С { $from } до { $until } сообщения до него не доходили, а Telegram хранит их только сутки.
say-outage-nothing-came = Черновиков от вас за это время не пришло.
say-outage-came = { $count ->
        [one] Пришёл { $count } ваш черновик:
        [few] Пришли { $count } ваших черновика:
       *[other] Пришли { $count } ваших черновиков:
    }
say-outage-draft = · «{ $text }»
say-outage-again = Чего здесь нет, перешлите ещё раз. Если кнопка не сработала, нажмите её снова.

## Здоровье.

command-doctor = как работает бот
say-doctor-well = 🩺 <b>Всё в порядке</b>
say-doctor-ill = 🩺 <b>Нужно внимание</b>
say-inbox-stuck = ⚠️ Сообщения ждут обработки уже { $waits }. Посмотрите журнал программы и <code>mcu-bot failed list</code>.
say-outbox-stuck = ⚠️ Исходящие сообщения ждут уже { $waits }. Проверьте, отвечает ли Telegram: <code>mcu-bot check</code>.
say-doctor-inbox-failed = { $count ->
        [one] ⚠️ Не обработано { $count } сообщение: <code>mcu-bot failed list</code>
        [few] ⚠️ Не обработано { $count } сообщения: <code>mcu-bot failed list</code>
       *[other] ⚠️ Не обработано { $count } сообщений: <code>mcu-bot failed list</code>
    }
say-doctor-outbox-failed = { $count ->
        [one] ⚠️ Telegram не принял { $count } наше сообщение: <code>mcu-bot failed list</code>
        [few] ⚠️ Telegram не принял { $count } наших сообщения: <code>mcu-bot failed list</code>
       *[other] ⚠️ Telegram не принял { $count } наших сообщений: <code>mcu-bot failed list</code>
    }
say-doctor-units-empty = { $count ->
        [one] ⚠️ В { $count } подразделении некому отвечать: /units
        [few] ⚠️ В { $count } подразделениях некому отвечать: /units
       *[other] ⚠️ В { $count } подразделениях некому отвечать: /units
    }
say-doctor-program = Программа { $version }
say-doctor-queues = Ждут обработки { $inbox }, отправки { $outbox }
say-doctor-incidents = В работе { $open }, просрочено { $overdue }
say-doctor-reached = Telegram отвечал { $at }
say-doctor-outage = 🔌 { $at }: не было на связи { $lasted }, { $cause }
say-doctor-again = Посмотреть ещё раз: /doctor
