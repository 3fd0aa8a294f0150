-- People in memory: counts every change of who holds what, who is away and who can be reached.
ALTER TABLE directory_state ADD COLUMN roster BIGINT NOT NULL DEFAULT 0;

-- Cards: shown without buttons, so there are none to take away when it comes again below.
ALTER TABLE card ADD COLUMN bare BOOLEAN NOT NULL DEFAULT FALSE;
