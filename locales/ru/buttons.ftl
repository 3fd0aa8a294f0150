### Надписи на кнопках: не длиннее 64 знаков. Одна кнопка — одна надпись везде.

## Черновик.

button-register = ✅ Зарегистрировать
button-undo-registration = ↩️ Отменить регистрацию
button-duplicate = 🔁 Дубликат № { $number }
button-reject = 🗑 Отклонить

## Поля черновика и зарегистрированного инцидента.

button-topic = 🏷 Тема
button-unit = 🏢 Ответственный
button-due = ⏰ Срок
button-place = 📍 Место
button-importance = ❗ Важность

## Карточка получателя.

button-accept = 👌 Принять в работу
button-reply = ✍️ Ответить
button-interim = ⏳ Промежуточный ответ
button-extend = 📅 Продлить срок
button-not-ours = ↩️ Не к нам
button-hand-over = 👤 Передать
button-withdraw = ↩️ Отозвать ответ

## Ответ перед отправкой.

button-send-review = 📨 На проверку
button-edit = ✏️ Изменить

## Проверка ответа.

button-approve = ✅ Согласовать
button-return = 🔧 На доработку
button-completeness = ⭐ Полнота { $mark }

## Согласованный ответ.

button-copy = 📋 Скопировать текст
button-published = 📢 Опубликовано

## Просьба продлить срок.

button-extend-allow = ✅ Продлить
button-extend-refuse = ❌ Отказать

## Зарегистрированный инцидент у оператора, координатора, руководителя.

button-accept-for = 👌 Принять за исполнителя
button-reply-for = ✍️ Ответить за исполнителя
button-history = 📜 История
button-reopen = 🔓 Открыть снова
button-to-main = 🔁 К основному

## Ответ опубликован.

button-solved = 🏁 Решено
button-explained = 🏁 Разъяснено
button-refused = 🏁 Отказ обоснован

## Приглашения.

button-revoke-invite = ↩️ Отозвать

## Сводка.

button-full = Полностью
button-overdue = Просрочено
button-heat-map = Тепловая карта

## Везде.

button-back = ◀️ Назад
button-cancel = ✖️ Отмена
button-refresh = 🔄 Обновить
