import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../servers/parts/free-port.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import type { GantryHome } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

let home: GantryHome;
beforeEach(async () => {
  home = await makeGantryHome();
  writeFileSync(join(home.directory, 'note.txt'), 'hello');
});
afterEach(() => home.remove());

/** A server that answers everything alike. */
async function answering(status: number, headers: Record<string, string>, body: string): Promise<{ readonly host: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { host: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, close: () => server.close().closeAllConnections() };
}

async function queueIsEmpty(): Promise<boolean> {
  const { stdout } = await home.run(['status', '--json']);
  return (JSON.parse(stdout) as { batches: unknown[] }).batches.length === 0;
}

describe('a destination that cannot be used', () => {
  it('is told at once when its host is unknown: exit code 4, nothing queued', async () => {
    const ended = await home.run(['upload', '--to', 'tus+http://no-such-host.invalid/files/', 'note.txt']);
    expect(ended.exitCode).toBe(4);
    expect(ended.stderr).toContain('No server named no-such-host.invalid');
    expect(ended.stderr).toContain('Nothing was queued.');
    expect(await queueIsEmpty()).toBe(true);
  });

  it('is told at once when it refuses the sign-in', async () => {
    const server = await answering(401, { 'WWW-Authenticate': 'Basic realm="x"' }, '');
    try {
      const ended = await home.run(['upload', '--to', `tus+http://me@${server.host}/files/`, 'note.txt'], {
        environment: { GANTRY_PASSWORD: 'hunter2' },
      });
      expect(ended.exitCode).toBe(4);
      expect(ended.stderr).toContain('Sign-in refused (401)');
      expect(ended.stderr).not.toContain('hunter2');
      expect(await queueIsEmpty()).toBe(true);
    } finally {
      server.close();
    }
  });

  it('is told at once when it is a web page', async () => {
    const server = await answering(200, { 'Content-Type': 'text/html' }, '<html><title>Welcome</title></html>');
    try {
      const ended = await home.run(['upload', '--to', `tus+http://${server.host}/`, 'note.txt']);
      expect(ended.exitCode).toBe(4);
      expect(ended.stderr).toContain('another protocol');
    } finally {
      server.close();
    }
  });

  it('gets ten seconds to appear when nobody answers', async () => {
    const port = await freePort();
    const startedAt = performance.now();
    const ended = await home.run(['upload', '--to', `tus+http://127.0.0.1:${port}/files/`, 'note.txt']);
    expect(ended.exitCode).toBe(4);
    expect(ended.stderr).toContain(`Nothing answers at 127.0.0.1:${port}; trying again.\n`);
    expect(ended.stderr).toContain('Nothing was queued.');
    expect((performance.now() - startedAt) / 1000).toBeGreaterThan(7);
    expect((performance.now() - startedAt) / 1000).toBeLessThan(14);
    expect(await queueIsEmpty()).toBe(true);
  });

  it('is used when it appears meanwhile', async () => {
    // The address of a receiver that does not run yet is known from one that did.
    const before = await home.serve(join(home.directory, 'received'));
    before.kill('SIGTERM');
    await before.ended;
    const upload = home.start(['upload', '--to', before.url, 'note.txt']);
    await upload.saw(/Nothing answers/);
    await home.serve(join(home.directory, 'received'), before.port);
    expect(await upload.ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 file arrived') });
  });

  it('can be interrupted while it is waited for', async () => {
    const upload = home.start(['upload', '--to', `tus+http://127.0.0.1:${await freePort()}/files/`, 'note.txt']);
    await upload.saw(/Nothing answers/);
    upload.kill('SIGINT');
    expect(await upload.ended).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('Interrupted. Nothing was queued.') });
  });
});

