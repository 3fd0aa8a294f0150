-- Purge: personal data of what ended long ago are destroyed; the rows stay for the figures.

-- When its personal data were destroyed; NULL: they are there.
ALTER TABLE incident ADD COLUMN purged_at BIGINT;
-- What ended and has its words still, the longest ago first.
CREATE INDEX incident_ended ON incident (status_since)
    WHERE purged_at IS NULL AND status IN ('closed', 'duplicate', 'rejected');
-- Few messages still have words: those that wait, or were refused.
CREATE INDEX outbox_worded ON outbox (incident_id) WHERE (body IS NOT NULL OR error IS NOT NULL);
-- When somebody looked for it; what was looked for before counts as long ago.
ALTER TABLE search ADD COLUMN at BIGINT NOT NULL DEFAULT 0;
