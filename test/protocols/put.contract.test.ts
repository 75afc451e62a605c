import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'vitest';
import { hasProgram } from '../servers/has-program.ts';
import { missingProgram } from '../servers/missing-program.ts';
import { startNginx } from '../servers/start-nginx.ts';
import { describeProtocol } from './protocol-contract.ts';

describe.skipIf(!hasProgram('nginx'))(`put ${missingProgram('nginx') ?? ''}`, () => {
  describeProtocol('at nginx', {
    kind: 'put',
    bodyMethod: 'PUT',
    afterLostAnswer: 'nothing',
    verified: 'content',
    htmlIs: 'wrong-protocol',
    start: async () => {
      const server = await startNginx();
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
});
