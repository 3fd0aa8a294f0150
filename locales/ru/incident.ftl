### Как называется то, из чего состоит инцидент.

incident-post = 🔗 <a href="{ $address }">пост</a>

## Статусы.

plain-status-draft = черновик
plain-status-new = не распределено
plain-status-assigned = назначено
plain-status-in-progress = в работе
plain-status-review = на согласовании
plain-status-rework = на доработке
plain-status-approved = ответ согласован
plain-status-published = ответ опубликован
plain-status-monitoring = на контроле
plain-status-closed = решено
plain-status-duplicate = дубликат
plain-status-rejected = не требует реакции

## Где написал житель.

plain-channel-vk = ВК
plain-channel-ok = ОК
plain-channel-telegram = Telegram
plain-channel-x = X
plain-channel-facebook = Facebook
plain-channel-instagram = Instagram
plain-channel-max = MAX
plain-channel-pos = ПОС
plain-channel-im = ИМ
plain-channel-hotline = горячая линия
plain-channel-site = сайт
plain-channel-email = e-mail
plain-channel-in-person = лично
plain-channel-other = другое

## Куда ведёт ссылка, если не просто на пост.

plain-link-comment = комментарий
plain-link-video = видео
plain-link-clip = клип
plain-link-photo = фото
plain-link-story = история

## Чем закончилось.

plain-outcome-solved = решено
plain-outcome-explained = разъяснено
plain-outcome-refused = отказ обоснован

## Насколько важно.

plain-importance-normal = обычная
plain-importance-high = повышенная
plain-importance-critical = критическая

## Почему сообщение не требует реакции.

plain-reject-spam = спам
plain-reject-advert = реклама
plain-reject-abuse = оскорбление
plain-reject-no-problem = не о проблеме
plain-reject-solved = уже решено
plain-reject-not-here = не наш район

## Кто есть кто.

plain-role-operator = оператор
plain-role-coordinator = ответственный за «Инцидент менеджмент»
plain-role-media = ответственный за СМИ
plain-role-head = руководитель МЦУ
plain-role-recipient = ответственный получатель
plain-role-lead = руководитель подразделения
plain-role-curator = куратор отраслевого блока
plain-role-chief = глава муниципального образования
plain-role-observer = ЦУР
plain-role-admin = администратор

## Вложения: «3 фото», «1 видео».

plain-attachment-photo = { $count } фото
plain-attachment-video = { $count } видео
plain-attachment-document =
    { $count ->
        [one] { $count } документ
        [few] { $count } документа
       *[many] { $count } документов
    }
plain-attachment-audio =
    { $count ->
        [one] { $count } аудиозапись
        [few] { $count } аудиозаписи
       *[many] { $count } аудиозаписей
    }
plain-attachment-voice =
    { $count ->
        [one] { $count } голосовое сообщение
        [few] { $count } голосовых сообщения
       *[many] { $count } голосовых сообщений
    }
plain-attachment-video-note =
    { $count ->
        [one] { $count } видеосообщение
        [few] { $count } видеосообщения
       *[many] { $count } видеосообщений
    }
plain-attachment-animation =
    { $count ->
        [one] { $count } анимация
        [few] { $count } анимации
       *[many] { $count } анимаций
    }
plain-attachment-sticker =
    { $count ->
        [one] { $count } стикер
        [few] { $count } стикера
       *[many] { $count } стикеров
    }
