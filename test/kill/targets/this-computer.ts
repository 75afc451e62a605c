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
    return {
      destination: 'This computer',
      environment: { GANTRY_RECEIVE_DIR: home.path },
      wire: null,
      holdings: () => receivedIn(home.path),
      findings: () => noFindings,
      close: home.remove,
    };
  },
};
