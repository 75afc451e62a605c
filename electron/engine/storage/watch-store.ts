import type { DestinationId, UploadId, WatchId } from '../../../shared/ids.ts';
import type { Afterwards, WatchRules } from '../../../shared/watched-folder.ts';
import { usualWatchRules } from '../../../shared/watched-folder.ts';
import type { WatchedFileRecord, WatchedFileState, WatchRecord } from '../watch/watch-record.ts';
import { watchedFileStates } from '../watch/watch-record.ts';
import type { Database } from './database.ts';
import { fingerprintFrom } from './fingerprint-from.ts';
import type { SqlRow, SqlValue } from './sql-row.ts';
import { storageErrorOf } from './storage-error-of.ts';

/** How a file of the queue ended, for the watched folder that it came of. */
export interface WatchedEnd {
  readonly uploadId: UploadId;
  readonly state: Extract<WatchedFileState, 'arrived' | 'sent' | 'failed' | 'passed-over'>;
  /** Of what was sent, where it has arrived. */
  readonly sent: Pick<WatchedFileRecord, 'fingerprint' | 'contentCrc'> | null;
}

export interface WatchStore {
  folders(): readonly WatchRecord[];
  /** Written at once, as by `removeFolder` and `forgetFailed`; these throw as `storageErrorOf` says. */
  putFolder(record: WatchRecord): void;
  /** With all that is known of its files. */
  removeFolder(watchId: WatchId): void;
  /** Those of them that are known. */
  files(watchId: WatchId, relativePaths: readonly string[]): ReadonlyMap<string, WatchedFileRecord>;
  /** In the order of their paths, those after `after`. */
  filesIn(watchId: WatchId, state: WatchedFileState, after: string, limit: number): readonly WatchedFileRecord[];
  /** Of a folder that is no longer watched nothing is written. */
  putFile(record: WatchedFileRecord): void;
  removeFile(watchId: WatchId, relativePath: string): void;
  /** Takes note once, however often it is told; a file that arrives is counted. */
  endFile(watchId: WatchId, relativePath: string, end: WatchedEnd): void;
  /** What failed is no longer known, so that it is taken again; but for what the list still has. */
  forgetFailed(watchId: WatchId): void;
  /** With what has arrived nothing is done any more. */
  leaveArrived(watchId: WatchId): void;
  /** Since when another folder stands in its place, in milliseconds since the epoch; null: none does. */
  otherSince(watchId: WatchId): number | null;
  noteOtherSince(watchId: WatchId, sinceMs: number | null): void;
  counts(watchId: WatchId): Readonly<Record<WatchedFileState, number>>;
  /** Makes up for a process that ended between a file's end in the queue and its note here. Throws as the database does where the disk refuses. */
  catchUp(): void;
}

const open = `('given', 'failed', 'passed-over')`;

