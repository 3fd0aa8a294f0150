### Сроки, которые ставят люди: вручную, обещание в промежуточном ответе, продление.

button-due = ⏰ Срок
button-interim = ⏳ Промежуточный ответ
button-extension = 📅 Продлить срок
button-extend = ✅ Продлить
button-by-rule = ↩️ По правилу
button-choice = { $what } · { $when }
button-extension-supply = Ждём материалы или подрядчика
button-extension-weather = Погода не даёт работать
button-extension-survey = Нужно обследование
button-extension-agreement = Идёт согласование

plain-choice-today = Сегодня
plain-choice-tomorrow = Завтра
plain-choice-next-day = Следующий рабочий день
plain-choice-three-days = 3 раб. дня
plain-choice-week = Неделя
plain-choice-one-more = +1 раб. день
plain-choice-three-more = +3 раб. дня
plain-choice-week-more = +неделя

card-choose-due = ⏰ Ответить до какого срока? Выберите или напишите: «завтра 15:00», «пятница», «30.11».
card-choose-promise = ⏳ Когда вернётесь к вопросу? Выберите день или напишите: «среда», «2 декабря».
card-choose-extension = 📅 До какого срока продлить? Выберите или напишите: «пятница», «4.12 12:00».
card-monitoring-until = ⏳ <b>№ { $number }</b> · на контроле, обещали вернуться { $day }
card-final-due = ✍️ окончательный ответ до { $at } · { $term }
card-final-due-set = ✍️ окончательный ответ до { $at }
card-interim = ⏳ <b>Промежуточный ответ</b>, вернутся { $day } · { $name }:
card-extension = 📅 просят продлить до { $at }, решает руководитель МЦУ

reply-title-interim = ⏳ <b>Промежуточный ответ на № { $number }</b> · вернёмся { $day }
reply-ask-interim =
    ⏳ <b>Промежуточный ответ на № { $number }</b> · вернёмся { $day }
    Напишите жителю, что уже делается и чего ждать к этому дню.

notice-earlier =
    ⏰ <b>Срок теперь раньше</b> — № { $number }
    ответить до { $at }
notice-review-interim =
    🔍 <b>Промежуточный ответ на проверку</b> — № { $number }, { $unit }
    обещают вернуться { $day }
    Прочитайте в карточке и решите.
notice-extension =
    📅 <b>Просят продлить</b> — № { $number }, { $unit }
    до { $until }; сейчас срок { $instead }
notice-extended =
    ✅ <b>Срок продлили</b> — № { $number }
    ответить до { $at }
notice-not-extended =
    ❌ <b>Срок не продлили</b> — № { $number }
    ответить до { $at }

question-extension-reason =
    📅 Почему нужно продлить № { $number } до { $until }?
    Выберите или напишите одним сообщением, это увидит руководитель МЦУ.

toast-due = Срок: { $at }
toast-due-by-rule = Срок снова по правилу
toast-promised = Напишите ответ: вернёмся { $day }
toast-monitoring = На контроле до { $day }
toast-extension-asked = Попросили продлить, решит руководитель
toast-extended = Продлено до { $at }
toast-not-extended = Срок остаётся прежним

plain-not-a-date = Не понял дату. Напишите, например: «завтра», «пятница 15:00», «30.11».
plain-past-date = Это уже наступило. Назовите день или время впереди.
plain-far-date = Это слишком далеко: не дальше года.
plain-late-date = Позже { $day } нельзя: столько даёт правило. Нужно больше — попросите «📅 Продлить срок».
plain-not-later = Это не позже нынешнего срока, { $due }. Назовите день после него.
plain-extension-decided = По этой просьбе уже решено.
plain-extension-late = Продлевать поздно: этот срок уже прошёл. Откажите или дождитесь новой просьбы.

plain-history-change-due = срок изменён вручную
plain-history-interim = отправлен промежуточный ответ
plain-history-promised-day = наступил обещанный день
plain-history-ask-extension = просьба продлить срок
plain-history-extend = срок продлён
plain-history-refuse-extension = в продлении отказано
plain-asked-until = до { $at }: { $reason }
