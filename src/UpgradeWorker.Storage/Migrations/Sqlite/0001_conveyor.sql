-- Instants are text in the form 2026-11-22T10:00:00.0000000Z (UTC), so that they sort as they are and a person can read them.
-- Every table has one writing stage, named above it; the outbox takes appends from all.

-- WatchStacks
CREATE TABLE stack_watch (
  stack TEXT NOT NULL PRIMARY KEY,
  due_at TEXT NOT NULL,
  fault TEXT,
  fault_since TEXT,
  last_event_id TEXT
);
CREATE TABLE stack_look (
  seq INTEGER NOT NULL PRIMARY KEY,
  stack TEXT NOT NULL,
  at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX stack_look_stack ON stack_look (stack, seq);
CREATE TABLE stack_template (
  sha256 TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL
);
CREATE TABLE stack_event (
  event_id TEXT NOT NULL PRIMARY KEY,
  stack TEXT NOT NULL,
  stack_id TEXT NOT NULL,
  at TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX stack_event_stack ON stack_event (stack, at);

-- WatchTemplates
CREATE TABLE release_source (
  stack TEXT NOT NULL,
  source TEXT NOT NULL,
  due_at TEXT NOT NULL,
  fault TEXT,
  fault_since TEXT,
  PRIMARY KEY (stack, source)
);
CREATE TABLE release (
  stack TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  version TEXT,
  first_seen TEXT NOT NULL,
  source TEXT NOT NULL,
  file_name TEXT NOT NULL,
  fault TEXT,
  PRIMARY KEY (stack, sha256)
);
CREATE TABLE release_template (
  sha256 TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL
);

-- DetectDrift
CREATE TABLE drift_watch (
  stack TEXT NOT NULL PRIMARY KEY,
  due_at TEXT NOT NULL,
  detection_id TEXT,
  started_at TEXT,
  fault TEXT
);
CREATE TABLE drift_report (
  detection_id TEXT NOT NULL PRIMARY KEY,
  stack TEXT NOT NULL,
  started_at TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX drift_report_stack ON drift_report (stack, started_at);

-- KeepLedger
CREATE TABLE ledger_entry (
  id INTEGER NOT NULL PRIMARY KEY,
  dedup_key TEXT NOT NULL UNIQUE,
  names TEXT NOT NULL,
  at TEXT NOT NULL,
  run_id TEXT,
  content TEXT NOT NULL,
  recorded_at TEXT NOT NULL
);
CREATE INDEX ledger_entry_names ON ledger_entry (names, at);
CREATE INDEX ledger_entry_run ON ledger_entry (run_id);

-- AdvanceRuns: a reservation is open until an entry of its run stands in the ledger or it is released.
CREATE TABLE certificate_reservation (
  run_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  names TEXT NOT NULL,
  cost INTEGER NOT NULL,
  taken_at TEXT NOT NULL,
  PRIMARY KEY (run_id, generation, names)
);
CREATE TABLE certificate_release (
  run_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run_id, generation)
);

-- PlanUpgrades
CREATE TABLE analysis (
  stack TEXT NOT NULL PRIMARY KEY,
  inputs_hash TEXT NOT NULL,
  due_at TEXT NOT NULL,
  started_at TEXT NOT NULL,
  phase TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE TABLE plan (
  fingerprint TEXT NOT NULL PRIMARY KEY,
  stack TEXT NOT NULL,
  created_at TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE TABLE current_plan (
  stack TEXT NOT NULL PRIMARY KEY,
  inputs_hash TEXT NOT NULL,
  at TEXT NOT NULL,
  fingerprint TEXT,
  findings TEXT NOT NULL
);

-- SeekApprovals
CREATE TABLE approval_request (
  id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  stack TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  state TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX approval_request_stack ON approval_request (stack, number);
CREATE TABLE approval_token (
  token_hash TEXT NOT NULL PRIMARY KEY,
  request_id TEXT NOT NULL,
  approver TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  state TEXT NOT NULL,
  used_at TEXT
);
CREATE INDEX approval_token_request ON approval_token (request_id);
CREATE TABLE verdict (
  id TEXT NOT NULL PRIMARY KEY,
  request_id TEXT NOT NULL,
  at TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX verdict_request ON verdict (request_id, at);
CREATE TABLE inbound (
  raw_sha256 TEXT NOT NULL PRIMARY KEY,
  received_at TEXT NOT NULL,
  sender TEXT NOT NULL,
  message_id TEXT,
  outcome TEXT NOT NULL,
  request_id TEXT,
  failures INTEGER NOT NULL,
  content TEXT NOT NULL
);
CREATE TABLE command_taken (
  command_id INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  result TEXT NOT NULL
);

-- StartRuns: inserts only.
CREATE TABLE run (
  id TEXT NOT NULL PRIMARY KEY,
  stack TEXT NOT NULL,
  stack_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  request_id TEXT NOT NULL UNIQUE,
  started_at TEXT NOT NULL,
  window_closes TEXT NOT NULL
);
CREATE INDEX run_stack ON run (stack, started_at);

-- AdvanceRuns
CREATE TABLE run_progress (
  run_id TEXT NOT NULL PRIMARY KEY,
  stack TEXT NOT NULL,
  generation INTEGER NOT NULL,
  step TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  step_began TEXT NOT NULL,
  due_at TEXT NOT NULL,
  ending TEXT,
  why TEXT,
  ended_at TEXT,
  lease_owner TEXT,
  lease_until TEXT,
  fence INTEGER NOT NULL
);
CREATE INDEX run_progress_due ON run_progress (ended_at, due_at);
CREATE TABLE journal (
  run_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  step TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (run_id, seq)
);
CREATE TABLE run_command_taken (
  command_id INTEGER NOT NULL PRIMARY KEY,
  run_id TEXT NOT NULL,
  at TEXT NOT NULL,
  result TEXT NOT NULL
);

-- Appended to by every stage; a mail is composed once and its bytes never change.
CREATE TABLE outbox (
  id INTEGER NOT NULL PRIMARY KEY,
  dedupe_key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  message_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  give_up_at TEXT NOT NULL,
  raw BLOB NOT NULL
);

-- SendMail
CREATE TABLE delivery (
  outbox_id INTEGER NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_try TEXT NOT NULL,
  lease_until TEXT,
  last_error TEXT,
  sent_at TEXT
);

-- SendSummary
CREATE TABLE summary_sent (
  recipient TEXT NOT NULL PRIMARY KEY,
  due_at TEXT NOT NULL,
  sent_at TEXT
);

-- The command line: what local operators ask for. Rows are taken by the stage that owns what they change.
CREATE TABLE operator_command (
  id INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  user_name TEXT NOT NULL,
  verb TEXT NOT NULL,
  stack TEXT,
  target TEXT,
  content TEXT NOT NULL
);
