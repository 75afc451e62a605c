/**
 * Folders whose new files are sent by themselves; what of each was taken, so that nothing is sent twice; and which batches came of them. `state` of a
 * file: `given` (in the queue), `arrived` (what comes afterwards is still to be done), `sent`, `failed`, `passed-over`.
 */
export const watchedFoldersMigration = `
CREATE TABLE watched_folders (
  watch_id TEXT PRIMARY KEY,
  path TEXT NOT NULL,
  inode TEXT NOT NULL,
  device TEXT NOT NULL,
  target_name TEXT NOT NULL,
  destination_id TEXT NOT NULL REFERENCES destinations (destination_id),
  rules TEXT NOT NULL,
  afterwards TEXT NOT NULL,
  move_folder TEXT,
  is_on INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE watched_files (
  watch_id TEXT NOT NULL REFERENCES watched_folders (watch_id) ON DELETE CASCADE,
  relative_path TEXT NOT NULL,
  state TEXT NOT NULL,
  upload_id TEXT,
  size INTEGER NOT NULL,
  modified_at_ms REAL NOT NULL,
  changed_at_ms REAL,
  inode TEXT NOT NULL,
  device TEXT NOT NULL,
  content_crc INTEGER,
  moving_to TEXT,
  PRIMARY KEY (watch_id, relative_path)
) STRICT, WITHOUT ROWID;
CREATE INDEX watched_files_by_state ON watched_files (watch_id, state);

ALTER TABLE batches ADD COLUMN watch_id TEXT;
ALTER TABLE batches ADD COLUMN watched_path TEXT;
`;
