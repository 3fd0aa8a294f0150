### Надписи на кнопках: не длиннее 64 знаков. Одна кнопка — одна надпись везде.

## Черновик.

button-register = ✅ Зарегистрировать
button-duplicate = 🔁 Дубликат
button-duplicate-of = 🔁 Дубликат № { $number }
button-reject = 🗑 Отклонить

## Поля черновика и зарегистрированного инцидента.

button-topic = 🏷 Тема
button-unit = 🏢 Ответственный
button-importance = ❗ Важность
button-place = 📍 Место
button-no-place = 🚫 Убрать место

## Карточка получателя.

button-accept = 👌 Принять в работу
button-reply = ✍️ Ответить
button-not-ours = ↩️ Не к нам
button-hand-over = 👤 Передать
button-files = 📎 Файлы
button-withdraw = ↩️ Отозвать ответ

## Почему не к нам, и чьё это.

button-not-our-place = Не наша территория
button-not-our-matter = Не наши полномочия
button-not-our-object = Объект не наш
button-whose-unknown = Не знаю

## За исполнителя: он ответил не здесь.

button-accept-for = 👌 Принять за исполнителя
button-write-for = ✍️ Ответить за исполнителя
button-by-call = Звонок
button-by-letter = Письмо
button-in-person = Лично

## Кому отдать: подразделение, коллега, и коллега, который не получает сообщений.

button-assign-to = 🏢 { $unit }
button-colleague = 👤 { $name }
button-colleague-silent = 📵 { $name }

## Ответ перед отправкой.

button-send-review = 📨 На проверку
button-edit = ✏️ Изменить
button-drop-files = 🗑 Убрать файлы

## Проверка ответа.

button-approve = ✅ Согласовать
button-return = 🔧 На доработку
button-mark = ⭐ { $points }
button-mark-chosen = ⭐ { $points } ✓
button-versions = 🗂 Версии

## Частые причины вернуть ответ.

button-return-contact = Добавьте контакт
button-return-term = Назовите срок
button-return-substance = Ответьте по существу
button-return-photo = Добавьте фото
button-return-plainness = Уберите канцелярит
button-return-privacy = Уберите личные данные

## Согласованный ответ.

button-copy = 📋 Скопировать текст
button-published = 📢 Опубликовано
button-without-link = Без ссылки

## Оператор пишет ответ и пересылает пост.

button-into-reply = ✍️ Добавить в ответ
button-new-draft = 📝 Новый черновик

## Зарегистрированный инцидент у оператора, координатора, руководителя.

button-history = 📜 История
button-reopen = 🔓 Открыть снова
button-unregister = ↩️ Отменить регистрацию
button-main = К основному

## Ответ опубликован.

button-solved = 🏁 Решено
button-explained = 🏁 Разъяснено
button-refused = 🏁 Отказ обоснован
button-link = 🔗 Ссылка на ответ

## Частые причины открыть снова.

button-reopen-disagrees = Житель не согласен
button-reopen-not-done = Работа не сделана
button-reopen-repeated = Повторная жалоба
button-reopen-mistake = Отклонили по ошибке

## Приглашения и люди.

button-continue = ➡️ Дальше
button-revoke = ↩️ Отозвать
button-admit = ✅ Впустить
button-refuse = ❌ Отказать
button-invite = ✉️ Пригласить
button-rename = ✏️ Переименовать
button-add-role = ➕ Ещё роль
button-take = ➖ { $what }
button-take-yes = ➖ Да, снять
button-remove = 🗑 Убрать
button-remove-yes = 🗑 Да, убрать

## Выбор на карточке.

button-group = 🗂 { $group }
button-current = ✔️ { $what }
button-whole-list = 🗂 Весь список
button-transfer = 🏢 Передать: { $unit }
button-leave = Оставить как есть

## Строка списка ведёт к карточке.

button-incident = № { $number } · { $what }
button-draft = 📝 { $what }
button-incident-overdue = 🔴 № { $number } · { $what }
button-incident-review = 🔍 № { $number } · { $what }
button-incident-publish = 📢 № { $number } · { $what }
button-incident-close = 🏁 № { $number } · { $what }
button-incident-ended = ☑️ № { $number } · { $what }
button-all = 📋 Все дела

## Везде.

button-back = ◀️ Назад
button-previous = ⬅️
button-next = ➡️
button-refresh = 🔄 Обновить
button-cancel = ✖️ Отмена

## Язык, выбранное в списке, дорога из группы.

button-russian = Русский
button-english = English
button-chosen = ✓ { $name }
button-private = ✉️ Написать боту
