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

## Ответ опубликован.

button-solved = 🏁 Решено
button-explained = 🏁 Разъяснено
button-refused = 🏁 Отказ обоснован

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