export function createWatchStore(database: Database): WatchStore {
  const folders = database.prepare('SELECT * FROM watched_folders ORDER BY created_at, rowid');
  const putFolder = database.prepare(
    `INSERT INTO watched_folders (watch_id, path, inode, device, target_name, destination_id, rules, afterwards, move_folder, is_on, sent, created_at)
     VALUES (:watchId, :path, :inode, :device, :targetName, :destinationId, :rules, :afterwards, :moveFolder, :isOn, 0, :createdAt)
     ON CONFLICT (watch_id) DO UPDATE SET path = :path, inode = :inode, device = :device, destination_id = :destinationId, rules = :rules,
       afterwards = :afterwards, move_folder = :moveFolder, is_on = :isOn, other_since = CASE WHEN path = :path THEN other_since END`,
  );
  const removeFolder = database.prepare('DELETE FROM watched_folders WHERE watch_id = :watchId');
  const files = database.prepare(
    'SELECT * FROM watched_files WHERE watch_id = :watchId AND relative_path IN (SELECT value FROM json_each(:relativePaths))',
  );
  const filesIn = database.prepare(
    `SELECT * FROM watched_files WHERE watch_id = :watchId AND state = :state AND relative_path > :after ORDER BY relative_path LIMIT :most`,
  );
  const putFile = database.prepare(
    `INSERT OR REPLACE INTO watched_files (watch_id, relative_path, state, upload_id, size, modified_at_ms, changed_at_ms, inode, device, content_crc, moving_to)
     SELECT :watchId, :relativePath, :state, :uploadId, :size, :modifiedAtMs, :changedAtMs, :inode, :device, :contentCrc, :movingTo
     WHERE EXISTS (SELECT 1 FROM watched_folders WHERE watch_id = :watchId)`,
  );
  const removeFile = database.prepare('DELETE FROM watched_files WHERE watch_id = :watchId AND relative_path = :relativePath');
  const arrive = database.prepare(
    `UPDATE watched_files SET state = :state, upload_id = :uploadId, size = :size, modified_at_ms = :modifiedAtMs, changed_at_ms = :changedAtMs,
       inode = :inode, device = :device, content_crc = :contentCrc, moving_to = NULL
     WHERE watch_id = :watchId AND relative_path = :relativePath AND state IN ${open}
       AND (upload_id = :uploadId OR (size = :size AND modified_at_ms = :modifiedAtMs))`,
  );
  const count = database.prepare('UPDATE watched_folders SET sent = sent + 1 WHERE watch_id = :watchId');
  const end = database.prepare(
    `UPDATE watched_files SET state = :state WHERE watch_id = :watchId AND relative_path = :relativePath AND upload_id = :uploadId AND state IN ${open}`,
  );
  const forgetFailed = database.prepare(
    `DELETE FROM watched_files WHERE watch_id = :watchId AND state = 'failed' AND NOT EXISTS
       (SELECT 1 FROM uploads u JOIN batches b USING (batch_id) WHERE u.upload_id = watched_files.upload_id AND b.listing = 'listed')`,
  );
  const leaveArrived = database.prepare(
    `UPDATE watched_files SET state = 'sent', moving_to = NULL WHERE watch_id = :watchId AND state = 'arrived'`,
  );
  const otherSince = database.prepare('SELECT other_since FROM watched_folders WHERE watch_id = :watchId');
  const noteOtherSince = database.prepare('UPDATE watched_folders SET other_since = :sinceMs WHERE watch_id = :watchId');
  const counts = database.prepare('SELECT state, count(*) AS count FROM watched_files WHERE watch_id = :watchId GROUP BY state');

  /** What a person asks for goes to the disk by itself and not with the queue's changes. */
  function runNow(statement: Pick<typeof putFolder, 'run'>, values: Record<string, SqlValue>): void {
    try {
      statement.run(values);
    } catch (error) {
      throw storageErrorOf(error, database.path);
    }
  }

  return {
    folders: () => folders.all().map(folderFrom),
    putFolder: ({ identity, rules, afterwards, isOn, sent: _counted, ...record }) => {
      runNow(putFolder, {
        ...record,
        ...identity,
        rules: JSON.stringify(rules),
        afterwards: afterwards.kind,
        moveFolder: afterwards.kind === 'move' ? afterwards.folder : null,
        isOn: isOn ? 1 : 0,
      });
    },
    removeFolder: (watchId) => runNow(removeFolder, { watchId }),
    files: (watchId, relativePaths) => {
      const rows = files.all({ watchId, relativePaths: JSON.stringify(relativePaths) }).map(fileFrom);
      return new Map(rows.map((row) => [row.relativePath, row]));
    },
    filesIn: (watchId, state, after, limit) => filesIn.all({ watchId, state, after, most: limit }).map(fileFrom),
    putFile: ({ fingerprint, ...record }) => {
      putFile.run({ ...record, ...columnsOf(fingerprint) });
    },
    removeFile: (watchId, relativePath) => {
      removeFile.run({ watchId, relativePath });
    },
    endFile: (watchId, relativePath, { uploadId, state, sent }) => {
      if (sent === null) {
        end.run({ watchId, relativePath, uploadId, state });
        return;
      }
      const { changes } = arrive.run({
        watchId,
        relativePath,
        uploadId,
        state,
        contentCrc: sent.contentCrc,
        ...columnsOf(sent.fingerprint),
      });
      if (changes > 0) count.run({ watchId });
    },
    forgetFailed: (watchId) => runNow(forgetFailed, { watchId }),
    leaveArrived: (watchId) => {
      leaveArrived.run({ watchId });
    },
    otherSince: (watchId) => (otherSince.get({ watchId })?.['other_since'] ?? null) as number | null,
    noteOtherSince: (watchId, sinceMs) => {
      noteOtherSince.run({ watchId, sinceMs });
    },
    counts: (watchId) => {
      const found = new Map(counts.all({ watchId }).map((row) => [row['state'], Number(row['count'])]));
      const of = (state: WatchedFileState): number => found.get(state) ?? 0;
      return { given: of('given'), arrived: of('arrived'), sent: of('sent'), failed: of('failed'), 'passed-over': of('passed-over') };
    },
    catchUp: () => database.transaction(() => database.exec(catchUpSql)),
  };
}

