-- AdvanceRuns: what a person still has to do after a run; the next upgrade of the stack waits until all are closed.
CREATE TABLE manual_step (
  run_id TEXT COLLATE "C" NOT NULL,
  step_id TEXT COLLATE "C" NOT NULL,
  stack TEXT COLLATE "C" NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  due TEXT COLLATE "C" NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  opened_at TEXT COLLATE "C" NOT NULL,
  closed_at TEXT COLLATE "C",
  closed_by TEXT COLLATE "C",
  reason TEXT COLLATE "C",
  PRIMARY KEY (run_id, step_id)
);
CREATE INDEX manual_step_stack ON manual_step (stack, closed_at);

-- DetectDrift: drift that was told, so that it is told once, also after a restart.
CREATE TABLE known_drift (
  stack TEXT COLLATE "C" NOT NULL,
  item TEXT COLLATE "C" NOT NULL,
  logical_id TEXT COLLATE "C" NOT NULL,
  first_seen TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (stack, item)
);
