import { startReceiver } from '../../../electron/receiver/start-receiver.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import type { KillTarget } from '../kill-target.ts';
import { receivedIn } from '../received-in.ts';
import { recordWire } from '../record-wire.ts';
import { tusWire } from '../tus-wire.ts';

/** Our own receiver in another process than the one that is killed. */
export const ownReceiver: KillTarget = {
  name: 'tus, gantry serve',
  program: null,
  start: async () => {
    const home = await makeTemporaryDirectory('received');
    const receiver = await startReceiver({ directory: home.path, port: 0, log: { write: () => undefined } });
    const wire = await recordWire(receiver.destinationUrl.replace(/^tus\+/, ''));
    return {
      destination: `tus+${wire.url}`,
      environment: {},
      wire,
      partsFolder: null,
      holdings: () => receivedIn(home.path),
      findings: (told) => tusWire(wire.requests(), { told, knowsRepeatedCreation: true }),
      close: async () => {
        await wire.close();
        await receiver.close();
        await home.remove();
      },
    };
  },
};
