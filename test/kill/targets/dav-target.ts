import { stat } from 'node:fs/promises';
import { isTemporaryPath } from '../../../electron/engine/protocols/dav/temporary-path.ts';
import { davWire } from '../dav-wire.ts';
import { filesBelow } from '../files-below.ts';
import type { RunningTarget } from '../kill-target.ts';
import { recordWire } from '../record-wire.ts';

export interface DavServer {
  readonly url: string;
  readonly directory: string;
  close(): Promise<void>;
}

/** A server of WebDAV as the destination of one round: a file gets its name when it is whole, and nothing with a temporary name stays. */
export async function davTarget(server: DavServer): Promise<RunningTarget> {
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
}
