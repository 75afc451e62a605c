import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startApacheDav } from '../../servers/start-apache-dav.ts';
import type { MatrixProtocol } from '../matrix-protocol.ts';
import { folderOf } from './folder-of.ts';
import { SharedServer } from './shared-server.ts';

const apache = new SharedServer(startApacheDav);

/** WebDAV at one Apache for all cases, in a folder each. */
export const davAtApache: Pick<MatrixProtocol, 'start' | 'end'> = {
  start: async () => {
    const { server, place } = await apache.enter();
    const directory = join(server.directory, place);
    await mkdir(directory);
    // Whoever Apache runs as.
    await chmod(directory, 0o777);
    const { kept, empty } = folderOf(directory);
    return {
      url: `${server.url}${place}/`,
      // What Apache itself writes to until a request is through, and keeps while it waits for a client that is gone.
      kept: async () => (await kept()).filter(({ name }) => !name.startsWith('.davfs.tmp')),
      empty,
      close: async () => undefined,
    };
  },
  end: () => apache.end(),
};
