import { stat } from 'node:fs/promises';
import { startTusServer } from '../servers/start-tus-server.ts';
import { describeProtocol } from './protocol-contract.ts';

describeProtocol('tus, at @tus/server', {
  kind: 'tus',
  bodyMethod: 'PATCH',
  afterLostAnswer: 'nothing',
  verified: 'size',
  htmlIs: 'wrong-protocol',
  // What these mean is asked of the server.
  ownStatuses: [409, 413, 423],
  start: async () => {
    const server = await startTusServer();
    return {
      url: server.url,
      close: server.close,
      stored: async (relativePath) => {
        for (const file of await server.files()) {
          const isIt = file.metadata['relativePath'] === relativePath;
          if (isIt && (await stat(file.path)).size === file.sizeBytes) return file.path;
        }
        return null;
      },
    };
  },
});
