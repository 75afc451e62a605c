import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { startNginx } from '../../servers/start-nginx.ts';
import type { PutScript } from '../../servers/start-put-recorder.ts';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { protocolTo } from '../protocol-to.ts';

const { signal } = new AbortController();

async function setUp(answer: () => PutScript) {
  const server = await startPutRecorder({ answer });
  onTestFinished(() => server.close());
  const asked = (): string =>
    server
      .requests()
      .map(({ method, path }) => `${method} ${path}`)
      .join(', ');
  return { asked, protocol: protocolTo('put', server.url) };
}

describe('a look at a name', () => {
  it.skipIf(!hasProgram('nginx'))(
    `says what is there, of what size and since when, or that nothing is ${missingProgram('nginx') ?? ''}`,
    async () => {
      const nginx = await startNginx();
      onTestFinished(() => nginx.close());
      await writeFile(join(nginx.directory, 'a ü.bin'), 'hello');
      await utimes(join(nginx.directory, 'a ü.bin'), 1_600_000_000, 1_600_000_000);
      const protocol = protocolTo('put', nginx.url);
      expect(await protocol.look?.('a ü.bin', signal)).toEqual({ relativePath: 'a ü.bin', sizeBytes: 5, modifiedAtMs: 1_600_000_000_000 });
      expect(await protocol.look?.('b.bin', signal)).toBeNull();
    },
  );

  it('does not believe a server that has everything, and asks it for nothing only once', async () => {
    const { asked, protocol } = await setUp(() => ({ status: 200, headers: { 'Content-Length': '5' } }));
    for (const name of ['a.bin', 'b.bin']) {
      await expect(protocol.look?.(name, signal)).rejects.toMatchObject({ code: 'wrong-protocol', failureClass: 'permanent' });
    }
    expect(asked()).toMatch(/^HEAD \/a\.bin, HEAD \/gantry-[^,]+, HEAD \/b\.bin$/);
  });

  it.each([403, 405, 501])('of a server that answers %i says that it cannot be known', async (status) => {
    const { protocol } = await setUp(() => ({ status }));
    await expect(protocol.look?.('a.bin', signal)).rejects.toMatchObject({ failureClass: 'permanent' });
  });

  it.each([401, 500, 503])('of a server that answers %i is to be tried again', async (status) => {
    const { protocol } = await setUp(() => ({ status }));
    await expect(protocol.look?.('a.bin', signal)).rejects.not.toMatchObject({ failureClass: 'permanent' });
  });
});
