import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startSigningStore } from '../servers/start-signing-store.ts';
import { describeProtocol } from './protocol-contract.ts';

describeProtocol('presigned, at a store with a signing endpoint', {
  kind: 'presigned',
  bodyMethod: 'PUT',
  afterLostAnswer: 'all',
  htmlIs: 'unexpected-answer',
  verified: 'accepted',
  // The place itself knows no sign-in of ours: its 401 speaks of the signature.
  ownStatuses: [401],
  start: async () => {
    const server = await startSigningStore();
    return {
      url: server.url,
      close: server.close,
      stored: async (relativePath) => {
        const path = join(server.directory, relativePath);
        return stat(path).then(
          () => path,
          () => null,
        );
      },
    };
  },
});
