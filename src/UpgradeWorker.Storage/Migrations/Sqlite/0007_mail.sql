-- SeekApprovals: what a mail says by itself, so that a second delivery with other transit fields is known again; how it was answered.
ALTER TABLE inbound ADD COLUMN content_sha256 TEXT;
ALTER TABLE inbound ADD COLUMN judged_at TEXT;
ALTER TABLE inbound ADD COLUMN approver TEXT;
ALTER TABLE inbound ADD COLUMN answer TEXT;
CREATE INDEX inbound_content ON inbound (content_sha256);
CREATE INDEX inbound_sender ON inbound (sender, judged_at);
CREATE INDEX inbound_answer ON inbound (approver, answer, judged_at);

-- SeekApprovals: each code of an authenticator counts once (RFC 6238 section 5.2), and wrong ones are few.
CREATE TABLE totp_use (
  approver TEXT NOT NULL,
  step INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (approver, step)
);
CREATE TABLE totp_failure (
  id TEXT NOT NULL PRIMARY KEY,
  approver TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX totp_failure_approver ON totp_failure (approver, at);

-- SeekApprovals: approvers whom a request does not reach.
CREATE TABLE approver_away (
  request_id TEXT NOT NULL,
  approver TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (request_id, approver)
);

-- SeekApprovals: who reads the mailbox, and how that goes.
CREATE TABLE mailbox_watch (
  name TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  lease_until TEXT NOT NULL,
  watched_since TEXT NOT NULL,
  last_pass TEXT,
  fault TEXT,
  alarmed_at TEXT
);
CREATE TABLE canary (
  nonce TEXT NOT NULL PRIMARY KEY,
  sent_at TEXT NOT NULL,
  arrived_at TEXT,
  alarmed_at TEXT
);

-- SendMail: what the server called the mail.
ALTER TABLE delivery ADD COLUMN remote_id TEXT;
