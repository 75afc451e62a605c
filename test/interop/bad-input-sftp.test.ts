import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { canMount, mountSmallDisk } from '../faults/machine/small-disk.ts';
import { writePseudoRandomFile } from '../files/make-tree.ts';
import { protocolTo } from '../protocols/protocol-to.ts';
import { errorOf, transferFile } from '../protocols/transfer-file.ts';
import { canInteroperate, noInterop } from '../servers/can-interoperate.ts';
import { hasProgram } from '../servers/has-program.ts';
import { waitUntil } from '../servers/parts/wait-until.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import { rclonePassword, startRcloneSftp } from '../servers/start-rclone-sftp.ts';
import type { Sshd, SshdOptions } from '../servers/start-sshd.ts';
import { startSshd } from '../servers/start-sshd.ts';
import { badInputHome } from './parts/bad-input-home.ts';

/** Without an agent of whoever runs the tests. */
const withKey = (path: string) => ({ GANTRY_SSH_KEY: path, SSH_AUTH_SOCK: '' });

async function sshd(options: SshdOptions = {}): Promise<Sshd> {
  const server = await startSshd(options);
  onTestFinished(() => server.close());
  return server;
}

async function otherKey(directory: string): Promise<string> {
  const path = join(directory, 'other-key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
  return path;
}

describe.skipIf(!canInteroperate() || !hasProgram('sshd'))(`what people give wrongly for SFTP ${noInterop('sshd') ?? ''}`, () => {
  const at = badInputHome();
  const readAt = (directory: string) => (name: string) => readFile(join(directory, name));

  it('says what was tried with a key that the server does not know', async () => {
    const server = await sshd();
    const refused = await at.upload(server.url, withKey(await otherKey(at.home.directory)));
    expect(refused).toMatchObject({
      exitCode: 4,
      stderr: expect.stringMatching(/Sign-in refused\. Tried the key, as “\S+”\. Give a key, a password/),
    });
    expect(await readdir(server.directory)).toEqual([]);
    expect(await at.upload(server.url, withKey(server.keyPath))).toMatchObject({ exitCode: 0 });
    await at.expectAll(readAt(server.directory));
  });

  it('says that a key file is not there, or is none', async () => {
    const server = await sshd();
    const missing = await at.upload(server.url, withKey('/no/such/key'));
    expect(missing).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining('Give the path of a private key that is there and may be read'),
    });
    const path = join(at.home.directory, 'no-key');
    await writeFile(path, 'hello');
    const none = await at.upload(server.url, withKey(path));
    expect(none).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining('Give the path of a private key in OpenSSH’s or PEM format'),
    });
  });

  it.skipIf(!hasProgram('rclone'))('says that a password is wrong, and never says which', async () => {
    const server = await startRcloneSftp();
    onTestFinished(() => server.close());
    const to = server.url.replace('sftp://', `sftp://${server.credentials.user}@`);
    const refused = await at.upload(to, { GANTRY_PASSWORD: 'quite another', SSH_AUTH_SOCK: '' });
    expect(refused).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('Sign-in refused. Tried the password, as “somebody”.') });
    expect(refused.stderr + refused.stdout).not.toContain('quite another');
    expect(await at.upload(to, { GANTRY_PASSWORD: rclonePassword, SSH_AUTH_SOCK: '' })).toMatchObject({ exitCode: 0 });
    // What rclone has taken, it puts into its folder a moment later.
    await waitUntil('all is there', async () => (await readdir(server.directory)).length === at.names.length, 20_000);
    await at.expectAll(readAt(server.directory));
  });

  it('stops at another host key, sends nothing, and goes on when a person trusts it', async () => {
    const [first, second] = [await sshd(), await sshd()];
    const line = await startFaultProxy(first.url);
    onTestFinished(() => line.close());
    await at.run(['destinations', 'add', 'Attic', `sftp://127.0.0.1:${line.port}${second.directory}/`]);
    expect(await at.run(['destinations', 'test', 'Attic'], withKey(first.keyPath))).toMatchObject({ exitCode: 0 });
    line.setTarget(second.url);
    const stopped = await at.upload('Attic', withKey(second.keyPath));
    expect(stopped).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('has another host key than before. It was SHA256:') });
    expect(stopped.stderr).toContain('Nothing was sent.');
    expect(await readdir(second.directory)).toEqual([]);
    expect(await at.run(['destinations', 'trust', 'Attic', '--yes'], withKey(second.keyPath))).toMatchObject({ exitCode: 0 });
    expect(await at.upload('Attic', withKey(second.keyPath))).toMatchObject({ exitCode: 0 });
    await at.expectAll(readAt(second.directory));
  });

  it('keeps what is left when the key is taken away in the middle, and goes on with another one', async () => {
    const server = await sshd();
    const line = await startFaultProxy(server.url);
    onTestFinished(() => line.close());
    const upload = at.startSlowly(line.url, withKey(server.keyPath));
    await waitUntil('a file is there', async () => (await readdir(server.directory)).includes('a.bin'), 60_000);
    await rename(`${server.keyPath}.pub`, `${server.keyPath}.away`);
    await writeFile(`${server.keyPath}.pub`, await readFile(`${await otherKey(at.home.directory)}.pub`));
    line.killConnections();
    const held = await upload.ended;
    expect(held).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('Sign-in refused. Tried the key') });
    expect(held.stderr).toMatch(/\d files? (is|are) kept; when that is mended, “gantry resume” goes on\./);
    expect(await at.run(['resume'], withKey(join(at.home.directory, 'other-key')))).toMatchObject({ exitCode: 0 });
    await at.expectAll(readAt(server.directory));
    expect((await readdir(server.directory)).sort()).toEqual(at.names);
  });

  it.skipIf(!canMount())('waits where the disk there is full, and brings the rest when there is room', async () => {
    const server = await sshd();
    const disk = await mountSmallDisk(join(server.directory, 'small'), 4 * 1024 * 1024);
    onTestFinished(() => disk.takeAway());
    await writeFile(join(disk.path, 'filling-by-hand'), Buffer.alloc(3_400_000));
    const full = await at.upload(`${server.url}small/`, withKey(server.keyPath));
    expect(full).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('The destination is full. Make room there, then retry.') });
    await disk.makeRoom();
    expect(await at.run(['resume'], withKey(server.keyPath))).toMatchObject({ exitCode: 0 });
    await at.expectAll(readAt(disk.path));
    expect((await readdir(disk.path)).sort()).toEqual(at.names);
  });

  it('says that the server may only be read', async () => {
    const server = await sshd({ sftpArguments: ['-R'] });
    const refused = await at.upload(server.url, withKey(server.keyPath));
    expect(refused.stdout + refused.stderr).toContain('No permission. Check this account’s rights at the destination, then retry.');
    expect(refused.exitCode).toBe(1);
    expect(await readdir(server.directory)).toEqual([]);
  });

  it('brings names as long as a file system takes', async () => {
    const server = await sshd();
    const names = ['x'.repeat(255), `${'y'.repeat(251)}.bin`, 'ü'.repeat(127)];
    for (const name of names) await writePseudoRandomFile(join(at.home.directory, name), 100_000, name);
    const ended = await at.home.run(['upload', '--to', server.url, ...names], { environment: withKey(server.keyPath) });
    expect(ended).toMatchObject({ exitCode: 0 });
    expect((await readdir(server.directory)).sort()).toEqual([...names].sort());
  });

  it('never sends a name that leads out of the destination', async () => {
    const server = await sshd();
    await mkdir(join(server.directory, 'inner'));
    const protocol = protocolTo('sftp', `${server.url}inner/`, { credentials: async () => server.credentials });
    for (const relativePath of ['../a.bin', 'x/../../a.bin', './a.bin', 'x//a.bin', 'a\0b.bin']) {
      const refused = await transferFile(protocol, { path: join(at.home.directory, 'a.bin'), relativePath });
      expect(errorOf(refused), relativePath).toMatchObject({ code: 'name-refused' });
    }
    protocol.close();
    expect(await readdir(server.directory, { recursive: true })).toEqual(['inner']);
  });
});
