-- DetectDrift: since when detection fails, and when people were told of it.
ALTER TABLE drift_watch ADD COLUMN fault_since TEXT COLLATE "C";
ALTER TABLE drift_watch ADD COLUMN told_at TEXT COLLATE "C";
