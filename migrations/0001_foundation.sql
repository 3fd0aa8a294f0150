-- One schema for both engines. {{identity}} is the only dialect: a key that is never used again.
-- Instants are unix milliseconds, local days are YYYY-MM-DD, lists and free shapes are JSON in TEXT.

-- The one process that handles, delivers and ticks. A late predecessor writes nothing: its epoch is old.
CREATE TABLE lead (
    id BIGINT PRIMARY KEY,
    epoch BIGINT NOT NULL,
    clean BOOLEAN NOT NULL
);
INSERT INTO lead (id, epoch, clean) VALUES (1, 0, TRUE);

-- Every update as it came; the body goes as soon as it is handled.
CREATE TABLE inbox (
    update_id BIGINT PRIMARY KEY,
    queue_key BIGINT NOT NULL,
    body TEXT,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    error TEXT,
    kept_at BIGINT NOT NULL,
    handled_at BIGINT
);
CREATE INDEX inbox_waiting ON inbox (kept_at, update_id) WHERE state = 'waiting';
CREATE INDEX inbox_handled ON inbox (handled_at) WHERE state = 'handled';
CREATE INDEX inbox_failed ON inbox (update_id) WHERE state = 'failed';

-- The directory: entries are retired, never deleted; `version` tells running processes to read it again.
CREATE TABLE directory_state (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL
);
INSERT INTO directory_state (id, version) VALUES (1, 0);

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE sphere (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    retired BOOLEAN NOT NULL
);

CREATE TABLE unit (
    code TEXT PRIMARY KEY,
    parent TEXT,
    name TEXT NOT NULL,
    short TEXT NOT NULL,
    sphere TEXT,
    review BOOLEAN NOT NULL,
    league TEXT,
    working_time TEXT,
    position BIGINT NOT NULL,
    retired BOOLEAN NOT NULL
);

CREATE TABLE topic (
    code TEXT PRIMARY KEY,
    topic_group TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT,
    words TEXT NOT NULL,
    importance TEXT NOT NULL,
    position BIGINT NOT NULL,
    retired BOOLEAN NOT NULL
);

CREATE TABLE settlement (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    unit TEXT,
    takes TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    position BIGINT NOT NULL,
    retired BOOLEAN NOT NULL
);

CREATE TABLE source (
    channel TEXT PRIMARY KEY,
    settlement TEXT,
    position BIGINT NOT NULL
);

CREATE TABLE deadline_rule (
    position BIGINT PRIMARY KEY,
    kind TEXT,
    unit TEXT,
    topic TEXT,
    importance TEXT,
    channel TEXT,
    accept TEXT,
    reply TEXT,
    final TEXT
);

-- People. `chat` is the account, which is also the private conversation. Removed people stay in the history.
CREATE TABLE person (
    id {{identity}},
    chat BIGINT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    removed_at BIGINT
);

CREATE TABLE post (
    person_id BIGINT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    unit TEXT NOT NULL,
    sphere TEXT NOT NULL,
    PRIMARY KEY (person_id, role, unit, sphere)
);
CREATE INDEX post_unit ON post (unit, role);
CREATE INDEX post_role ON post (role);

-- Conversations that refuse us until the person comes back.
CREATE TABLE unreachable (
    chat BIGINT PRIMARY KEY,
    since BIGINT NOT NULL,
    reason TEXT NOT NULL
);

CREATE TABLE number_sequence (
    year BIGINT PRIMARY KEY,
    last BIGINT NOT NULL
);

CREATE TABLE incident (
    id {{identity}},
    version BIGINT NOT NULL,
    number_year BIGINT,
    number_sequence BIGINT,
    status TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    source_title TEXT,
    post BIGINT,
    link TEXT,
    author TEXT,
    author_nick TEXT,
    text TEXT NOT NULL,
    topic TEXT,
    topic_reason TEXT,
    unit TEXT,
    unit_reason TEXT,
    settlement TEXT,
    importance TEXT NOT NULL,
    created_by BIGINT NOT NULL REFERENCES person (id),
    assignee BIGINT REFERENCES person (id),
    created_at BIGINT NOT NULL,
    registered_at BIGINT,
    assigned_at BIGINT,
    accepted_at BIGINT,
    accept_due BIGINT,
    reply_due BIGINT,
    reply_term TEXT,
    public_link TEXT,
    outcome TEXT,
    closed_at BIGINT
);
CREATE UNIQUE INDEX incident_number ON incident (number_year, number_sequence);
CREATE INDEX incident_open_unit ON incident (unit, reply_due) WHERE status NOT IN ('closed', 'duplicate', 'rejected');
CREATE INDEX incident_open_status ON incident (status, reply_due) WHERE status NOT IN ('closed', 'duplicate', 'rejected');

