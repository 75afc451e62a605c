import { stat } from 'node:fs/promises';
import { startTusServer } from '../../servers/start-tus-server.ts';
import type { KillTarget } from '../kill-target.ts';
import { recordWire } from '../record-wire.ts';
import { tusWire } from '../tus-wire.ts';

/** The tus server from npm, which we did not write. */
export const foreignTus: KillTarget = {
  name: 'tus, @tus/server',
  program: null,
  start: async () => {
    const server = await startTusServer();
    const wire = await recordWire(server.url);
    return {
      destination: `tus+${wire.url}`,
      environment: {},
      wire,
      partsFolder: null,
      holdings: async () => {
        const files = await Promise.all(
          (await server.files()).map(async ({ metadata, path, sizeBytes }) => {
            const { size } = await stat(path);
            return { relativePath: String(metadata['relativePath']), path, bytes: size, isWhole: size === sizeBytes };
          }),
        );
        return { arrived: files.filter(({ isWhole }) => isWhole), leftovers: files.filter(({ isWhole }) => !isWhole) };
      },
      findings: (told) => tusWire(wire.requests(), { told, knowsRepeatedCreation: false }),
      close: async () => {
        await wire.close();
        await server.close();
      },
    };
  },
};
