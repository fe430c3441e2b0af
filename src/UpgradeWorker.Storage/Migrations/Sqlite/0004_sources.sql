-- WatchTemplates
ALTER TABLE release_source ADD COLUMN told_at TEXT;
UPDATE release_source SET told_at = fault_since WHERE fault IS NOT NULL;

-- What each source offers: a file, an object, or the one template behind an address (item = ''). is_current tells by which body
-- the source is recognised; gone_at is set when it no longer counts.
CREATE TABLE release_offer (
  stack TEXT NOT NULL,
  source TEXT NOT NULL,
  item TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  etag TEXT,
  last_modified TEXT,
  is_current INTEGER NOT NULL,
  first_seen TEXT NOT NULL,
  gone_at TEXT,
  PRIMARY KEY (stack, source, item, sha256)
);
CREATE INDEX release_offer_body ON release_offer (stack, sha256);
INSERT INTO release_offer (stack, source, item, sha256, is_current, first_seen)
  SELECT stack, source, file_name, sha256, 1, first_seen FROM release;

-- What sources told of without a template.
CREATE TABLE release_announcement (
  stack TEXT NOT NULL,
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT,
  notes TEXT,
  first_seen TEXT NOT NULL,
  running_then TEXT,
  told_at TEXT,
  PRIMARY KEY (stack, source, name)
);
