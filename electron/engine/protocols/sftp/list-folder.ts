import type { FoundFile } from '../protocol.ts';
import { FoldersToList } from '../transport/folders-to-list.ts';
import { isPartName } from './part-name.ts';
import { remotePath } from './remote-path.ts';
import { isMissing } from './sftp-refusal.ts';
import type { SftpSession } from './sftp-session.ts';

/**
 * Every file below a folder, page by page as the server gives them; the files of a folder before those of the folders in it. Links are not followed,
 * so that it ends; our own unfinished parts are no files yet.
 */
export async function* listFolder(
  session: SftpSession,
  root: string,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<readonly FoundFile[]> {
  const waiting = new FoldersToList(folder.replace(/\/+$/, ''));
  for (let next = waiting.next(); next !== null; next = waiting.next()) {
    const path = next === '' ? (root === '' ? '.' : root) : remotePath(root, next);
    const handle = await session.openFolder(path, signal).catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
    if (handle === null) continue;
    const prefix = next === '' ? '' : `${next}/`;
    try {
      for (let entries = await session.readFolder(handle, signal); entries !== null; entries = await session.readFolder(handle, signal)) {
        const files: FoundFile[] = [];
        for (const { name, kind, sizeBytes, modifiedAtMs } of entries) {
          if (name === '.' || name === '..') continue;
          if (kind === 'folder') waiting.add(prefix + name);
          else if (kind === 'file' && !isPartName(name)) files.push({ relativePath: prefix + name, sizeBytes, modifiedAtMs });
        }
        if (files.length > 0) yield files;
      }
    } finally {
      session.closeLater(handle);
    }
  }
}
