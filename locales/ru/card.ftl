### Карточка: сообщение, которое показывает инцидент одному человеку.

## Первая строка: что это и что с этим сейчас.

card-draft = 📝 <b>Черновик</b>
card-new = 📥 <b>№ { $number }</b> · не распределено
card-assigned = 🆕 <b>№ { $number }</b> · { $topic }
card-assigned-no-topic = 🆕 <b>№ { $number }</b>
card-in-progress = 🛠 <b>№ { $number }</b> · в работе, { $name }, с { $since }
card-in-progress-unit = 🛠 <b>№ { $number }</b> · в работе
card-reopened = 🔓 открыли снова { $at }: { $reason }
card-in-progress-for = 🛠 <b>№ { $number }</b> · в работе с { $since }, { $name } { $whom }
card-review = 🔍 <b>№ { $number }</b> · на проверке с { $since }
card-withdrawn = 🔧 <b>№ { $number }</b> · ответ отозван, его поправят и пришлют снова
card-rework = 🔧 <b>№ { $number }</b> · вернули: { $reason }
card-approved = 📢 <b>№ { $number }</b> · ответ согласован, пора опубликовать
card-published = 📣 <b>№ { $number }</b> · ответ опубликован
card-monitoring = ⏳ <b>№ { $number }</b> · на контроле
card-closed-in-time = ✅ <b>№ { $number }</b> · { $outcome } { $at }, в срок
card-closed-late = ✅ <b>№ { $number }</b> · { $outcome } { $at }, позже срока
card-closed = ✅ <b>№ { $number }</b> · { $outcome } { $at }
card-duplicate = 🔁 <b>№ { $number }</b> · дубликат № { $main }
card-duplicate-draft = 🔁 <b>Дубликат № { $main }</b>
card-rejected = 🗑 <b>№ { $number }</b> · не требует реакции: { $reason }
card-rejected-draft = 🗑 <b>Черновик отклонён</b> · { $reason }
card-handed-over = <b>№ { $number }</b> · передано
card-undone = <b>№ { $number }</b> · отменено оператором
card-gone = Отменено оператором.

## Откуда и о чём.

card-source = { $channel } · «{ $title }»
card-source-post = { $channel } · «{ $title }» · пост { $post }
card-source-plain = { $channel }
card-source-kind = { $channel } · { $what }
card-author = 👤 { $name }
card-text = «{ $text }»
card-attachments = 📷 { $what }
card-attachments-link = 📷 { $what } · { $link }
card-files = 📎 { $what }
card-files-link = 📎 { $what } · { $link }
card-note = 💬 { $note }
card-purged = 🧹 <i>Слова жителя, имя и адрес удалены { $date }: прошёл срок хранения после закрытия.</i>
card-topic = 🏷 { $group } → { $topic }
card-topic-reason = 🏷 { $group } → { $topic } · <i>по слову «{ $word }»</i>
card-topic-none = 🏷 тема не нашлась, выберите
card-unit = 🏢 { $unit }
card-unit-by-topic = 🏢 { $unit } · <i>отвечает за тему</i>
card-unit-by-settlement = 🏢 { $unit } · <i>отвечает за населённый пункт</i>
card-unit-none = 🏢 ответственный не выбран
card-unit-empty = ⚠️ { $unit }: пока никого нет, карточку получит тот, кто придёт
card-unit-silent = 📵 { $unit }: сообщений никто не получает, свяжитесь иначе
card-holder = 👤 занимается { $name }
card-not-ours = ↩️ { $unit }: не к нам, { $reason }
card-not-ours-used = ⏱ с регистрации прошло { $used }
card-whose = 🏢 возможно, { $unit }
card-place = 📍 { $place }
card-place-map = 📍 { $place } · <a href="{ $address }">на карте</a>
card-map = 📍 <a href="{ $address }">на карте</a>
card-importance-high = ❗ важность повышенная
card-importance-high-by-topic = ❗ важность повышенная · <i>по теме</i>
card-importance-critical = ‼️ важность критическая
card-importance-critical-by-topic = ‼️ важность критическая · <i>по теме</i>
card-same-post = 🔁 уже есть: № { $number }, тот же пост · { $status }
card-same-post-draft = 🔁 уже есть черновик, тот же пост · { $name }
card-main-status = ➡️ основной: { $status }
card-main-closed = ✅ основной: { $outcome } { $at }

## Сроки.

card-draft-due = ⏰ ответить до { $at } · <i>{ $term }</i>
card-accept-due = 👌 принять до { $at }
card-draft-due-set = ⏰ ответить до { $at } · <i>срок задан вручную</i>
card-reply-due = ✍️ ответить до { $at } · { $term }
card-reply-due-set = ✍️ ответить до { $at }
card-overdue = 🔴 срок вышел { $at }

## Ответ.

card-reply = ✍️ <b>Ответ</b>, { $name }:
card-reply-for = ✍️ <b>Ответ</b>, { $name } { $whom }:
card-hints = 💡 На что взглянуть: { $hints }
card-public-link = 🔗 <a href="{ $address }">где опубликован ответ</a>
card-reply-before = 🗂 <b>Прежний ответ</b>, { $name }, { $at }
card-folded = <blockquote expandable>{ $text }</blockquote>
card-mark =
    { $points ->
        [0] ⭐ Полнота 0 из 2: ответа по сути нет
        [1] ⭐ Полнота 1 из 2: ответ неполный
       *[2] ⭐ Полнота 2 из 2: сказано всё
    }
card-mark-scale = ⭐ Оцените полноту: 0 — ответа по сути нет, 1 — ответ неполный, 2 — сказано, что, когда и кто сделает и куда обратиться

## Ответ, который пишут.

