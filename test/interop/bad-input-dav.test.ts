import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeAuthority } from '../faults/authority.ts';
import { canMount, mountSmallDisk } from '../faults/machine/small-disk.ts';
import { writePseudoRandomFile } from '../files/make-tree.ts';
import { protocolTo } from '../protocols/protocol-to.ts';
import { errorOf, transferFile } from '../protocols/transfer-file.ts';
import { canInteroperate, noInterop } from '../servers/can-interoperate.ts';
import { hasProgram } from '../servers/has-program.ts';
import { waitUntil } from '../servers/parts/wait-until.ts';
import type { ApacheDav, ApacheDavOptions } from '../servers/start-apache-dav.ts';
import { apacheUser, startApacheDav } from '../servers/start-apache-dav.ts';
import { startCaseBlindProxy } from '../servers/start-case-blind-proxy.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import { startRcloneDav } from '../servers/start-rclone-dav.ts';
import { badInputHome } from './parts/bad-input-home.ts';

const right = { GANTRY_PASSWORD: apacheUser.password };
const servers = [
  ['apache2', () => startApacheDav()],
  ['rclone', startRcloneDav],
] as const;

async function apache(options: ApacheDavOptions = {}): Promise<ApacheDav> {
  const server = await startApacheDav(options);
  onTestFinished(() => server.close());
  return server;
}

function asUser(url: string): string {
  return `dav+${url.replace('http://', `http://${encodeURIComponent(apacheUser.user)}@`)}`;
}

