-- Reports: what happened is kept at the moment it happens, so that a report over any past days is a sum along an
-- index and stays right whatever is re-routed, renamed or decided later.

-- An incident that was registered, as it was at the end of that local day. Not those that needed no answer, nor
-- duplicates.
CREATE TABLE received (
    incident_id BIGINT PRIMARY KEY REFERENCES incident (id),
    day TEXT NOT NULL,
    unit TEXT,
    topic TEXT,
    settlement TEXT,
    channel TEXT NOT NULL
);
CREATE INDEX received_day ON received (day, unit, topic, settlement, channel);

-- An answer that a unit owed by a moment: one for each clock of an incident and each unit that had it.
CREATE TABLE owed_answer (
    id {{identity}},
    incident_id BIGINT NOT NULL REFERENCES incident (id),
    -- How often the incident had been opened again before.
    round BIGINT NOT NULL,
    -- 'reply' or 'final'.
    timer TEXT NOT NULL,
    unit TEXT NOT NULL,
    -- When the unit got the incident: its own figures count from there.
    since BIGINT NOT NULL,
    topic TEXT,
    settlement TEXT,
    channel TEXT NOT NULL,
    due BIGINT,
    due_day TEXT,
    -- How much time the unit had, and how much it used by the time it answered or lost it: milliseconds of work, or of
    -- the clock where `clocked`.
    term BIGINT,
    used BIGINT,
    clocked BOOLEAN NOT NULL,
    -- When the answer was sent that was not returned; NULL while it is owed.
    answered_at BIGINT,
    answered_day TEXT,
    -- The sending was in time by the resident's clock, whoever had the incident before.
    in_time BOOLEAN,
    -- How often it came back from its reviewers.
    returns BIGINT NOT NULL DEFAULT 0,
    -- Replies of the unit go through review.
    reviewed BOOLEAN NOT NULL,
    -- The reviewers let it through, or nobody had to.
    accepted BOOLEAN NOT NULL DEFAULT FALSE,
    mark BIGINT,
    closed_day TEXT,
    -- The resident complained again after it: opened again, or another post about the same.
    again_day TEXT,
    -- The unit has it no more, without having answered.
    left_at BIGINT,
    UNIQUE (incident_id, round, timer, unit, since)
);
CREATE INDEX owed_answer_due ON owed_answer (due_day);
-- What was solved, and complained of again, is counted along it without a look at the rows.
CREATE INDEX owed_answer_closed ON owed_answer (closed_day, unit, in_time, again_day) WHERE closed_day IS NOT NULL;
CREATE INDEX owed_answer_again ON owed_answer (again_day) WHERE again_day IS NOT NULL;
CREATE INDEX owed_answer_answered ON owed_answer (answered_day) WHERE answered_day IS NOT NULL;
CREATE INDEX owed_answer_open ON owed_answer (due_day) WHERE answered_at IS NULL AND left_at IS NULL;
CREATE INDEX owed_answer_left ON owed_answer (left_at) WHERE left_at IS NOT NULL;

-- Groups that get the digest of a subtree.
CREATE TABLE digest_group (
    chat BIGINT PRIMARY KEY,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    bound_by BIGINT REFERENCES person (id),
    bound_at BIGINT NOT NULL
);

-- The figures of a digest as they were told, by which the next one compares.
CREATE TABLE digest (
    id {{identity}},
    unit TEXT NOT NULL,
    -- 'daily', 'weekly' or 'monthly'.
    edition TEXT NOT NULL,
    -- The local day on which it came, and the days it tells of, both inclusive.
    day TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    figures TEXT NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE (unit, edition, day)
);

-- What people did beside incidents, append-only: who took which figures away.
CREATE TABLE journal (
    id {{identity}},
    at BIGINT NOT NULL,
    person_id BIGINT REFERENCES person (id),
    action TEXT NOT NULL,
    detail TEXT NOT NULL
);

-- Open incidents get what they owe written down.
UPDATE directory_state SET counted_to = 0;