-- One version of an answer.
CREATE TABLE reply (
    id {{identity}},
    version BIGINT NOT NULL,
    incident_id BIGINT NOT NULL REFERENCES incident (id),
    author_id BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    text TEXT NOT NULL,
    return_reason TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    decided_at BIGINT,
    decided_by BIGINT REFERENCES person (id)
);
CREATE INDEX reply_incident ON reply (incident_id, id);
CREATE INDEX reply_writing ON reply (author_id) WHERE state = 'writing';

-- The messages a draft (reply_id NULL) or a reply was made of.
CREATE TABLE part (
    id {{identity}},
    incident_id BIGINT NOT NULL REFERENCES incident (id),
    reply_id BIGINT REFERENCES reply (id),
    chat BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    album TEXT,
    text TEXT NOT NULL,
    attachments TEXT NOT NULL
);
CREATE INDEX part_incident ON part (incident_id, id);
CREATE INDEX part_message ON part (chat, message_id);
CREATE INDEX part_album ON part (chat, album) WHERE album IS NOT NULL;

-- Append-only: who did what, when and why.
CREATE TABLE history (
    id {{identity}},
    incident_id BIGINT NOT NULL REFERENCES incident (id),
    at BIGINT NOT NULL,
    actor_id BIGINT REFERENCES person (id),
    action TEXT NOT NULL,
    from_status TEXT NOT NULL,
    to_status TEXT NOT NULL,
    detail TEXT,
    update_id BIGINT
);
CREATE INDEX history_incident ON history (incident_id, id);

-- What the bot waits for from a person: at most one thing at a time.
CREATE TABLE dialog (
    id {{identity}},
    version BIGINT NOT NULL,
    person_id BIGINT NOT NULL UNIQUE REFERENCES person (id),
    waits_for TEXT NOT NULL,
    incident_id BIGINT REFERENCES incident (id),
    reply_id BIGINT REFERENCES reply (id),
    held TEXT,
    asked_at BIGINT NOT NULL
);

-- A message that shows an incident (reply_id 0) or a reply being written to one person. Stale while dirty > clean.
CREATE TABLE card (
    id {{identity}},
    person_id BIGINT NOT NULL REFERENCES person (id),
    incident_id BIGINT NOT NULL REFERENCES incident (id),
    reply_id BIGINT NOT NULL,
    chat BIGINT NOT NULL,
    message_id BIGINT,
    screen TEXT NOT NULL,
    dirty BIGINT NOT NULL,
    clean BIGINT NOT NULL,
    shown TEXT,
    priority BIGINT NOT NULL,
    error TEXT,
    UNIQUE (person_id, incident_id, reply_id)
);
CREATE INDEX card_incident ON card (incident_id);
CREATE INDEX card_message ON card (chat, message_id);
CREATE INDEX card_stale ON card (chat, priority, id) WHERE dirty > clean;

-- Everything else that is said. `key` is unique for ever, so that nothing is queued twice.
CREATE TABLE outbox (
    id {{identity}},
    key TEXT NOT NULL UNIQUE,
    chat BIGINT NOT NULL,
    priority BIGINT NOT NULL,
    state TEXT NOT NULL,
    body TEXT,
    card_id BIGINT REFERENCES card (id),
    incident_id BIGINT REFERENCES incident (id),
    subject TEXT,
    message_id BIGINT,
    plain BOOLEAN NOT NULL,
    error TEXT,
    queued_at BIGINT NOT NULL,
    done_at BIGINT
);
CREATE INDEX outbox_pending ON outbox (chat, priority, id) WHERE state IN ('queued', 'stripping');
CREATE INDEX outbox_subject ON outbox (subject) WHERE subject IS NOT NULL;
CREATE INDEX outbox_message ON outbox (chat, message_id);
CREATE INDEX outbox_failed ON outbox (id) WHERE state = 'failed';
CREATE INDEX outbox_done ON outbox (done_at) WHERE state IN ('sent', 'withdrawn');
