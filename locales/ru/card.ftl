### Карточка: сообщение, которое показывает инцидент одному человеку.

## Первая строка: что это и что с этим сейчас.

card-draft = 📝 <b>Черновик</b>
card-new = 📥 <b>№ { $number }</b> · не распределено
card-assigned = 🆕 <b>№ { $number }</b> · { $topic }
card-assigned-no-topic = 🆕 <b>№ { $number }</b>
card-in-progress = 🛠 <b>№ { $number }</b> · в работе, { $name }, с { $since }
card-in-progress-unit = 🛠 <b>№ { $number }</b> · в работе
card-review = 🔍 <b>№ { $number }</b> · на проверке с { $since }
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
card-files = 📎 { $what }
card-files-link = 📎 { $what } · { $link }
card-note = 💬 { $note }
card-topic = 🏷 { $group } → { $topic }
card-topic-reason = 🏷 { $group } → { $topic } · <i>по слову «{ $word }»</i>
card-topic-none = 🏷 тема не нашлась, выберите
card-unit = 🏢 { $unit }
card-unit-by-topic = 🏢 { $unit } · <i>отвечает за тему</i>
card-unit-by-settlement = 🏢 { $unit } · <i>отвечает за населённый пункт</i>
card-unit-none = 🏢 ответственный не выбран
card-unit-empty = ⚠️ { $unit }: пока никого нет, карточку получит тот, кто придёт
card-place = 📍 { $place }
card-point = 📍 <a href="{ $address }">точка на карте</a>
card-importance-high = ❗ важность повышенная
card-importance-critical = ‼️ важность критическая

## Сроки.

card-draft-due = ⏰ ответить до { $at } · <i>{ $term }</i>
card-accept-due = 👌 принять до { $at }
card-reply-due = ✍️ ответить до { $at } · { $term }
card-overdue = 🔴 срок вышел { $at }

## Ответ.

card-reply = ✍️ <b>Ответ</b>, { $name }:
card-public-link = 🔗 <a href="{ $address }">где опубликован ответ</a>

## Ответ, который пишут.

reply-ask =
    ✍️ <b>Ответ на № { $number }</b>
    Напишите ответ, можно с фото и документами. Пришлёте несколько сообщений — соберу в один ответ.
reply-title = ✍️ <b>Ответ на № { $number }</b>
reply-no-text = Осталось добавить слова: напишите текст ответа.
reply-sent = 📨 Ответ на № { $number } отправлен на проверку
reply-sent-approved = 📨 Ответ на № { $number } готов к публикации
reply-dropped = ✖️ Ответ на № { $number } отменён

## Списки на карточке.

card-choose-topic = Выберите тему:
card-choose-unit = Кто ответит:

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
plain-history-edit = сообщение изменили
plain-history-give-back = возвращено в подразделение

## Что скрыто от тех, кому контакты не видны.

plain-hidden-phone = [телефон]
plain-hidden-mail = [почта]
plain-hidden-profile = [профиль]
