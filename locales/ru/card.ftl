### Карточка: сообщение, которое показывает инцидент одному человеку.

## Первая строка: что это и что с этим сейчас.

card-draft = 📝 <b>Черновик</b>
card-new = 📥 <b>№ { $number }</b> · не распределено
card-assigned = 🆕 <b>№ { $number }</b> · { $topic }
card-assigned-no-topic = 🆕 <b>№ { $number }</b>
card-in-progress = 🛠 <b>№ { $number }</b> · в работе, { $name }, с { $since }
card-in-progress-unit = 🛠 <b>№ { $number }</b> · в работе
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
card-duplicate = 🔁 <b>№ { $number }</b> · дубликат
card-rejected = 🗑 <b>№ { $number }</b> · не требует реакции: { $reason }
card-rejected-draft = 🗑 <b>Черновик отклонён</b> · { $reason }
card-handed-over = <b>№ { $number }</b> · передано
card-gone = Отменено оператором.

## Откуда и о чём.

card-source = { $channel } · «{ $title }»
card-source-post = { $channel } · «{ $title }» · пост { $post }
card-source-plain = { $channel }
card-author = 👤 { $name }
card-text = «{ $text }»
card-attachments = 📷 { $what }
card-attachments-link = 📷 { $what } · { $link }
card-topic = 🏷 { $group } → { $topic }
card-topic-reason = 🏷 { $group } → { $topic } · <i>по слову «{ $word }»</i>
card-topic-none = 🏷 тема не нашлась, выберите
card-unit = 🏢 { $unit }
card-unit-by-topic = 🏢 { $unit } · <i>отвечает за тему</i>
card-unit-by-settlement = 🏢 { $unit } · <i>отвечает за населённый пункт</i>
card-unit-none = 🏢 ответственный не выбран
card-unit-empty = ⚠️ { $unit }: пока никого нет, карточку получит тот, кто придёт
card-unit-silent = 📵 { $unit }: сообщений никто не получает, свяжитесь иначе
card-holder = 👤 у коллеги: { $name }
card-not-ours = ↩️ { $unit }: не к нам, { $reason }
card-not-ours-used = ⏱ с регистрации прошло { $used }
card-whose = 🏢 возможно, { $unit }
card-place = 📍 { $place }
card-importance-high = ❗ важность повышенная
card-importance-critical = ‼️ важность критическая

## Сроки.

card-draft-due = ⏰ ответить до { $at } · <i>{ $term }</i>
card-accept-due = 👌 принять до { $at }
card-reply-due = ✍️ ответить до { $at } · { $term }
card-overdue = 🔴 срок вышел { $at }

## Ответ.

card-reply = ✍️ <b>Ответ</b>, { $name }:
card-reply-for = ✍️ <b>Ответ</b>, { $name } { $whom }:
card-hints = 💡 На что взглянуть: { $hints }
card-public-link = 🔗 <a href="{ $address }">где опубликован ответ</a>

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

card-choose-topic = Выберите тему:
card-choose-unit = Кто ответит:
card-choose-colleague = Кому передать? С 📵 сообщений не получают.
card-choose-came-by = Как исполнитель это сообщил?

## История.

history-title = 📜 <b>История № { $number }</b>
history-title-draft = 📜 <b>История черновика</b>
history-step = { $at } · { $who }: { $what }
history-step-why = { $at } · { $who }: { $what } — { $why }
history-nobody = автоматически

plain-history-create = создан черновик
plain-history-register = зарегистрировано
plain-history-reject = отклонено
plain-history-assign = назначен ответственный
plain-history-accept = принято в работу
plain-history-send = ответ отправлен
plain-history-approve = ответ согласован
plain-history-return = возвращено на доработку
plain-history-publish = ответ опубликован
plain-history-close = закрыто
plain-history-choose-unit = выбран ответственный
plain-history-change-topic = изменена тема
plain-history-add = дополнено
plain-history-give-back = возвращено в подразделение
plain-history-not-ours = возвращено, не к нам
plain-history-not-ours-whose = { $reason }; возможно, { $unit }
plain-history-hand-over = передано коллеге
plain-history-withdraw = ответ отозван
plain-history-accept-for = принято за исполнителя

## За кого, и как пришло: «за „Дороги“, по телефону».

plain-for-unit = за «{ $unit }», { $how }
plain-for-person = за исполнителя { $name }, { $how }
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
