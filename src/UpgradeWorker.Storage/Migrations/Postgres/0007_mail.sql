-- SeekApprovals: what a mail says by itself, so that a second delivery with other transit fields is known again; how it was answered.
ALTER TABLE inbound ADD COLUMN content_sha256 TEXT COLLATE "C";
ALTER TABLE inbound ADD COLUMN judged_at TEXT COLLATE "C";
ALTER TABLE inbound ADD COLUMN approver TEXT COLLATE "C";
ALTER TABLE inbound ADD COLUMN answer TEXT COLLATE "C";
CREATE INDEX inbound_content ON inbound (content_sha256);
CREATE INDEX inbound_sender ON inbound (sender, judged_at);
CREATE INDEX inbound_answer ON inbound (approver, answer, judged_at);

-- SeekApprovals: each code of an authenticator counts once (RFC 6238 section 5.2), and wrong ones are few.
CREATE TABLE totp_use (
  approver TEXT COLLATE "C" NOT NULL,
  step BIGINT NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (approver, step)
);
CREATE TABLE totp_failure (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  approver TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX totp_failure_approver ON totp_failure (approver, at);

-- SeekApprovals: approvers whom a request does not reach.
CREATE TABLE approver_away (
  request_id TEXT COLLATE "C" NOT NULL,
  approver TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  why TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (request_id, approver)
);

-- SeekApprovals: who reads the mailbox, and how that goes.
CREATE TABLE mailbox_watch (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  owner TEXT COLLATE "C" NOT NULL,
  lease_until TEXT COLLATE "C" NOT NULL,
  watched_since TEXT COLLATE "C" NOT NULL,
  last_pass TEXT COLLATE "C",
  fault TEXT COLLATE "C",
  alarmed_at TEXT COLLATE "C"
);
CREATE TABLE canary (
  nonce TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  sent_at TEXT COLLATE "C" NOT NULL,
  arrived_at TEXT COLLATE "C",
  alarmed_at TEXT COLLATE "C"
);

-- SendMail: what the server called the mail.
ALTER TABLE delivery ADD COLUMN remote_id TEXT COLLATE "C";
