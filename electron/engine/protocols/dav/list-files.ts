import type { FoundFile } from '../protocol.ts';
import { FoldersToList } from '../transport/folders-to-list.ts';
import type { DavClient } from './dav-client.ts';
import { davFolderUrl } from './dav-url.ts';
import { isTemporaryPath } from './temporary-path.ts';

/** Every file below a folder, a page for each folder, the nearest first. Our own temporary names are left out. */
export async function* listFiles(
  client: DavClient,
  destination: URL,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<readonly FoundFile[]> {
  const waiting = new FoldersToList(folder);
  for (let next = waiting.next(); next !== null; next = waiting.next()) {
    const url = davFolderUrl(destination, next);
    const prefix = decodeURIComponent(url.pathname);
    const files: FoundFile[] = [];
    for (const { path, isFolder, sizeBytes, modifiedAtMs } of await client.entries(url, 1, signal)) {
      const name = path.startsWith(prefix) ? path.slice(prefix.length) : '';
      // The folder itself, and whatever a server should not have said.
      if (name === '' || name.includes('/') || name === '.' || name === '..') continue;
      const relativePath = next === '' ? name : `${next}/${name}`;
      if (isFolder) waiting.add(relativePath);
      else if (!isTemporaryPath(relativePath)) files.push({ relativePath, sizeBytes, modifiedAtMs });
    }
    if (files.length > 0) yield files;
  }
}