describe('a destination that becomes unusable in the middle', () => {
  it('ends with 4 when the sign-in runs out, keeps the queue, and goes on with resume', async () => {
    for (let number = 0; number < 6; number += 1) writeFileSync(join(home.directory, `${number}.txt`), 'x'.repeat(200_000));
    const server = await home.serve(join(home.directory, 'received'));
    const proxy = await startHttpFaultProxy(server.url.replace('tus+', ''));
    try {
      const upload = home.start([
        'upload',
        '--limit-rate',
        '300k',
        '--concurrency',
        '1',
        '--to',
        `tus+${proxy.url}`,
        ...[0, 1, 2, 3, 4, 5].map((number) => `${number}.txt`),
      ]);
      await expect.poll(() => proxy.requests().filter(({ method }) => method === 'POST').length, { timeout: 10_000 }).toBeGreaterThan(1);
      proxy.addRule({ fault: { kind: 'answer', status: 401 } });
      const ended = await upload.ended;
      expect(ended.exitCode).toBe(4);
      expect(ended.stderr).toContain('Sign-in refused (401)');
      expect(ended.stderr).toMatch(/\d files? (is|are) kept; when that is mended, “gantry resume” goes on\./);
      proxy.clearRules();
      expect(await home.run(['resume'])).toMatchObject({ exitCode: 0 });
    } finally {
      await proxy.close();
    }
  });

  it('is waited for when it is only gone, and says so', async () => {
    for (let number = 0; number < 6; number += 1) writeFileSync(join(home.directory, `${number}.txt`), 'x'.repeat(200_000));
    const received = join(home.directory, 'received');
    const server = await home.serve(received);
    const upload = home.start([
      'upload',
      '--limit-rate',
      '300k',
      '--to',
      server.url,
      ...[0, 1, 2, 3, 4, 5].map((number) => `${number}.txt`),
    ]);
    await upload.saw(/Uploading 6 files/);
    server.kill('SIGKILL');
    await server.ended;
    await upload.saw(/refuses connections\. Resumes by itself\./);
    await home.serve(received, server.port);
    const ended = await upload.ended;
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(ended.stderr).toContain('goes on.');
    expect(ended.stdout).toContain('6 files arrived');
  });
});

describe('gantry destinations', () => {
  it('saves, lists, tests, uses and removes one', async () => {
    const server = await home.serve(join(home.directory, 'received'));
    expect(await home.run(['destinations', 'list'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('No destination is saved.'),
    });
    expect(await home.run(['destinations', 'add', 'Attic box', server.url])).toMatchObject({ exitCode: 0, stdout: 'Added Attic box.\n' });
    expect(await home.run(['destinations', 'list'])).toMatchObject({ stdout: `Attic box (default) · ${server.url}\n` });
    const json = await home.run(['destinations', 'list', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ destinations: [{ name: 'Attic box', kind: 'tus', url: server.url, isDefault: true }] });
    expect(await home.run(['destinations', 'test', 'attic box'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Attic box can be used\.\n[\s\S]*✓ Resume {8}an interrupted file goes on in its middle\n/),
    });
    expect(await home.run(['upload', '--to', 'Attic box', 'note.txt'])).toMatchObject({ exitCode: 0 });
    const tested = await home.run(['destinations', 'test', 'Attic box', '--json']);
    expect(JSON.parse(tested.stdout)).toMatchObject({ destination: { name: 'Attic box', kind: 'tus' }, ok: true, isResumable: true });
    expect(await home.run(['destinations', 'duplicate', 'Attic box'])).toMatchObject({ exitCode: 0, stdout: 'Added Attic box 2.\n' });
    expect(await home.run(['destinations', 'edit', 'Attic box 2', '--name', 'Cellar', '--url', 'put+http://h.test/'])).toMatchObject({
      exitCode: 0,
      stdout: 'Changed Cellar · put+http://h.test/\n',
    });
    expect(await home.run(['destinations', 'default', 'Cellar'])).toMatchObject({ exitCode: 0 });
    expect(await home.run(['destinations', 'list'])).toMatchObject({
      stdout: `Attic box · ${server.url}\nCellar (default) · put+http://h.test/\n`,
    });
    expect(await home.run(['destinations', 'remove', 'Cellar'])).toMatchObject({ exitCode: 0 });
    expect(await home.run(['destinations', 'remove', 'Attic box'])).toMatchObject({ exitCode: 0, stdout: 'Removed Attic box.\n' });
    expect(await home.run(['destinations', 'list'])).toMatchObject({ stdout: expect.stringContaining('No destination is saved.') });
  });

  it('tests a URL without saving it, and ends with 4 when it cannot be used', async () => {
    const server = await home.serve(join(home.directory, 'received'));
    expect(await home.run(['destinations', 'test', server.url])).toMatchObject({ exitCode: 0 });
    expect(await home.run(['destinations', 'test', `put+http://127.0.0.1:${await freePort()}/`])).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining('refuses connections'),
    });
  });
});
