import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'vitest';
import { describeProtocol } from '../protocols/protocol-contract.ts';
import { canInteroperate, noInterop } from '../servers/can-interoperate.ts';
import { hasProgram } from '../servers/has-program.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { startCeph } from '../servers/start-ceph.ts';
import { ObjectFixture } from './object-fixture.ts';

describe.skipIf(!canInteroperate() || !hasProgram('radosgw'))(`on Ceph ${noInterop('radosgw') ?? ''}`, () => {
  describeProtocol('tus, at the built-in receiver on an object store', {
    kind: 'tus',
    bodyMethod: 'PATCH',
    afterLostAnswer: 'nothing',
    htmlIs: 'wrong-protocol',
    ownStatuses: [409, 413, 423],
    verified: 'size',
    start: async () => {
      const ceph = await startCeph();
      const fixture = await ObjectFixture.start(ceph);
      const copies = await makeTemporaryDirectory('objects');
      let copied = 0;
      return {
        url: fixture.client.url,
        close: async () => {
          await fixture.close();
          await ceph.close();
          await copies.remove();
        },
        stored: async (relativePath) => {
          if (!(await fixture.paths()).includes(relativePath)) return null;
          copied += 1;
          const path = join(copies.path, String(copied));
          await writeFile(path, await fixture.read(relativePath));
          return path;
        },
      };
    },
  });
});
