import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryOf } from '../../engine/protocols/memory-of.ts';
import { nextcloudUser, startNextcloudLike } from '../../servers/start-nextcloud-like.ts';
import { sameBytes } from '../contract/same-bytes.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { davSettings } from './dav-setting.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;
const credentials = async () => ({ kind: 'basic', ...nextcloudUser }) as const;
/** Chunks of 5 MiB, as after a server that took no larger ones. */
const small = () => ({ credentials, memory: memoryOf(new Map([['maxChunkBytes', 5 * mebibyte]])) });

describe('chunks to a server like Nextcloud', () => {
  const begin = davSettings();

  it('arrive as one file, with its time, and leave nothing', async () => {
    const { protocol, file, server, http } = await begin(startNextcloudLike, small());
    const path = await file('a b.bin', 12 * mebibyte + 7);
    const done = await transferFile(protocol, { path, relativePath: 'x/ü/a b.bin' });
    expect(receiptOf(done)).toMatchObject({ result: 'stored', verification: 'size' });
    expect(await sameBytes(path, join(server.directory, 'x/ü/a b.bin'))).toBe(true);
    expect(Math.floor((await stat(join(server.directory, 'x/ü/a b.bin'))).mtimeMs / 1000)).toBe(
      Math.floor((await stat(path)).mtimeMs / 1000),
    );
    expect(await readdir(server.uploads)).toEqual([]);
    const chunks = http
      .requests()
      .filter(({ method }) => method === 'PUT')
      .map(({ path: asked }) => asked.slice(-5));
    expect(chunks).toEqual(['00001', '00002', '00003']);
    expect([protocol.isResumable, done.events]).toEqual([true, ['verifying']]);
  });

  it('are for large files only', async () => {
    const { protocol, file, asked } = await begin(startNextcloudLike, small());
    receiptOf(await transferFile(protocol, { path: await file('a.bin', 5 * mebibyte) }));
    expect(asked()).toEqual(['PROPFIND 401', 'PUT 201', 'HEAD 200', 'MOVE 201']);
  });

  it('go on after a cut with those that are not there', async () => {
    const { protocol, file, server, http } = await begin(startNextcloudLike, small());
    const path = await file('a.bin', 23 * mebibyte);
    http.addRule({ method: 'PUT', path: /00004$/, times: 1, fault: { kind: 'cut-request', afterBytes: 2 * mebibyte } });
    const cut = await transferFile(protocol, { path });
    expect(errorOf(cut)).toMatchObject({ code: 'connection-lost' });
    expect(cut.checkpoints.at(-1)?.bytesConfirmed).toBe(15 * mebibyte);
    // One came out short, as on a full disk of theirs.
    const session = join(server.uploads, (await readdir(server.uploads))[0] ?? '');
    await truncate(join(session, '00002'), 5);
    http.forgetRequests();
    const done = await transferFile(protocol, { path, checkpoint: cut.checkpoint });
    expect(receiptOf(done).result).toBe('stored');
    expect(
      http
        .requests()
        .filter(({ method }) => method === 'PUT')
        .map(({ path: asked }) => asked.slice(-5)),
    ).toEqual(['00002', '00004', '00005']);
    expect(await sameBytes(path, join(server.directory, 'a.bin'))).toBe(true);
  });

  it('begin anew, and say so, when the server threw them away', async () => {
    const { protocol, file, server, http } = await begin(startNextcloudLike, small());
    const path = await file('a.bin', 12 * mebibyte);
    http.addRule({ method: 'PUT', path: /00002$/, times: 1, fault: { kind: 'reset' } });
    const cut = await transferFile(protocol, { path });
    for (const name of await readdir(server.uploads)) await rm(join(server.uploads, name), { recursive: true });
    const done = await transferFile(protocol, { path, checkpoint: cut.checkpoint });
    expect(receiptOf(done).result).toBe('stored');
    expect(done.events).toEqual(['started over', 'verifying']);
    expect(await sameBytes(path, join(server.directory, 'a.bin'))).toBe(true);
  });

  it.each(['rename', 'overwrite', 'skip'] as const)('were joined when only that answer was lost: %s', async (conflict) => {
    const { protocol, file, server, http, asked } = await begin(startNextcloudLike, small());
    const path = await file('a.bin', 12 * mebibyte);
    http.addRule({ method: 'MOVE', times: 1, fault: { kind: 'lose-answer' } });
    const lost = await transferFile(protocol, { path, conflict });
    expect(errorOf(lost)).toMatchObject({ code: 'connection-lost' });
    http.forgetRequests();
    const done = await transferFile(protocol, { path, conflict, checkpoint: lost.checkpoint });
    expect(receiptOf(done)).toMatchObject({ result: 'stored', verification: 'size' });
    expect(done.events).not.toContain('started over');
    expect(asked().some((line) => /^(PUT|MOVE)/.test(line))).toBe(false);
    expect(await readdir(server.directory)).toEqual(['a.bin']);
  });

  it.each(['overwrite', 'rename'] as const)(
    'are not taken for an earlier version that ends alike, when they are gone unjoined: %s',
    async (conflict) => {
      const { protocol, file, server, http } = await begin(startNextcloudLike, small());
      const path = await file('a.bin', 12 * mebibyte);
      const earlier = (await readFile(path)).fill(7, 0, 100);
      await writeFile(join(server.directory, 'a.bin'), earlier);
      http.addRule({ method: 'MOVE', times: 1, fault: { kind: 'answer', status: 504 } });
      const failed = await transferFile(protocol, { path, conflict });
      expect(errorOf(failed)).toMatchObject({ failureClass: 'transient' });
      // A day later the server has thrown the session away.
      for (const name of await readdir(server.uploads)) await rm(join(server.uploads, name), { recursive: true });
      const receipt = receiptOf(await transferFile(protocol, { path, conflict, checkpoint: failed.checkpoint }));
      const name = conflict === 'overwrite' ? 'a.bin' : 'a (2).bin';
      expect(decodeURIComponent(receipt.location ?? '').endsWith(`/${name}`)).toBe(true);
      expect(await sameBytes(path, join(server.directory, name))).toBe(true);
      if (conflict === 'rename') expect((await readFile(join(server.directory, 'a.bin'))).equals(earlier)).toBe(true);
    },
  );

  it('keep both, leave alone, or replace', async () => {
    const { protocol, file, server } = await begin(startNextcloudLike, small());
    const path = await file('a.bin', 6 * mebibyte);
    await writeFile(join(server.directory, 'a.bin'), 'theirs');
    expect(receiptOf(await transferFile(protocol, { path, conflict: 'skip' })).result).toBe('skipped');
    expect(receiptOf(await transferFile(protocol, { path, conflict: 'rename' })).location).toContain('a%20(2).bin');
    expect(await readFile(join(server.directory, 'a.bin'), 'utf8')).toBe('theirs');
    receiptOf(await transferFile(protocol, { path, conflict: 'overwrite' }));
    expect(await sameBytes(path, join(server.directory, 'a.bin'))).toBe(true);
    expect(await readdir(server.uploads)).toEqual([]);
  });

  it('are proven by a hash that the server reckons', async () => {
    const { protocol, file, server, http } = await begin(startNextcloudLike, small());
    const path = await file('a.bin', 6 * mebibyte);
    expect(receiptOf(await transferFile(protocol, { path, verify: true })).verification).toBe('sha256');
    expect(http.requests().some(({ method }) => method === 'GET' && server.url === '')).toBe(false);
    const wrong = { 'OC-Checksum': `SHA256:${'0'.repeat(64)}` };
    http.addRule({ method: 'PATCH', fault: { kind: 'answer', status: 204, headers: wrong } });
    const refused = await transferFile(protocol, { path, relativePath: 'b.bin', verify: true });
    expect(errorOf(refused)).toMatchObject({ code: 'checksum-mismatch', failureClass: 'transient' });
  });

  it('become smaller where a hop takes no larger ones', async () => {
    const values = new Map<string, number>();
    const { protocol, file, server, http } = await begin(startNextcloudLike, { credentials, memory: memoryOf(values) });
    const path = await file('a.bin', 40 * mebibyte);
    http.addRule({
      method: 'PUT',
      when: ({ contentLength }) => (contentLength ?? 0) > 10 * mebibyte,
      fault: { kind: 'limit', limitBytes: 10 * mebibyte },
    });
    receiptOf(await transferFile(protocol, { path }));
    expect(values.get('maxChunkBytes')).toBe(8 * mebibyte);
    expect(await sameBytes(path, join(server.directory, 'a.bin'))).toBe(true);
    expect(await readdir(server.uploads)).toEqual([]);
  });

  it('go away with a discard, twice if need be', async () => {
    const { protocol, file, server, http } = await begin(startNextcloudLike, small());
    http.addRule({ method: 'PUT', path: /00002$/, times: 1, fault: { kind: 'reset' } });
    const cut = await transferFile(protocol, { path: await file('a.bin', 12 * mebibyte) });
    expect((await readdir(server.uploads)).length).toBe(1);
    await protocol.discard(cut.checkpoint ?? {}, signal);
    await protocol.discard(cut.checkpoint ?? {}, signal);
    expect([await readdir(server.uploads), await readdir(server.directory)]).toEqual([[], []]);
  });

  it('are not sent to a server that does not announce them', async () => {
    const { protocol, file, server, asked } = await begin(() => startNextcloudLike({ takesChunks: false }), small());
    const path = await file('a.bin', 7 * mebibyte);
    receiptOf(await transferFile(protocol, { path }));
    expect(await protocol.probe(signal)).toMatchObject({ isResumable: false, checksum: null });
    expect(asked().filter((line) => line.startsWith('PUT')).length).toBe(1);
    expect(await sameBytes(path, join(server.directory, 'a.bin'))).toBe(true);
  });

  it('are known to the probe, and a name that it refuses is called that', async () => {
    const { protocol, file } = await begin(startNextcloudLike, small());
    expect(await protocol.probe(signal)).toMatchObject({ isResumable: true, checksum: 'sha256', canList: true });
    const refused = await transferFile(protocol, { path: await file('a', 'x'), relativePath: 'a.part' });
    expect(errorOf(refused)).toMatchObject({ code: 'name-refused' });
  });
});
