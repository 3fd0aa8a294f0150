-- Cards: a process died or froze while it may have been changing this message, and its call can still come.
ALTER TABLE card ADD COLUMN doubtful BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX card_doubtful ON card (chat, id) WHERE doubtful;
