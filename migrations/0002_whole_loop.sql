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

-- Intake.

-- Recipients.

-- Review.

-- Looking.

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
