import { rm, stat } from 'node:fs/promises';
import type { TusServer } from '../servers/start-tus-server.ts';
import type { ServerShelf } from './server-shelf.ts';

/** Shows what a tus server stored, by the names in the metadata. */
export function tusShelf(server: TusServer): ServerShelf {
  return {
    url: server.url,
    environment: {},
    files: async () =>
      Promise.all(
        // Its own note says how large a file was to become; how large it became the file itself says.
        (await server.files()).map(async ({ path, metadata }) => ({
          name: metadata['relativePath'] ?? metadata['filename'] ?? '',
          path,
          sizeBytes: (await stat(path)).size,
        })),
      ),
    async clear() {
      server.forgetRequests();
      for (const { path } of await server.files()) {
        await rm(path);
        await rm(`${path}.json`);
      }
    },
    close: () => server.close(),
  };
}
