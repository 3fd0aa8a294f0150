### Names of what an incident is made of.

incident-post = 🔗 <a href="{ $address }">post</a>

## Statuses.

plain-status-draft = draft
plain-status-new = not assigned yet
plain-status-assigned = assigned
plain-status-in-progress = in progress
plain-status-review = under review
plain-status-rework = in rework
plain-status-approved = reply approved
plain-status-published = reply published
plain-status-monitoring = being monitored
plain-status-closed = closed
plain-status-duplicate = duplicate
plain-status-rejected = no response needed

## Where the resident wrote.

plain-channel-vk = VK
plain-channel-ok = OK
plain-channel-telegram = Telegram
plain-channel-x = X
plain-channel-facebook = Facebook
plain-channel-instagram = Instagram
plain-channel-max = MAX
plain-channel-pos = POS
plain-channel-im = IM
plain-channel-hotline = hotline
plain-channel-site = website
plain-channel-email = e-mail
plain-channel-in-person = in person
plain-channel-other = other

## Where a link leads, if not simply to a post.

plain-link-comment = comment
plain-link-video = video
plain-link-clip = clip
plain-link-photo = photo
plain-link-story = story

## How it ended.

plain-outcome-solved = solved
plain-outcome-explained = explained
plain-outcome-refused = refused with reasons

## How important.

plain-importance-normal = normal
plain-importance-high = high
plain-importance-critical = critical

## Why a message needs no response.

plain-reject-spam = spam
plain-reject-advert = advertising
plain-reject-abuse = abuse
plain-reject-no-problem = not about a problem
plain-reject-solved = solved already
plain-reject-not-here = not our district

## Who is who.

plain-role-operator = operator
plain-role-coordinator = “Incident Management” coordinator
plain-role-media = media officer
plain-role-head = head of the MCU
plain-role-recipient = responsible recipient
plain-role-lead = head of a unit
plain-role-curator = sector curator
plain-role-chief = head of the municipality
plain-role-observer = regional control centre
plain-role-admin = administrator

## Attachments: “3 photos”, “1 video”.

plain-attachment-photo =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
plain-attachment-video =
    { $count ->
        [one] { $count } video
       *[other] { $count } videos
    }
plain-attachment-document =
    { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
plain-attachment-audio =
    { $count ->
        [one] { $count } audio recording
       *[other] { $count } audio recordings
    }
plain-attachment-voice =
    { $count ->
        [one] { $count } voice message
       *[other] { $count } voice messages
    }
plain-attachment-video-note =
    { $count ->
        [one] { $count } video message
       *[other] { $count } video messages
    }
plain-attachment-animation =
    { $count ->
        [one] { $count } animation
       *[other] { $count } animations
    }
plain-attachment-sticker =
    { $count ->
        [one] { $count } sticker
       *[other] { $count } stickers
    }
