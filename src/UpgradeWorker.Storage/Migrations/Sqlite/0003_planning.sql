-- AdvanceRuns: what a person still has to do after a run; the next upgrade of the stack waits until all are closed.
CREATE TABLE manual_step (
  run_id TEXT NOT NULL,
  step_id TEXT NOT NULL,
  stack TEXT NOT NULL,
  version TEXT NOT NULL,
  due TEXT NOT NULL,
  content TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT,
  reason TEXT,
  PRIMARY KEY (run_id, step_id)
);
CREATE INDEX manual_step_stack ON manual_step (stack, closed_at);

-- DetectDrift: drift that was told, so that it is told once, also after a restart.
CREATE TABLE known_drift (
  stack TEXT NOT NULL,
  item TEXT NOT NULL,
  logical_id TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  PRIMARY KEY (stack, item)
);
