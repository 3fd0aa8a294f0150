-- Time: clocks in working time, reminders, escalation, substitutes.

-- Clocks.

-- Since when it stands in its status: what nobody moves on is told of.
ALTER TABLE incident ADD COLUMN status_since BIGINT NOT NULL DEFAULT 0;
UPDATE incident SET status_since = COALESCE(
    (SELECT MAX(h.at) FROM history h WHERE h.incident_id = incident.id AND h.from_status <> h.to_status), created_at);
-- By when whoever can move it on should have done so; NULL where another clock runs.
ALTER TABLE incident ADD COLUMN idle_due BIGINT;
-- When the clock of a reply stood still, because the reply was with its reviewers: [[from, to], …].
ALTER TABLE incident ADD COLUMN pauses TEXT NOT NULL DEFAULT '[]';
-- Set by a person: no rule moves it.
ALTER TABLE incident ADD COLUMN reply_fixed BOOLEAN NOT NULL DEFAULT FALSE;
-- The final clock runs from the publication of an interim reply.
ALTER TABLE incident ADD COLUMN final_from BIGINT;
ALTER TABLE incident ADD COLUMN final_due BIGINT;
ALTER TABLE incident ADD COLUMN final_term TEXT;
ALTER TABLE incident ADD COLUMN final_fixed BOOLEAN NOT NULL DEFAULT FALSE;
-- The local day on which work goes on, promised by an interim reply.
ALTER TABLE incident ADD COLUMN promised_on TEXT;
ALTER TABLE reply ADD COLUMN promised_on TEXT;
-- The due moment that was asked for, while nobody has decided.
ALTER TABLE incident ADD COLUMN extension_until BIGINT;
-- The next moment at which the clock has something to say about it, and up to when it has said everything.
ALTER TABLE incident ADD COLUMN look_at BIGINT;
ALTER TABLE incident ADD COLUMN looked_until BIGINT NOT NULL DEFAULT 0;
CREATE INDEX incident_look ON incident (look_at) WHERE look_at IS NOT NULL;
-- Other rules or another calendar: open incidents are counted anew, in the order of their ids, from behind this one.
ALTER TABLE directory_state ADD COLUMN counted_to BIGINT;
UPDATE directory_state SET counted_to = 0;

-- A request for more time. `until` is the due moment asked for.
CREATE TABLE extension (
    id {{identity}},
    version BIGINT NOT NULL,
    incident_id BIGINT NOT NULL REFERENCES incident (id),
    state TEXT NOT NULL,
    until BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_by BIGINT NOT NULL REFERENCES person (id),
    asked_at BIGINT NOT NULL,
    decided_by BIGINT REFERENCES person (id),
    decided_at BIGINT
);
CREATE INDEX extension_incident ON extension (incident_id, id);

-- Reminders.

-- What one person is to be told about one incident. `key` is unique for ever: nothing is told twice.
CREATE TABLE reminder (
    id {{identity}},
    key TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES person (id),
    incident_id BIGINT NOT NULL REFERENCES incident (id),
    alarm TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- The due moment, or the beginning of the status, that it is about.
    about BIGINT NOT NULL,
    -- From when on the person may be disturbed.
    ready_at BIGINT NOT NULL,
    -- Told at any hour, and beside the limit.
    urgent BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    -- The message that tells it.
    outbox_id BIGINT REFERENCES outbox (id)
);
CREATE INDEX reminder_waiting ON reminder (person_id, ready_at) WHERE state = 'waiting';
CREATE INDEX reminder_ready ON reminder (ready_at) WHERE state = 'waiting';
CREATE INDEX reminder_incident ON reminder (incident_id);
CREATE INDEX reminder_outbox ON reminder (outbox_id) WHERE outbox_id IS NOT NULL;
-- When the person was reminded last, and when «Сегодня» came last.
ALTER TABLE person ADD COLUMN reminded_at BIGINT;
ALTER TABLE person ADD COLUMN today_at BIGINT;

-- A run of a job for one period: whoever writes the row does the work.
CREATE TABLE job_run (
    job TEXT NOT NULL,
    period TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (job, period)
);

-- Substitutes.

-- Local days, both inclusive. `current` while the deputy gets what the person would; set and ended by the clock.
CREATE TABLE absence (
    id {{identity}},
    version BIGINT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id),
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    -- NULL: nobody; the others of the unit go on.
    deputy_id BIGINT REFERENCES person (id),
    state TEXT NOT NULL,
    set_by BIGINT NOT NULL REFERENCES person (id),
    set_at BIGINT NOT NULL
);
CREATE INDEX absence_person ON absence (person_id, state);
CREATE INDEX absence_ahead ON absence (first_day) WHERE state IN ('planned', 'current');
