import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Protocol } from '../../../electron/engine/protocols/protocol.ts';
import { canMount, mountSmallDisk } from '../../faults/machine/small-disk.ts';
import type { SourceEngine } from '../../faults/source/source-engine.ts';
import { openSourceEngine } from '../../faults/source/source-engine.ts';
import { writePseudoRandomFile } from '../../files/make-tree.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { canLimitWrites, sftpServerPath } from '../../servers/quota/can-limit-writes.ts';
import type { SshdWithQuota } from '../../servers/quota/start-sshd-with-quota.ts';
import { startSshdWithQuota } from '../../servers/quota/start-sshd-with-quota.ts';
import { startFaultProxy } from '../../servers/start-fault-proxy.ts';
import type { Sshd } from '../../servers/start-sshd.ts';
import { startSshd } from '../../servers/start-sshd.ts';
import { sameBytes } from '../contract/same-bytes.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';

const mebibyte = 1024 * 1024;

describe.skipIf(!canLimitWrites())('a quota at an SFTP server whose disk has room', () => {
  let server: SshdWithQuota;
  let home: Awaited<ReturnType<typeof makeTemporaryDirectory>>;
  const ending: (() => unknown)[] = [];
  beforeAll(async () => {
    server = await startSshdWithQuota(0);
    home = await makeTemporaryDirectory('quota-source');
  });
  afterEach(async () => {
    for (const end of ending.splice(0)) await end();
  });
  afterAll(async () => {
    await server.close();
    await home.remove();
  });

  function connect(): Protocol {
    const protocol = protocolTo('sftp', server.url, { credentials: async () => server.credentials });
    ending.push(() => protocol.close());
    return protocol;
  }
  async function file(name: string, sizeBytes: number): Promise<string> {
    const path = join(home.path, name);
    await writePseudoRandomFile(path, sizeBytes, name);
    return path;
  }

  it('is told as one when it ends a file in the middle, and that goes on where it was', async () => {
    await server.setQuota(5 * mebibyte);
    const protocol = connect();
    const path = await file('middle.bin', 8 * mebibyte);
    const refused = await transferFile(protocol, { path, relativePath: 'a/middle.bin', uploadId: 'middle' });
    expect(errorOf(refused)).toMatchObject({ code: 'destination-full', details: { reason: 'takes-no-more' } });
    const [part, ...others] = await readdir(join(server.directory, 'a'));
    expect([part, others]).toEqual([expect.stringMatching(/^middle\.bin\.gantry-.*\.part$/), []]);
    await server.setQuota(20 * mebibyte);
    const { checkpoint } = refused;
    const resumed = await transferFile(protocol, { path, relativePath: 'a/middle.bin', uploadId: 'middle', checkpoint });
    expect(receiptOf(resumed).result).toBe('stored');
    expect([resumed.sent[0], resumed.events]).toEqual([expect.any(Number), ['verifying']]);
    expect(resumed.sent[0]).toBeGreaterThan(4 * mebibyte);
    expect(await readdir(join(server.directory, 'a'))).toEqual(['middle.bin']);
    expect(await sameBytes(path, join(server.directory, 'a/middle.bin'))).toBe(true);
  });

  it('holds the destination once for all its files, asks little, and loses nothing when room is made', async () => {
    await server.setQuota((await usedIn(server.directory)) + 2 * mebibyte);
    const opened = (): SourceEngine => openSourceEngine(join(home.path, 'data'), server.credentials);
    const line = await startFaultProxy(server.url);
    ending.push(() => line.close());
    let test = opened();
    ending.push(() => test.engine.close());
    const paths = await Promise.all(['one.bin', 'two.bin', 'three.bin', 'four.bin'].map((name) => file(name, 3 * mebibyte)));
    const destinationId = test.destination(`${line.url}b/`);
    await test.engine.add({ paths, destinationId });
    await test.until('it is held', () => test.engine.totals().held.length > 0);
    const files = () => test.engine.listUploads({ fromPosition: 0, limit: 10 }).uploads;
    expect(test.engine.totals().held).toMatchObject([{ reason: 'destination-full', error: { code: 'destination-full' } }]);
    await test.until('all wait', () => files().every(({ status }) => status === 'waiting' || status === 'queued'));
    const { bytesUp } = line.counters();
    // Ten times as long for the engine.
    await delay(1_000);
    expect(line.counters().bytesUp).toBe(bytesUp);
    // Nobody lost an attempt.
    expect(files().map(({ attempt, maxAttempts }) => attempt < maxAttempts)).toEqual([true, true, true, true]);
    await test.engine.close();
    await server.setQuota(100 * mebibyte);
    test = opened();
    await test.engine.resume({ kind: 'all' });
    await test.until('all have arrived', () => test.engine.totals().successful === 4);
    expect((await readdir(join(server.directory, 'b'))).sort()).toEqual(['four.bin', 'one.bin', 'three.bin', 'two.bin']);
    for (const path of paths) expect(await sameBytes(path, join(server.directory, 'b', path.slice(home.path.length + 1)))).toBe(true);
  });
});

async function usedIn(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true });
  const sizes = await Promise.all(names.map((name) => stat(join(directory, name))));
  return sizes.reduce((sum, found) => sum + (found.isFile() ? found.size : 0), 0);
}

describe.skipIf(!hasProgram('sshd'))('an SFTP server that cannot keep a file for another reason', () => {
  const ending: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
  });

  async function begin(subsystem?: string): Promise<{ readonly server: Sshd; readonly protocol: Protocol; readonly path: string }> {
    const server = await startSshd(subsystem === undefined ? {} : { subsystem });
    ending.push(() => server.close());
    const protocol = protocolTo('sftp', server.url, { credentials: async () => server.credentials });
    ending.push(() => protocol.close());
    const home = await makeTemporaryDirectory('quota-other');
    ending.push(() => home.remove());
    const path = join(home.path, 'file.bin');
    await writePseudoRandomFile(path, 3 * mebibyte, 'other');
    return { server, protocol, path };
  }

  it.skipIf(!canLimitWrites() || !hasProgram('prlimit'))('is not called full for a file that is too large for it', async () => {
    const { server, protocol, path } = await begin(`/usr/bin/env --ignore-signal=XFSZ prlimit --fsize=${2 * mebibyte} ${sftpServerPath}`);
    expect(errorOf(await transferFile(protocol, { path, relativePath: 'large.bin' }))).toMatchObject({ code: 'server-error' });
    const left = await readdir(server.directory);
    expect(left).toEqual([expect.stringMatching(/^large\.bin\.gantry/)]);
  });

  it.skipIf(!canMount())('is full where it has room and can count no more files', async () => {
    const { server, protocol, path } = await begin();
    const disk = await mountSmallDisk(join(server.directory, 'small'), 16 * mebibyte, 4);
    ending.push(() => disk.takeAway());
    await mkdir(join(disk.path, 'one'));
    receiptOf(await transferFile(protocol, { path, relativePath: 'small/fits.bin' }));
    const refused = errorOf(await transferFile(protocol, { path, relativePath: 'small/more.bin' }));
    expect(refused).toMatchObject({ code: 'destination-full', details: { path: expect.stringContaining('more.bin') } });
  });
});
