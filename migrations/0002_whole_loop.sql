-- The whole main loop: what joining, intake, answering, reviewing and looking need beside the foundation.

-- Our own public name in the messenger, for links into the private chat; NULL until it has been told.
ALTER TABLE directory_state ADD COLUMN bot TEXT;

-- The language a person chose; NULL: the centre's.
ALTER TABLE person ADD COLUMN language TEXT;

-- Where it is about, beside the settlement, and why that was suggested.
ALTER TABLE incident ADD COLUMN settlement_reason TEXT;
ALTER TABLE incident ADD COLUMN street TEXT;
ALTER TABLE incident ADD COLUMN house TEXT;
ALTER TABLE incident ADD COLUMN latitude DOUBLE PRECISION;
ALTER TABLE incident ADD COLUMN longitude DOUBLE PRECISION;
-- The operator's own words beside the resident's.
ALTER TABLE incident ADD COLUMN note TEXT;
-- The main incident that a duplicate follows.
ALTER TABLE incident ADD COLUMN duplicate_of BIGINT REFERENCES incident (id);

-- The reviewer's mark for completeness, 0 to 2.
ALTER TABLE reply ADD COLUMN mark BIGINT;
-- How the answer came that an operator wrote down for the recipient.
ALTER TABLE reply ADD COLUMN came_by TEXT;

-- Joining.

-- When the person first pressed Start or wrote; NULL: nothing can reach the person yet.
ALTER TABLE person ADD COLUMN started_at BIGINT;
UPDATE person SET started_at = added_at
WHERE chat IN (SELECT chat FROM outbox WHERE message_id IS NOT NULL)
   OR chat IN (SELECT chat FROM card WHERE message_id IS NOT NULL);

-- A link that gives posts to whoever opens it first. The code itself is kept nowhere.
CREATE TABLE invite (
    id {{identity}},
    state TEXT NOT NULL,
    -- SHA-256; NULL while the posts are being chosen.
    code_hash TEXT UNIQUE,
    -- Roles, unit and sphere as JSON.
    offer TEXT NOT NULL,
    -- NULL: the claim of the first administrator, made in the terminal.
    invited_by BIGINT REFERENCES person (id),
    made_at BIGINT NOT NULL,
    expires_at BIGINT,
    -- Who opened it and waits to be let in.
    asked_chat BIGINT,
    asked_name TEXT,
    used_by BIGINT REFERENCES person (id),
    used_at BIGINT,
    -- The posts it really gave, as JSON: those the person did not hold before.
    given TEXT,
    revoked_at BIGINT
);
CREATE INDEX invite_choosing ON invite (invited_by) WHERE state = 'choosing';
CREATE INDEX incident_assignee ON incident (assignee) WHERE status NOT IN ('closed', 'duplicate', 'rejected');

-- Intake.

-- What the addresses of one post share, to find what was brought before.
ALTER TABLE incident ADD COLUMN post_key TEXT;
CREATE INDEX incident_post_key ON incident (post_key) WHERE post_key IS NOT NULL;
CREATE INDEX incident_duplicate_of ON incident (duplicate_of) WHERE duplicate_of IS NOT NULL;
-- Why the importance is suggested; NULL: a person chose it.
ALTER TABLE incident ADD COLUMN importance_reason TEXT;
-- A row for each post: whoever brings one waits for whoever brings the same at this moment, and then sees it.
CREATE TABLE brought (
    post_key TEXT PRIMARY KEY,
    times BIGINT NOT NULL
);

-- Recipients.

-- Review.

-- How often it was opened again after an answer, and when last: from then on the reply clock runs anew.
ALTER TABLE incident ADD COLUMN reopened BIGINT NOT NULL DEFAULT 0;
ALTER TABLE incident ADD COLUMN reopened_at BIGINT;

-- Looking.

-- What an incident is found by: stems, private ones only by those who see the author. Derived, so without a
-- reference; {{bytewise}} makes a stem's beginning a range of the key.
CREATE TABLE incident_word (
    stem TEXT {{bytewise}} NOT NULL,
    incident_id BIGINT NOT NULL,
    private BOOLEAN NOT NULL,
    PRIMARY KEY (stem, incident_id, private)
);

-- The same stems by incident, between spaces: a change takes out only what is gone, a search checks its other words.
CREATE TABLE incident_stems (
    incident_id BIGINT PRIMARY KEY,
    stems TEXT NOT NULL,
    private TEXT NOT NULL
);

-- What somebody looked for: buttons have no room for words.
CREATE TABLE search (
    id {{identity}},
    person_id BIGINT NOT NULL REFERENCES person (id),
    words TEXT NOT NULL
);
CREATE INDEX search_person ON search (person_id, id);

-- What was set as the menu of commands, as a fingerprint; NULL: to be set, empty: refused.
ALTER TABLE person ADD COLUMN menu TEXT;
CREATE INDEX person_menu ON person (id) WHERE menu IS NULL;
-- The same of the menu that strangers see.
ALTER TABLE directory_state ADD COLUMN menu TEXT;
-- What a message says, as a fingerprint: 🔄 of a list that has not changed is no edit.
ALTER TABLE outbox ADD COLUMN said TEXT;

-- Messenger.

-- Whoever held the card sees the incident no more: it was cut down or deleted.
ALTER TABLE card ADD COLUMN taken_back BOOLEAN NOT NULL DEFAULT FALSE;
-- All messages an album was sent as, to take them back.
ALTER TABLE outbox ADD COLUMN messages TEXT;
CREATE INDEX outbox_card ON outbox (card_id) WHERE card_id IS NOT NULL;
CREATE INDEX outbox_undelivered ON outbox (chat) WHERE state = 'undelivered';
DROP INDEX outbox_pending;
CREATE INDEX outbox_pending ON outbox (chat, priority, id) WHERE state IN ('queued', 'stripping', 'recalling');

-- Groups in which somebody spoke to the bot, and when they were last sent to the private chat.
CREATE TABLE group_chat (
    chat BIGINT PRIMARY KEY,
    told_at BIGINT NOT NULL
);

-- Grows whenever a sent message gets other words: what was on its way meanwhile is not the last word.
ALTER TABLE outbox ADD COLUMN changes BIGINT NOT NULL DEFAULT 0;

-- Meaning of messages.

-- What a message is to its incident, and when it was written: a comment comes at most two seconds before its forward.
ALTER TABLE part ADD COLUMN role TEXT NOT NULL DEFAULT 'content';
ALTER TABLE part ADD COLUMN written_at BIGINT NOT NULL DEFAULT 0;

-- Messages that wait for an answer nobody has given for a day.
CREATE INDEX dialog_holding ON dialog (asked_at) WHERE held IS NOT NULL;
