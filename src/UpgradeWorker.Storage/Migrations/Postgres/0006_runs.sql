-- AdvanceRuns: what runs took that succeeded without a person's help, to tell how long the next one takes.
CREATE TABLE run_duration (
  run_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  stack TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  seconds BIGINT NOT NULL,
  at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX run_duration_stack ON run_duration (stack, kind, at);

-- AdvanceRuns: what commands printed, in pieces as they were fetched.
CREATE TABLE run_output (
  run_id TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  piece BIGINT NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (run_id, name, piece)
);

-- CheckAhead: what a dry preflight found before the window of an approved request opens.
CREATE TABLE preflight_ahead (
  request_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  stack TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  due_at TEXT COLLATE "C" NOT NULL,
  findings TEXT COLLATE "C" NOT NULL
);
