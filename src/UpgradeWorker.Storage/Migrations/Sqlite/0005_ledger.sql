-- KeepLedger: what was learnt of an entry after it was entered. Entries and supplements are never changed; together they are one fact.
CREATE TABLE ledger_supplement (
  id INTEGER NOT NULL PRIMARY KEY,
  entry_id INTEGER NOT NULL,
  names TEXT NOT NULL,
  run_id TEXT,
  content TEXT NOT NULL,
  recorded_at TEXT NOT NULL
);
CREATE INDEX ledger_supplement_entry ON ledger_supplement (entry_id);
CREATE INDEX ledger_supplement_run ON ledger_supplement (run_id);

-- KeepLedger: when certificates are looked for next, by a handshake with a domain or in a transparency log.
CREATE TABLE certificate_watch (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  tried_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  fault TEXT,
  fault_since TEXT,
  serial TEXT,
  seen_at TEXT,
  PRIMARY KEY (kind, subject)
);

-- KeepLedger: sets of names of which only the reserve is left, and that it was told.
CREATE TABLE ledger_warning (
  names TEXT NOT NULL PRIMARY KEY,
  low_since TEXT
);

-- KeepLedger: commands of operators that it has taken.
CREATE TABLE ledger_command_taken (
  command_id INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  result TEXT NOT NULL
);
