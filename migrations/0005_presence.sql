-- Running it: when the bot was last alive and in touch with the messenger, and what it tells of its absences.

-- When the leader last said that it lives, and when the messenger last gave it what waited; NULL: never yet.
ALTER TABLE lead ADD COLUMN alive_at BIGINT;
ALTER TABLE lead ADD COLUMN reached_at BIGINT;
-- Why the messenger gives nothing since; NULL: it does.
ALTER TABLE lead ADD COLUMN trouble TEXT;

-- A time in which nothing came in. `told_at` is NULL until people have heard of it.
CREATE TABLE outage (
    id {{identity}},
    began_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    told_at BIGINT
);
CREATE INDEX outage_untold ON outage (id) WHERE told_at IS NULL;
