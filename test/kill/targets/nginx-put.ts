import { startNginx } from '../../servers/start-nginx.ts';
import { filesBelow } from '../files-below.ts';
import type { KillTarget } from '../kill-target.ts';
import { putWire } from '../put-wire.ts';
import { recordWire } from '../record-wire.ts';

/** Plain PUT: it cannot resume inside of a file, but what has arrived stays, once. */
export const nginxPut: KillTarget = {
  name: 'PUT, nginx',
  program: 'nginx',
  start: async () => {
    const server = await startNginx();
    const wire = await recordWire(server.url);
    return {
      destination: `put+${wire.url}`,
      environment: {},
      wire,
      partsFolder: null,
      holdings: async () => ({ arrived: await filesBelow(server.directory), leftovers: [] }),
      findings: (told) => putWire(wire.requests(), told),
      close: async () => {
        await wire.close();
        await server.close();
      },
    };
  },
};
