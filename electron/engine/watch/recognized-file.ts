import type { WatchDisk } from './watch-disk.ts';
import type { WatchedFileRecord } from './watch-record.ts';

/**
 * The file as it stands at `path`, where its content tells more than its numbers: null where somebody wrote to it and set its time back; with its new number
 * where its file system gives others each time that it is mounted; otherwise `file` itself. Rejects as the disk does.
 */
export async function recognizedFile(
  file: WatchedFileRecord,
  path: string,
  disk: WatchDisk,
  signal: AbortSignal,
): Promise<WatchedFileRecord | null> {
  const { fingerprint: sent, contentCrc } = file;
  const entry = await disk.look(path);
  if (entry.kind !== 'file') return file;
  const { fingerprint: now } = entry;
  if (now.size !== sent.size || now.modifiedAtMs !== sent.modifiedAtMs) return file;
  if (now.inode === sent.inode && now.changedAtMs === sent.changedAtMs) return file;
  // Perhaps only a right of it changed, and perhaps all of it: nobody can tell, so it stays.
  if (contentCrc === null) return null;
  if ((await disk.sumOf(path, signal)) !== contentCrc) return null;
  return { ...file, fingerprint: now };
}
