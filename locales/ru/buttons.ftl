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

## Карточка получателя.

button-accept = 👌 Принять в работу
button-reply = ✍️ Ответить

## Ответ перед отправкой.

button-send-review = 📨 На проверку
button-edit = ✏️ Изменить

## Проверка ответа.

button-approve = ✅ Согласовать
button-return = 🔧 На доработку

## Согласованный ответ.

button-published = 📢 Опубликовано
button-without-link = Без ссылки

## Зарегистрированный инцидент у оператора, координатора, руководителя.

button-history = 📜 История
button-unregister = ↩️ Отменить регистрацию
button-main = К основному

## Ответ опубликован.

button-solved = 🏁 Решено
button-explained = 🏁 Разъяснено
button-refused = 🏁 Отказ обоснован

## Выбор на карточке.

button-group = 🗂 { $group }
button-current = ✔️ { $what }
button-whole-list = 🗂 Весь список
button-transfer = 🏢 Передать: { $unit }
button-leave = Оставить как есть

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
