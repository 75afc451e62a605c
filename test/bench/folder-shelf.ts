import { chown, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { smallFolderName } from './payload.ts';
import type { ServerShelf } from './server-shelf.ts';

/** A server that keeps each file under its path below one directory. */
export interface DirectoryServer {
  readonly url: string;
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Shows what such a server stored. The folder of the small files is always there, since WebDAV wants it to be before a PUT. */
export async function folderShelf(server: DirectoryServer): Promise<ServerShelf> {
  const { directory } = server;

  async function makeFolder(): Promise<void> {
    const folder = join(directory, smallFolderName);
    await mkdir(folder);
    const { uid, gid } = await stat(directory);
    await chown(folder, uid, gid);
  }

  await makeFolder();
  return {
    url: server.url,
    environment: server.environment ?? {},
    async files() {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true });
      return Promise.all(
        entries
          .filter((entry) => entry.isFile() && !entry.parentPath.split(sep).includes('.DAV'))
          .map(async (entry) => {
            const path = join(entry.parentPath, entry.name);
            return { name: relative(directory, path).split(sep).join('/'), path, sizeBytes: (await stat(path)).size };
          }),
      );
    },
    async clear() {
      for (const name of await readdir(directory)) await rm(join(directory, name), { recursive: true });
      await makeFolder();
    },
    close: () => server.close(),
  };
}
