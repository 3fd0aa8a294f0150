### Сводка, рейтинг, тепловая карта, выгрузка.

command-today = что истекает сегодня
command-rating = рейтинг и почему он такой
command-heatmap = тепловая карта: где горит
command-digest = сводка сейчас
command-export = выгрузить реестр и рейтинг
command-bind = сводка в эту группу (наберите в группе)

button-week = 7 дней
button-month = Месяц
button-quarter = Квартал
button-period-now = • { $period }
button-why = 🔎 Почему так
button-by-units = 🏢 По подразделениям
button-by-places = 📍 По поселениям
button-digest-full = 📋 Полностью
button-digest-overdue = 🔴 Просрочено
button-digest-heat = 🔥 Тепловая карта
button-behind-received = 📥 Поступило { $count }
button-behind-solved = ✅ Решено { $count }
button-behind-in-work = 🛠 В работе { $count }
button-behind-monitoring = ⏳ На контроле { $count }
button-behind-overdue = 🔴 Просрочено { $count }
button-behind-due-today = 📆 Истекает сегодня { $count }
button-behind-forgotten = 🕰 Забыто { $count }
button-rating = 📊 Рейтинг
button-bind-to = ☀️ Присылать другое: { $unit }
button-unbind = ✖️ Отвязать группу
button-why-unit = { $place }. { $unit } — { $score }
button-why-unranked = { $unit } — вне рейтинга
button-cost = № { $number } · −{ $points }

digest-title = ☀️ <b>{ $centre }</b> · { $date }
digest-title-part = ☀️ <b>{ $centre }</b>, { $unit } · { $date }
digest-verdict-first = <b>Первый день наблюдений</b>
digest-verdict-calmer = <b>{ $days } спокойнее обычного</b>
digest-verdict-usual = <b>{ $days } как обычно</b>
digest-verdict-tenser = <b>{ $days } напряжённее обычного</b>
digest-missed =
    { $count ->
        [one] Прошлая сводка не вышла, её день тоже здесь.
        [few] Прошлые { $count } сводки не вышли, их дни тоже здесь.
       *[other] Прошлые { $count } сводок не вышли, их дни тоже здесь.
    }
digest-quiet = Новых сообщений нет, открытых дел тоже.
digest-received = Поступило <b>{ $value }</b>{ $tail }
digest-solved = Решено <b>{ $value }</b>{ $tail }
digest-in-work = В работе <b>{ $value }</b>{ $tail }
digest-overdue = Просрочено <b>{ $value }</b> 🔴{ $tail }
digest-overdue-none = Просроченных нет{ $tail }
digest-groups = <b>Темы:</b> { $list }
digest-growing = <b>Растёт:</b> { $list }
digest-places = <b>Где:</b> { $list }
digest-channels = <b>Откуда:</b> { $list }
digest-rating = <b>Рейтинг за 7 дней</b>
digest-rating-league = <b>Рейтинг за 7 дней · { $league }</b>
digest-rating-row = { $place }. { $unit } — { $score }{ $moved }
digest-rating-unranked = Вне рейтинга: { $list }
digest-longest = <b>Дольше всех ждут:</b> { $list }
digest-due-today =
    { $count ->
        [one] Сегодня истекает { $count } срок
        [few] Сегодня истекают { $count } срока
       *[other] Сегодня истекает { $count } сроков
    }
digest-forgotten = Забыто <b>{ $value }</b> · лежит без движения

