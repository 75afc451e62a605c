import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { canInteroperate, noInterop } from '../servers/can-interoperate.ts';
import { hasProgram } from '../servers/has-program.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import type { Nginx, NginxOptions } from '../servers/start-nginx.ts';
import { startNginx } from '../servers/start-nginx.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import { badInputHome } from './parts/bad-input-home.ts';

const token = 'a-bearer-that-is-for-one-server';

async function nginx(options: NginxOptions = {}): Promise<Nginx> {
  const server = await startNginx(options);
  onTestFinished(() => server.close());
  return server;
}

describe.skipIf(!canInteroperate() || !hasProgram('nginx'))(`what people give wrongly for PUT ${noInterop('nginx') ?? ''}`, () => {
  const at = badInputHome();
  const readAt = (directory: string) => (name: string) => readFile(join(directory, name));

  it('says that a file is larger than the server takes, keeps it, and sends it where there is room', async () => {
    const small = await nginx({ clientMaxBodySize: '100k' });
    const line = await startHttpFaultProxy(small.url);
    onTestFinished(() => line.close());
    const refused = await at.upload(`put+${line.url}`);
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout + refused.stderr).toMatch(/a\.bin: Too large for the destination \(413\)\./);
    expect(refused.stdout).toContain('0 of 3 files arrived');
    expect(await readdir(small.directory)).toEqual([]);
    const large = await nginx();
    expect(await at.upload(`put+${large.url}`)).toMatchObject({ exitCode: 0 });
    await at.expectAll(readAt(large.directory));
  });

  it('waits where its folder may only be read, which nginx calls an error of its own, and goes on when it may be written', async () => {
    const server = await nginx({ mayNotWrite: true });
    const upload = at.home.start(['upload', '--to', `put+${server.url}`, ...at.names]);
    await upload.saw(/Server error \(500\)\. Tries again by itself\./);
    expect(await readdir(server.directory)).toEqual([]);
    await chmod(server.directory, 0o777);
    expect(await upload.ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('3 files arrived') });
    await at.expectAll(readAt(server.directory));
    expect((await readdir(server.directory)).sort()).toEqual(at.names);
  }, 120_000);

  it.each([307, 308])('follows no redirect to another host: no byte and no bearer gets there (%i)', async (status) => {
    const server = await nginx();
    const other = await startPutRecorder();
    const line = await startHttpFaultProxy(server.url);
    onTestFinished(async () => {
      await line.close();
      await other.close();
    });
    line.addRule({ method: 'PUT', fault: { kind: 'answer', status, headers: { Location: `${other.url}a.bin` } } });
    const refused = await at.upload(`put+${line.url}`, { GANTRY_TOKEN: token });
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout + refused.stderr).toContain(
      `The server sends uploads elsewhere, to ${new URL(other.url).host}. If you trust that address, add it as the destination.`,
    );
    // It was there to be taken along, and nobody else got to see it.
    expect(line.requests().some(({ headers }) => headers.authorization === `Bearer ${token}`)).toBe(true);
    expect(other.requests()).toEqual([]);
    expect(refused.stdout + refused.stderr).not.toContain(token);
    line.clearRules();
    expect(await at.run(['retry', '--failed'], { GANTRY_TOKEN: token })).toMatchObject({ exitCode: 0 });
    await at.expectAll(readAt(server.directory));
  });
});
