import { describe } from 'vitest';
import { canInteroperate, noInterop } from '../servers/can-interoperate.ts';
import { hasProgram } from '../servers/has-program.ts';
import { missingProgram } from '../servers/missing-program.ts';
import { startApacheDav } from '../servers/start-apache-dav.ts';
import { startRcloneDav } from '../servers/start-rclone-dav.ts';
import { describeProtocol } from './protocol-contract.ts';
import { storedIn } from './stored-in.ts';

describe.skipIf(!hasProgram('apache2'))(`dav ${missingProgram('apache2') ?? ''}`, () => {
  describeProtocol('at Apache', {
    kind: 'dav',
    isResumable: true,
    // Found out with the first large file, which has tests of its own.
    memory: { partialPut: 1 },
    bodyMethod: 'PUT',
    afterLostAnswer: 'nothing',
    verified: 'content',
    htmlIs: 'wrong-protocol',
    // Waited for; has its own test.
    ownStatuses: [423],
    start: async () => storedIn(await startApacheDav()),
  });
});

/** Heeds nothing and keeps fragments: the same promises hold, but all of it takes long. */
describe.skipIf(!canInteroperate() || !hasProgram('rclone'))(`dav ${noInterop('rclone') ?? ''}`, () => {
  describeProtocol('at rclone', {
    kind: 'dav',
    memory: { partialPut: 2 },
    bodyMethod: 'PUT',
    afterLostAnswer: 'nothing',
    verified: 'content',
    htmlIs: 'wrong-protocol',
    ownStatuses: [423],
    start: async () => storedIn(await startRcloneDav()),
  });
});