plain-digest-yesterday = Вчера
plain-digest-weekend = За выходные ({ $first }–{ $last })
plain-digest-span = За { $span }
plain-digest-more = на { $by } больше, чем { $than }
plain-digest-less = на { $by } меньше, чем { $than }
plain-digest-same = столько же, сколько { $than }
plain-digest-than-day = позавчера
plain-digest-than-week = неделей раньше
plain-digest-than-last = в прошлой сводке
plain-digest-usual = обычно { $value }
plain-digest-in-time = в срок { $value } из { $of }
plain-digest-all-in-time = все в срок
plain-digest-monitoring = на контроле { $value }
plain-digest-share = { $name } { $value } ({ $percent } %)
plain-digest-item = { $name } { $value }
plain-digest-no-topic = без темы
plain-digest-no-place = место не указано
plain-digest-growth = { $topic }, { $times }
plain-digest-longest = { $unit }, № { $number }, просрочено на { $late }
plain-digest-up = ▲{ $by }
plain-digest-down = ▼{ $by }
plain-times =
    { $times ->
        [2] вдвое больше обычного
        [3] втрое больше обычного
        [4] вчетверо больше обычного
        [one] в { $times } раз больше обычного
        [few] в { $times } раза больше обычного
       *[other] в { $times } раз больше обычного
    }
plain-incidents =
    { $count ->
        [one] { $count } сообщение
        [few] { $count } сообщения
       *[other] { $count } сообщений
    }
plain-late-of = { $count } с опозданием

plain-part-on-time = в срок
plain-part-speed = скорость
plain-part-completeness = полнота
plain-part-no-repeat = без повторов
plain-part = { $part } { $points } из { $weight }
plain-why-part = { $part } { $points }
plain-dates-of-month = { $first }–{ $last } { $month }
plain-date-of-month = { $day } { $month }
plain-dates-of-year = { $span } { $year }
plain-span-week = за 7 дней
plain-span-month = за месяц
plain-span-quarter = за квартал
plain-league-of = { $unit }: подчинённые
plain-league-top = без вышестоящего

picture-rating-leads = Впереди { $unit }
picture-rating-tops = { $unit } выходит на первое место
picture-rating-lags = { $unit } отстаёт
picture-rating-all-well = Все справляются
picture-rating-tie = Первое место делят { $unit } и { $other }
picture-rating-source = Своя формула МЦУ: 100 баллов = в срок { $on_time }, скорость { $speed }, полнота { $completeness }, без повторов { $no_repeat }
picture-unranked = Вне рейтинга: меньше { $minimum } сообщений
picture-more = и ещё { $count }
picture-heat-worst = { $row }: { $column } — { $late } из { $of } с опозданием
picture-heat-calm = Опозданий почти нет
picture-heat-growing = { $column }: { $times }
picture-heat-empty = За эти дни сообщений нет
picture-heat-source = Число — сообщения, которые поступили или которым подошёл срок; тон — доля опозданий
picture-mark-worst = больше всего опозданий
picture-mark-growing = вдвое больше обычного
picture-overdue = с опозданием
picture-new = впервые
picture-total = Всего
picture-scale-calm = до { $percent } % с опозданием
picture-scale-watch = до { $percent } %
picture-scale-bad = больше { $percent } %

say-rating = 📊 <b>Рейтинг { $span }</b> · { $days }
say-rating-leader = Впереди { $unit }: { $score } из 100.
say-rating-nobody = Пока некого сравнивать: сообщений мало.
say-rating-how = Баллы: ответы в срок, скорость, полнота, без повторов. «Почему так» покажет, за что они сняты.
say-rating-own = 📊 <b>{ $unit } — { $score } из 100</b> { $span }
say-rating-own-place = { $place }-е место из { $of }{ $moved }
say-rating-own-unranked = Пока вне рейтинга: нужно хотя бы { $minimum }, а сейчас { $incidents }.
say-rating-own-none = 📊 <b>{ $unit }</b> { $span }: сроков не было, считать нечего.
say-rating-count = { $incidents }{ $tail }
say-why-title = <b>Что стоило баллов</b>
say-why-row = № { $number } · { $topic }: −{ $points } ({ $parts })
say-why-more = Ещё { $count } по мелочи: −{ $points }
say-why-pull = { $points } не хватает, потому что сообщений мало: счёт притянут к { $prior }. Чем их больше, тем меньше эта часть.
say-why-nothing = Ни одно сообщение баллов не стоило.
say-why-choose =
    🔎 <b>Почему так</b> · { $span }
    Выберите подразделение.
