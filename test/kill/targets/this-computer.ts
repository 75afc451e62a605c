import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { incomingFolderName } from '../../../electron/receiver/check-relative-path.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import type { KillTarget } from '../kill-target.ts';
import { receivedIn } from '../received-in.ts';
import { noFindings } from '../wire-findings.ts';

/** The receiver inside the very process that is killed: both ends die in the same moment. */
export const thisComputer: KillTarget = {
  name: 'This computer',
  program: null,
  start: async () => {
    const home = await makeTemporaryDirectory('received');
    const partsFolder = join(home.path, incomingFolderName);
    await mkdir(partsFolder, { mode: 0o700 });
    return {
      destination: 'This computer',
      environment: { GANTRY_RECEIVE_DIR: home.path },
      wire: null,
      partsFolder,
      holdings: () => receivedIn(home.path),
      findings: () => noFindings,
      close: home.remove,
    };
  },
};
