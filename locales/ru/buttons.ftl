### Надписи на кнопках: не длиннее 64 знаков. Одна кнопка — одна надпись везде.

## Черновик.

button-register = ✅ Зарегистрировать
button-reject = 🗑 Отклонить

## Поля черновика и зарегистрированного инцидента.

button-topic = 🏷 Тема
button-unit = 🏢 Ответственный

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

## Согласованный ответ.

button-published = 📢 Опубликовано
button-without-link = Без ссылки

## Зарегистрированный инцидент у оператора, координатора, руководителя.

button-history = 📜 История

## Ответ опубликован.

button-solved = 🏁 Решено
button-explained = 🏁 Разъяснено
button-refused = 🏁 Отказ обоснован

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

## Строка списка ведёт к карточке.

button-incident = № { $number } · { $what }
button-draft = 📝 { $what }

## Везде.

button-back = ◀️ Назад
button-previous = ⬅️
button-next = ➡️
button-cancel = ✖️ Отмена

## Язык, выбранное в списке, дорога из группы.

button-russian = Русский
button-english = English
button-chosen = ✓ { $name }
button-private = ✉️ Написать боту
