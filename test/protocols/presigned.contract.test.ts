import { startSigningStore } from '../servers/start-signing-store.ts';
import { describeProtocol } from './protocol-contract.ts';
import { storedIn } from './stored-in.ts';

describeProtocol('presigned, at a store with a signing endpoint', {
  kind: 'presigned',
  bodyMethod: 'PUT',
  afterLostAnswer: 'all',
  htmlIs: 'unexpected-answer',
  verified: 'accepted',
  // The place itself knows no sign-in of ours: its 401 speaks of the signature.
  ownStatuses: [401],
  start: async () => storedIn(await startSigningStore()),
});
