import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeProtocol } from '../protocols/protocol-contract.ts';
import { ReceiverFixture } from './receiver-fixture.ts';

describeProtocol('tus, at the built-in receiver', {
  kind: 'tus',
  bodyMethod: 'PATCH',
  afterLostAnswer: 'nothing',
  verified: 'crc32',
  htmlIs: 'wrong-protocol',
  // What these mean is asked of the server.
  ownStatuses: [409, 413, 423],
  start: async () => {
    const fixture = await ReceiverFixture.start();
    return {
      url: fixture.client.url,
      close: () => fixture.close(),
      stored: async (relativePath) => {
        const path = join(fixture.directory, relativePath);
        return existsSync(path) ? path : null;
      },
    };
  },
});
