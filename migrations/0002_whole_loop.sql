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

-- Grows whenever a sent message gets other words: what was on its way meanwhile is not the last word.
ALTER TABLE outbox ADD COLUMN changes BIGINT NOT NULL DEFAULT 0;

-- Meaning of messages.

-- What a message is to its incident, and when it was written: a comment comes at most two seconds before its forward.
ALTER TABLE part ADD COLUMN role TEXT NOT NULL DEFAULT 'content';
ALTER TABLE part ADD COLUMN written_at BIGINT NOT NULL DEFAULT 0;

-- Messages that wait for an answer nobody has given for a day.
CREATE INDEX dialog_holding ON dialog (asked_at) WHERE held IS NOT NULL;
