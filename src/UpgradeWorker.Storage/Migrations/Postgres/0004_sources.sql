-- WatchTemplates
ALTER TABLE release_source ADD COLUMN told_at TEXT COLLATE "C";
UPDATE release_source SET told_at = fault_since WHERE fault IS NOT NULL;

-- What each source offers: a file, an object, or the one template behind an address (item = ''). is_current tells by which body
-- the source is recognised; gone_at is set when it no longer counts.
CREATE TABLE release_offer (
  stack TEXT COLLATE "C" NOT NULL,
  source TEXT COLLATE "C" NOT NULL,
  item TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  etag TEXT COLLATE "C",
  last_modified TEXT COLLATE "C",
  is_current BIGINT NOT NULL,
  first_seen TEXT COLLATE "C" NOT NULL,
  gone_at TEXT COLLATE "C",
  PRIMARY KEY (stack, source, item, sha256)
);
CREATE INDEX release_offer_body ON release_offer (stack, sha256);
INSERT INTO release_offer (stack, source, item, sha256, is_current, first_seen)
  SELECT stack, source, file_name, sha256, 1, first_seen FROM release;

-- What sources told of without a template.
CREATE TABLE release_announcement (
  stack TEXT COLLATE "C" NOT NULL,
  source TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  version TEXT COLLATE "C",
  notes TEXT COLLATE "C",
  first_seen TEXT COLLATE "C" NOT NULL,
  running_then TEXT COLLATE "C",
  told_at TEXT COLLATE "C",
  PRIMARY KEY (stack, source, name)
);
