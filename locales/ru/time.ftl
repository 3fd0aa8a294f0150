### Даты, время и сроки. Всё здесь — слова для других текстов.

plain-weekday =
    { $day ->
        [1] пн
        [2] вт
        [3] ср
        [4] чт
        [5] пт
        [6] сб
       *[7] вс
    }
plain-month =
    { $month ->
        [1] янв.
        [2] февр.
        [3] марта
        [4] апр.
        [5] мая
        [6] июня
        [7] июля
        [8] авг.
        [9] сент.
        [10] окт.
        [11] нояб.
       *[12] дек.
    }

plain-date = { $weekday } { $day } { $month }
plain-date-year = { $weekday } { $day } { $month } { $year }
plain-date-time = { $date }, { $time }

## После слова «до», только для сообщений, которые читают сразу.

plain-until-tomorrow = завтра, { $time }
plain-until-weekday = { $weekday } { $time }
plain-until-reply = до { $until }
plain-until-accept = принять до { $until }
plain-late-by-term = на { $late }
plain-late-to-accept = не принят { $late }

## Когда, только для сообщений, которые читают сразу.

plain-at-yesterday = вчера в { $time }
plain-at-today = сегодня в { $time }
plain-at-tomorrow = завтра в { $time }
plain-at-time = в { $time }

## Сроки.

plain-term-working-hours = { $count } раб. ч
plain-term-working-minutes = { $count } раб. мин
plain-term-hours = { $count } ч
plain-term-minutes = { $count } мин
plain-term-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[many] { $count } дней
    }
plain-term-working-days =
    { $count ->
        [one] { $count } раб. день
        [few] { $count } раб. дня
       *[many] { $count } раб. дней
    }