/** In one go, since a hundred thousand files may have ended. */
const catchUpSql = `
UPDATE watched_folders SET sent = sent + (
  SELECT count(*) FROM watched_files w JOIN uploads u USING (upload_id)
  WHERE w.watch_id = watched_folders.watch_id AND w.state IN ${open} AND u.status = 'completed');
UPDATE watched_files SET
  state = CASE u.status WHEN 'completed' THEN 'arrived' WHEN 'failed' THEN 'failed' ELSE 'passed-over' END,
  size = u.size, modified_at_ms = u.modified_at_ms, changed_at_ms = u.changed_at_ms, inode = u.inode, device = u.device,
  content_crc = CASE WHEN u.read_bytes = u.size THEN u.read_crc END
FROM uploads u WHERE u.upload_id = watched_files.upload_id AND watched_files.state IN ${open}
  AND u.status IN ('completed', 'failed', 'cancelled', 'skipped');
UPDATE watched_files SET state = 'passed-over' WHERE state = 'given' AND NOT EXISTS (SELECT 1 FROM uploads u WHERE u.upload_id = watched_files.upload_id);
UPDATE watched_files SET state = 'sent' WHERE state = 'arrived' AND watch_id IN (SELECT watch_id FROM watched_folders WHERE afterwards = 'leave');
`;

function columnsOf({ size, modifiedAtMs, changedAtMs, inode, device }: WatchedFileRecord['fingerprint']): Record<string, SqlValue> {
  return { size, modifiedAtMs, changedAtMs: changedAtMs ?? null, inode, device };
}

function folderFrom(row: SqlRow): WatchRecord {
  return {
    watchId: row['watch_id'] as WatchId,
    path: String(row['path']),
    identity: { inode: String(row['inode']), device: String(row['device']) },
    targetName: String(row['target_name']),
    destinationId: row['destination_id'] as DestinationId,
    rules: { ...usualWatchRules, ...(JSON.parse(String(row['rules'])) as WatchRules) },
    afterwards: afterwardsFrom(row['afterwards'], row['move_folder']),
    isOn: row['is_on'] === 1,
    sent: Number(row['sent']),
    createdAt: Number(row['created_at']),
  };
}

/** What cannot be read leaves the files where they are. */
function afterwardsFrom(kind: SqlValue | undefined, folder: SqlValue | undefined): Afterwards {
  if (kind === 'trash') return { kind };
  return kind === 'move' && typeof folder === 'string' ? { kind, folder } : { kind: 'leave' };
}

function fileFrom(row: SqlRow): WatchedFileRecord {
  return {
    watchId: row['watch_id'] as WatchId,
    relativePath: String(row['relative_path']),
    state: watchedFileStates.find((state) => state === row['state']) ?? 'passed-over',
    uploadId: row['upload_id'] as UploadId | null,
    fingerprint: fingerprintFrom(row),
    contentCrc: row['content_crc'] as number | null,
    movingTo: row['moving_to'] as string | null,
  };
}