describe.skipIf(!canInteroperate() || !hasProgram('apache2'))(`what people give wrongly for WebDAV ${noInterop('apache2') ?? ''}`, () => {
  const at = badInputHome();
  const readAt = (directory: string) => (name: string) => readFile(join(directory, name));

  it.each(['basic', 'digest'] as const)('says that the password is wrong (%s)', async (signIn) => {
    const server = await apache({ signIn });
    const refused = await at.upload(asUser(server.url), { GANTRY_PASSWORD: 'quite another' });
    expect(refused).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining('Sign-in refused (401). Give the right password or token'),
    });
    expect(refused.stderr + refused.stdout).not.toContain('quite another');
    expect(await readdir(server.directory)).toEqual([]);
    expect(await at.upload(asUser(server.url), right)).toMatchObject({ exitCode: 0 });
    await at.expectAll(readAt(server.directory));
  });

  it('keeps what is left when the password is changed in the middle, and goes on with the new one', async () => {
    const server = await apache({ signIn: 'basic' });
    const upload = at.startSlowly(asUser(server.url), right);
    await waitUntil('a file is there', async () => (await readdir(server.directory)).includes('a.bin'), 60_000);
    const hash = createHash('sha1').update('the new one').digest('base64');
    await writeFile(join(server.directory, '../users'), `${apacheUser.user}:{SHA}${hash}\n`);
    const held = await upload.ended;
    expect(held).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('Sign-in refused (401). ') });
    expect(held.stderr).toMatch(/\d files? (is|are) kept; when that is mended, “gantry resume” goes on\./);
    expect(await at.run(['resume'], { GANTRY_PASSWORD: 'the new one' })).toMatchObject({ exitCode: 0 });
    await at.expectAll(readAt(server.directory));
    expect((await readdir(server.directory)).sort()).toEqual(at.names);
  });

  it.skipIf(!canMount())('waits where the disk there is full, and brings the rest when there is room', async () => {
    const server = await apache();
    const disk = await mountSmallDisk(join(server.directory, 'small'), 4 * 1024 * 1024);
    onTestFinished(() => disk.takeAway());
    await chmod(disk.path, 0o777);
    await writeFile(join(disk.path, 'filling-by-hand'), Buffer.alloc(3_400_000));
    const full = await at.upload(`dav+${server.url}small/`);
    expect(full).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining('The destination is full (507). Make room there, then retry.'),
    });
    await disk.makeRoom();
    expect(await at.run(['resume'])).toMatchObject({ exitCode: 0 });
    await at.expectAll(readAt(disk.path));
    expect((await readdir(disk.path)).sort()).toEqual(at.names);
  });

  it.each(servers)('brings names as long as a file system takes to %s', async (program, start) => {
    if (!hasProgram(program)) return;
    const server = await start();
    onTestFinished(() => server.close());
    const names = ['x'.repeat(255), `${'y'.repeat(251)}.bin`, 'ü'.repeat(127)];
    for (const name of names) await writePseudoRandomFile(join(at.home.directory, name), 100_000, name);
    expect(await at.home.run(['upload', '--to', `dav+${server.url}`, ...names])).toMatchObject({ exitCode: 0 });
    expect((await readdir(server.directory)).sort()).toEqual([...names].sort());
  });

  it.each(servers)('never sends a name that leads out of the destination to %s', async (program, start) => {
    if (!hasProgram(program)) return;
    const server = await start();
    onTestFinished(() => server.close());
    await mkdir(join(server.directory, 'inner'));
    const protocol = protocolTo('dav', `${server.url}inner/`);
    for (const relativePath of ['../a.bin', 'x/../../a.bin', './a.bin', 'x//a.bin', 'a\0b.bin']) {
      const refused = await transferFile(protocol, { path: join(at.home.directory, 'a.bin'), relativePath });
      expect(errorOf(refused), relativePath).toMatchObject({ code: 'name-refused' });
    }
    protocol.close();
    expect(await readdir(server.directory, { recursive: true })).toEqual(['inner']);
  });

  it.each(['rename', 'overwrite'])(
    'keeps two files that differ by capital letters where the server does not tell them apart (%s)',
    async (conflict) => {
      // Scripted: no file system of this machine is blind for that, so a proxy before Apache is.
      const server = await apache();
      const proxy = await startCaseBlindProxy(server.url);
      onTestFinished(() => proxy.close());
      const folder = join(at.home.directory, 'twins');
      await mkdir(folder);
      for (const name of ['Photo.jpg', 'photo.jpg', 'PHOTO.jpg']) await writeFile(join(folder, name), `this is ${name}`);
      expect(await at.home.run(['upload', '--conflict', conflict, '--to', `dav+${proxy.url}`, 'twins'])).toMatchObject({ exitCode: 0 });
      const kept = await readdir(join(server.directory, 'twins'));
      const contents = await Promise.all(kept.map((name) => readFile(join(server.directory, 'twins', name), 'utf8')));
      expect(contents.sort()).toEqual(['this is PHOTO.jpg', 'this is Photo.jpg', 'this is photo.jpg']);
    },
  );

  it('follows no redirect to another host: no byte and no password gets there', async () => {
    const server = await apache({ signIn: 'basic' });
    const other = await startPutRecorder();
    const proxy = await startHttpFaultProxy(server.url);
    onTestFinished(async () => {
      await proxy.close();
      await other.close();
    });
    proxy.addRule({ method: 'PUT', fault: { kind: 'answer', status: 307, headers: { Location: `${other.url}a.bin` } } });
    const refused = await at.upload(asUser(proxy.url), right);
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout + refused.stderr).toContain(
      `The server sends uploads elsewhere, to ${new URL(other.url).host}. If you trust that address, add it as the destination.`,
    );
    expect(other.requests()).toEqual([]);
    proxy.clearRules();
    expect(await at.run(['retry', '--failed'], right)).toMatchObject({ exitCode: 0 });
    await at.expectAll(readAt(server.directory));
  });

  it.skipIf(!hasProgram('openssl'))('stops at a certificate that nobody vouches for', async () => {
    const server = await apache();
    const { good, selfSigned } = await makeAuthority();
    const proxy = await startHttpFaultProxy(server.url, selfSigned);
    onTestFinished(() => proxy.close());
    const refused = await at.upload(`dav+${proxy.url}`);
    const words = `The certificate of 127.0.0.1:${proxy.port} is not valid. Check this computer’s date. If it is right, check the server’s certificate with whoever runs it, then retry.`;
    expect(refused).toMatchObject({ exitCode: 4, stderr: expect.stringContaining(words) });
    expect(proxy.requests()).toEqual([]);
    expect(good.cert).not.toBe(selfSigned.cert);
  });

  it('says that an address is none of WebDAV', async () => {
    const recorder = await startPutRecorder();
    onTestFinished(() => recorder.close());
    const refused = await at.upload(`dav+${recorder.url}`);
    expect(refused.exitCode).toBe(4);
    expect(refused.stderr).toContain('Check that the address and the kind of destination match.');
  });
});
