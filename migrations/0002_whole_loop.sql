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

-- Groups in which somebody spoke to the bot, and when they were last sent to the private chat.
CREATE TABLE group_chat (
    chat BIGINT PRIMARY KEY,
    told_at BIGINT NOT NULL
);

-- Grows whenever a sent message gets other words: what was on its way meanwhile is not the last word.
ALTER TABLE outbox ADD COLUMN changes BIGINT NOT NULL DEFAULT 0;
