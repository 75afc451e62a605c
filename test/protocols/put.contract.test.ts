import { describe } from 'vitest';
import { hasProgram } from '../servers/has-program.ts';
import { missingProgram } from '../servers/missing-program.ts';
import { startNginx } from '../servers/start-nginx.ts';
import { describeProtocol } from './protocol-contract.ts';
import { storedIn } from './stored-in.ts';

describe.skipIf(!hasProgram('nginx'))(`put ${missingProgram('nginx') ?? ''}`, () => {
  describeProtocol('at nginx', {
    kind: 'put',
    bodyMethod: 'PUT',
    afterLostAnswer: 'nothing',
    verified: 'content',
    htmlIs: 'wrong-protocol',
    start: async () => storedIn(await startNginx()),
  });
});
