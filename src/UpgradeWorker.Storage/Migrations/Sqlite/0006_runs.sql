-- AdvanceRuns: what runs took that succeeded without a person's help, to tell how long the next one takes.
CREATE TABLE run_duration (
  run_id TEXT NOT NULL PRIMARY KEY,
  stack TEXT NOT NULL,
  kind TEXT NOT NULL,
  seconds INTEGER NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX run_duration_stack ON run_duration (stack, kind, at);

-- AdvanceRuns: what commands printed, in pieces as they were fetched.
CREATE TABLE run_output (
  run_id TEXT NOT NULL,
  name TEXT NOT NULL,
  piece INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (run_id, name, piece)
);

-- CheckAhead: what a dry preflight found before the window of an approved request opens.
CREATE TABLE preflight_ahead (
  request_id TEXT NOT NULL PRIMARY KEY,
  stack TEXT NOT NULL,
  at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  findings TEXT NOT NULL
);
