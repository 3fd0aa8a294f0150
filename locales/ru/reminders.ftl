### Что говорят часы: напоминания, просрочка, «Сегодня». Одно дело — фразой, несколько — списком.

remind-left =
    ⏳ <b>Осталось { $left }</b> — № { $number }, { $what }
    ответить до { $until }
remind-left-days =
    ⏳ <b>{ $days ->
        [one] Остался { $days } день
        [few] Осталось { $days } дня
       *[many] Осталось { $days } дней
    }</b> — № { $number }, { $what }
    ответить до { $until }
remind-not-accepted =
    👌 <b>Ещё не принято</b> — № { $number }, { $what }
    Принять ждали { $at }. Примите в работу, передайте коллеге или верните, если это не к вам.
remind-not-accepted-by =
    👌 <b>Ещё не принято</b> — № { $number }, { $unit }
    Принять ждали { $at }.
remind-promised = 📌 <b>Сегодня обещали вернуться к вопросу</b> — № { $number }, { $what }
remind-final-until = Окончательный ответ до { $until }.
remind-overdue =
    🔴 <b>Просрочено: ответ ждали { $at }</b> — № { $number }, { $what }
    Ответьте сейчас, дайте промежуточный ответ или попросите продлить.
remind-overdue-new =
    🔴 <b>Просрочено: ответ ждали { $at }, а ответственный не выбран</b> — № { $number }, { $what }
    Выберите, кто ответит.
remind-next = { $at } узнает { $role }.
remind-next-two = { $at } узнает { $role }, { $later } — { $above }.
remind-silence = 🔴 <b>Нет ответа { $late } после срока</b> — № { $number }, { $unit }
remind-silence-at-once = 🔴 <b>Нет ответа, ждали { $at }</b> — № { $number }, { $unit }
remind-holder = Занимается { $name }, принято { $at }.
remind-accepted = Принято { $at }.
remind-nobody = Никто не принял в работу.
remind-times =
    { $count ->
        [one] Напоминали { $count } раз.
        [few] Напоминали { $count } раза.
       *[many] Напоминали { $count } раз.
    }
remind-draft =
    📝 <b>Черновик ждёт решения { $span }</b>
    { $what }
remind-new =
    📥 <b>Ответственный не выбран { $span }</b> — № { $number }
    { $what }
remind-review = 🔍 <b>Ответ ждёт проверки { $span }</b> — № { $number }, { $unit }
remind-approved = 📢 <b>Ответ ждёт публикации { $span }</b> — № { $number }, { $unit }
remind-number = 🔴 <b>№ { $number }</b>: нет ответа, и некому об этом сказать. Назначьте людей: /units

## Несколько сразу.

remind-list-overdue = 🔴 <b>Срок вышел</b>
remind-list-not-accepted = 👌 <b>Ещё не приняты</b>
remind-list-promised = 📌 <b>Сегодня обещали вернуться</b>
remind-list-left = ⏳ <b>Истекают сроки</b>
remind-list-idle = 🕰 <b>Давно ждут решения</b>
remind-row = { $when } · { $number } · { $what }
remind-row-plain = { $number } · { $what }
remind-row-idle = { $status } · { $number } · { $what }
remind-more = и ещё { $more }

## Утро.

remind-today = ☀️ <b>Сегодня, { $date }</b>
remind-today-ends =
    { $count ->
        [1] ⏳ <b>Истекает один срок</b>
        [one] ⏳ <b>Истекает { $count } срок</b>
        [few] ⏳ <b>Истекают { $count } срока</b>
       *[many] ⏳ <b>Истекают { $count } сроков</b>
    }

## Администратору.

remind-forecast =
    🗓 <b>На { $year } год нет официального производственного календаря</b>
    Сроки этого года считаю по прогнозу: праздники из Трудового кодекса без переносов. Обновите бота, когда календарь утвердят, или задайте дни в справочнике: <code>days_off</code>, <code>working_days</code>.

say-purged =
    🧹 Ночью удалены персональные данные: { $incidents }, закрыто до { $before }.
    Отчёт остался в журнале: руководитель увидит его в /export.
