import { stat } from 'node:fs/promises';
import { isTemporaryPath } from '../../../electron/engine/protocols/dav/temporary-path.ts';
import { startApacheDav } from '../../servers/start-apache-dav.ts';
import { davWire } from '../dav-wire.ts';
import { filesBelow } from '../files-below.ts';
import type { KillTarget } from '../kill-target.ts';
import { recordWire } from '../record-wire.ts';

/** WebDAV: a file gets its name when it is whole, and nothing with a temporary name stays. */
export const apacheDav: KillTarget = {
  name: 'WebDAV, Apache',
  notEveryDayBecause: 'about once in thirty rounds Apache is left with the hidden temporary file of a try that was killed',
  program: 'apache2',
  start: async () => {
    const server = await startApacheDav();
    const wire = await recordWire(server.url);
    return {
      destination: `dav+${wire.url}`,
      environment: {},
      wire,
      partsFolder: null,
      holdings: async () => {
        const files = await filesBelow(server.directory);
        // What Apache itself writes to until a request is through.
        const isOnItsWay = (relativePath: string): boolean => isTemporaryPath(relativePath) || /(^|\/)\.davfs\.tmp/.test(relativePath);
        const leftovers = files.filter(({ relativePath }) => isOnItsWay(relativePath));
        return {
          arrived: files.filter(({ relativePath }) => !isOnItsWay(relativePath)),
          leftovers: await Promise.all(leftovers.map(async ({ relativePath, path }) => ({ relativePath, bytes: (await stat(path)).size }))),
        };
      },
      findings: (told) => davWire(wire.requests(), told),
      close: async () => {
        await wire.close();
        await server.close();
      },
    };
  },
};
