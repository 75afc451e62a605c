/** The queue as first released. Migrations are append-only: never edit one that was released, add the next. */
export const queueMigration = `
CREATE TABLE destinations (
  destination_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  is_saved INTEGER NOT NULL,
  is_built_in INTEGER NOT NULL,
  is_default INTEGER NOT NULL,
  memory TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE batches (
  batch_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  destination_id TEXT NOT NULL REFERENCES destinations (destination_id),
  conflict TEXT,
  verify INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  is_scanning INTEGER NOT NULL,
  is_cancelled INTEGER NOT NULL,
  ignored INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  settled_at INTEGER
) STRICT;

CREATE TABLE scan_roots (
  batch_id TEXT NOT NULL REFERENCES batches (batch_id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (batch_id, place)
) STRICT;

CREATE TABLE refusals (
  batch_id TEXT NOT NULL REFERENCES batches (batch_id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  code TEXT NOT NULL,
  details TEXT NOT NULL,
  PRIMARY KEY (batch_id, path)
) STRICT;

CREATE TABLE uploads (
  position INTEGER PRIMARY KEY,
  upload_id TEXT NOT NULL UNIQUE,
  batch_id TEXT NOT NULL REFERENCES batches (batch_id) ON DELETE CASCADE,
  source_path TEXT NOT NULL,
  relative_path TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified_at_ms REAL NOT NULL,
  inode TEXT NOT NULL,
  device TEXT NOT NULL,
  status TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  wait_reason TEXT,
  retry_at INTEGER,
  error_code TEXT,
  error_details TEXT,
  bytes_confirmed INTEGER NOT NULL,
  checkpoint TEXT,
  verification TEXT,
  location TEXT,
  started_over INTEGER NOT NULL,
  discard_pending INTEGER NOT NULL,
  settled_at INTEGER
) STRICT;
CREATE INDEX uploads_by_batch ON uploads (batch_id, position);
CREATE INDEX uploads_by_status ON uploads (status, position);
CREATE INDEX uploads_by_source ON uploads (source_path);

CREATE TABLE attempts (
  attempt_id INTEGER PRIMARY KEY,
  upload_id TEXT NOT NULL REFERENCES uploads (upload_id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  error_code TEXT,
  error_details TEXT,
  bytes_from INTEGER NOT NULL,
  bytes_to INTEGER NOT NULL
) STRICT;
CREATE INDEX attempts_by_upload ON attempts (upload_id, attempt_id);
`;