reply-ask =
    ✍️ <b>Ответ на № { $number }</b>
    Напишите ответ, можно с фото и документами. Пришлёте несколько сообщений — соберу в один ответ.
reply-title = ✍️ <b>Ответ на № { $number }</b>
reply-title-for = ✍️ <b>Ответ на № { $number }</b> { $whom }
reply-cut =
    { $count ->
        [one] <i>Показано начало, в ответе { $count } знак. Уйдёт весь текст.</i>
        [few] <i>Показано начало, в ответе { $count } знака. Уйдёт весь текст.</i>
       *[many] <i>Показано начало, в ответе { $count } знаков. Уйдёт весь текст.</i>
    }
reply-hints = Чтобы ответ приняли с первого раза: { $hints }.
reply-moved = ⚠️ Инцидент передали, отправить ответ уже нельзя. Текст остался здесь; вернётся инцидент, вернутся и кнопки.
reply-late = ⚠️ Отправить сейчас нельзя: { $status }. Текст остался здесь.
reply-no-text = Осталось добавить слова: напишите текст ответа.
reply-sent = 📨 Ответ на № { $number } отправлен на проверку
reply-sent-approved = 📨 Ответ на № { $number } готов к публикации
reply-withdrawn = ↩️ Ответ на № { $number } отозван, исправленный пишется ниже
reply-dropped = ✖️ Ответ на № { $number } отменён

## Списки на карточке.

card-choose-topic = Выберите тему или напишите слово из неё:
card-choose-in-group = Выберите тему, «{ $group }»:
card-choose-unit = Кто ответит? Выберите или напишите часть названия:
card-choose-place = Где это? Выберите из списка или напишите: «Ленина, 12», «Капустин Яр, ул. Мира, 5». Можно прислать геометку.
card-choose-importance = Насколько это важно:
card-choose-colleague = Кому передать? Отмеченные 📵 сообщений не получают.
card-choose-came-by = Как исполнитель это сообщил?
card-found = Нашлось по словам «{ $words }»:
card-nothing-found = По словам «{ $words }» ничего не нашлось. Напишите иначе или откройте весь список.
card-transfer = Эту тему ведёт «{ $unit }». Передать?

## Версии ответа.

versions-title = 🗂 <b>Версии ответа на № { $number }</b>
version-title = <b>{ $which }.</b> { $name }, { $at }
version-review = 🔍 на проверке
version-returned = 🔧 вернули: { $reason }
plain-no-reason = причина удалена вместе со словами жителя
version-withdrawn = ↩️ автор отозвал
version-approved = ✅ согласован
version-published = 📣 опубликован

## История.

history-title = 📜 <b>История № { $number }</b>
history-title-draft = 📜 <b>История черновика</b>
history-step = { $at } · { $who }: { $what }
history-step-why = { $at } · { $who }: { $what } — { $why }
history-nobody = автоматически

plain-history-create = создан черновик
plain-history-register = зарегистрировано
plain-history-unregister = регистрация отменена
plain-history-reject = отклонено
plain-history-duplicate = отмечено как дубликат
plain-history-followed = найден дубликат
plain-history-assign = назначен ответственный
plain-history-accept = принято в работу
plain-history-send = ответ отправлен
plain-history-approve = ответ согласован
plain-history-return = возвращено на доработку
plain-history-publish = ответ опубликован
plain-history-close = закрыто
plain-history-choose-unit = выбран ответственный
plain-history-change-topic = изменена тема
plain-history-change-importance = изменена важность
plain-history-change-place = изменено место
plain-place-unknown = место не указано
plain-history-add = дополнено
plain-history-edit = сообщение изменили
plain-history-give-back = возвращено в подразделение
plain-history-rate = полнота ответа
plain-history-change-link = изменена ссылка на ответ
plain-history-reopen = открыто снова
plain-mark = { $points } из 2
plain-mark-removed = оценка снята
plain-history-not-ours = возвращено, не к нам
plain-history-not-ours-whose = { $reason }; возможно, { $unit }
plain-history-hand-over = передано коллеге
plain-history-withdraw = ответ отозван
plain-history-recount = срок пересчитан
plain-history-accept-for = принято за исполнителя

## За кого, и как пришло: «за „Дороги“, по телефону».

plain-for-unit = за «{ $unit }», { $how }
plain-for-person = за исполнителя: { $name }, { $how }
plain-came-by-call = по телефону
plain-came-by-letter = письмом
plain-came-in-person = лично

## Чего не хватает ответу.

plain-hint-personal-data = уберите имя и контакты жителя
plain-hint-no-deed = не сказано, что сделано или будет сделано
plain-hint-no-ground = не сказано, почему нельзя
plain-hint-no-date = нет срока
plain-hint-no-contact = нет контакта, куда обратиться
plain-hint-no-photo = нет фото, которое покажет работу
plain-hint-mark = после отказа оценку не просят
plain-hint-formal = слова «{ $phrase }» ничего не объясняют
plain-hint-title = полное название документа лишнее
plain-hint-no-doer = не сказано, кто это делает

## Что скрыто от тех, кому контакты не видны.

plain-hidden-phone = [телефон]
plain-hidden-mail = [почта]
plain-hidden-profile = [профиль]

## Частые причины, как их читают автор ответа и исполнитель.

plain-return-contact = добавьте контакт, куда обратиться
plain-return-term = назовите срок, когда будет сделано
plain-return-substance = ответьте по существу: что сделано или будет сделано
plain-return-photo = добавьте фото того, что сделано
plain-return-plainness = уберите канцелярит, скажите проще
plain-return-privacy = уберите личные данные жителя
plain-reopen-disagrees = житель не согласен с ответом
plain-reopen-not-done = работа не сделана
plain-reopen-repeated = повторная жалоба
plain-reopen-mistake = отклонили по ошибке