say-heat = 🔥 <b>Тепловая карта { $span }</b> · { $days }
say-heat-worst = Больше всего опозданий: { $row }, { $column } — { $late } из { $of }.
say-heat-calm = Опозданий почти нет.
say-heat-growing = Растёт: { $list }
say-today =
    { $count ->
        [one] 📆 <b>Сегодня истекает { $count } срок</b>
        [few] 📆 <b>Сегодня истекают { $count } срока</b>
       *[other] 📆 <b>Сегодня истекает { $count } сроков</b>
    }
say-today-none = 📆 Сегодня сроки не истекают.
say-behind-received = 📥 <b>Поступило</b> · { $days }
say-behind-solved = ✅ <b>Решено</b> · { $days }
say-behind-in-work = 🛠 <b>В работе</b>
say-behind-monitoring = ⏳ <b>На контроле</b>
say-behind-overdue = 🔴 <b>Просрочено</b>
say-behind-due-today = 📆 <b>Истекает сегодня</b>
say-behind-forgotten = 🕰 <b>Забыто</b> · лежит без движения
say-behind-none = Здесь пусто.
say-no-digest = Этой сводки уже нет. Свежая: /digest
say-bind-in-group = Наберите /bind в группе, куда должна приходить сводка. Добавьте меня туда, если меня там ещё нет.
say-no-digests = Сводок пока нет: администратор добавит в справочник раздел [[digest]] и применит его.
say-bound =
    ☀️ Сводка будет приходить сюда по рабочим дням в { $time }.
    Первая { $when }. Посмотреть сейчас: /digest
say-bound-already = Сводка уже приходит сюда по рабочим дням в { $time }. Посмотреть сейчас: /digest
say-bound-private =
    ☀️ Группа «{ $title }» получает сводку: { $unit }, по рабочим дням в { $time }.
    Отвязать можно здесь.
say-unbound = Группа «{ $title }» больше не получает сводку. Вернуть: /bind в группе.
say-group-gone = Группа «{ $title }» больше не принимает сообщения, сводка туда не приходит. Если это ошибка, добавьте меня в неё снова и наберите там /bind.
say-export =
    📊 Выгрузка { $span }: { $days }
    Реестр и рейтинг, { $rows }. Запись об этом есть в журнале.
say-export-choose = 📊 За какие дни выгрузить реестр и рейтинг?

toast-unbound = Отвязано
toast-drawing = Рисую
toast-export = Готовлю файл

sheet-register = Реестр
sheet-rating = Рейтинг
sheet-number = Номер
sheet-registered = Зарегистрировано
sheet-channel = Канал
sheet-group = Группа тем
sheet-topic = Тема
sheet-settlement = Населённый пункт
sheet-address = Адрес
sheet-importance = Важность
sheet-unit = Ответственный
sheet-assignee = Исполнитель
sheet-due = Срок
sheet-answered = Ответ отправлен
sheet-in-time = В срок
sheet-status = Статус
sheet-outcome = Итог
sheet-closed = Закрыто
sheet-reopened = Открыто снова, раз
sheet-text = Текст
sheet-link = Ссылка
sheet-answer-link = Ссылка на ответ
sheet-author = Автор
sheet-author-nick = Ник автора
sheet-league = Лига
sheet-place = Место
sheet-score = Балл
sheet-incidents = Сообщений
sheet-overdue = С опозданием
sheet-yes = да
sheet-no = нет
sheet-purged = удалён: прошёл срок хранения
sheet-journal = Журнал
sheet-when = Когда
sheet-who = Кто
sheet-what = Что сделано
sheet-details = Подробности
sheet-exported = Выгрузка
sheet-purge = Удаление персональных данных
sheet-by-night = бот, ночью
sheet-by-terminal = из терминала
sheet-purge-report = закрыто до { $before }: сообщений { $incidents }, ответов { $replies }, сообщений в переписке { $messages }, файлов { $files }, строк истории { $steps }
sheet-purge-others = { $report }, прочего { $others }
