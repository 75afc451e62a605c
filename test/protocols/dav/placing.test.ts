import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { systemRandomness } from '../../../electron/host/system-randomness.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { waitUntil } from '../../servers/parts/wait-until.ts';
import { send } from '../../servers/send.ts';
import { startApacheDav } from '../../servers/start-apache-dav.ts';
import { startRcloneDav } from '../../servers/start-rclone-dav.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { davSettings } from './dav-setting.ts';

const signal = new AbortController().signal;
const servers = [
  ['apache2', () => startApacheDav()],
  ['rclone', startRcloneDav],
] as const;

describe.each(servers)('a file into place at %s', (program, start) => {
  describe.skipIf(!hasProgram(program))(`by WebDAV ${missingProgram(program) ?? ''}`, () => {
    const begin = davSettings();

    it('needs three requests for a small one, and a folder once', async () => {
      const { protocol, file, asked } = await begin(start);
      const path = await file('a.txt', 'hello');
      receiptOf(await transferFile(protocol, { path, relativePath: 'x/y/a.txt' }));
      const before = asked().length;
      receiptOf(await transferFile(protocol, { path, relativePath: 'x/y/b.txt' }));
      expect(asked().slice(before)).toEqual(['PUT 201', 'HEAD 200', 'MOVE 201']);
    });

    it('writes nothing down of its own where that was planned, and a try after a cut one leaves nothing of it', async () => {
      const { protocol, file, asked, server, http } = await begin(start);
      const path = await file('a.txt', 'hello');
      const planned = await transferFile(protocol, { path, isPlanned: true });
      expect([receiptOf(planned).result, planned.checkpoints]).toEqual(['stored', []]);
      expect(asked().slice(-3)).toEqual(['PUT 201', 'HEAD 200', 'MOVE 201']);
      http.addRule({ method: 'MOVE', times: 1, fault: { kind: 'reset' } });
      const cut = await transferFile(protocol, { path, relativePath: 'b.txt', isPlanned: true });
      expect([errorOf(cut), cut.checkpoints]).toMatchObject([{ code: 'connection-lost' }, []]);
      receiptOf(await transferFile(protocol, { path, relativePath: 'b.txt', checkpoint: cut.checkpoint }));
      expect((await readdir(server.directory)).sort()).toEqual(['a.txt', 'b.txt']);
    });

    it('makes a folder anew that somebody took away, and the destination itself', async () => {
      const { protocol, file, server } = await begin(start);
      const path = await file('a.txt', 'hello');
      receiptOf(await transferFile(protocol, { path, relativePath: 'x/y/a.txt' }));
      await rm(join(server.directory, 'x'), { recursive: true });
      receiptOf(await transferFile(protocol, { path, relativePath: 'x/y/b.txt' }));
      expect(await readdir(join(server.directory, 'x/y'))).toEqual(['b.txt']);
    });

    it('keeps both, leaves alone, or replaces', async () => {
      const { protocol, file, server } = await begin(start);
      await writeFile(join(server.directory, 'a.txt'), 'theirs');
      const path = await file('a.txt', 'mine');
      const first = receiptOf(await transferFile(protocol, { path, conflict: 'skip' }));
      expect([first.result, await readFile(join(server.directory, 'a.txt'), 'utf8')]).toEqual(['skipped', 'theirs']);
      expect(receiptOf(await transferFile(protocol, { path, conflict: 'rename' })).location).toContain('a%20(2).txt');
      receiptOf(await transferFile(protocol, { path, conflict: 'overwrite' }));
      expect(await readFile(join(server.directory, 'a.txt'), 'utf8')).toBe('mine');
      expect((await readdir(server.directory)).sort()).toEqual(['a (2).txt', 'a.txt']);
    });

    it('is not taken for an earlier version that ends alike, when its temporary file is gone unmoved', async () => {
      const { protocol, file, server, http } = await begin(start);
      const path = await file('a.bin', 300_000);
      await writeFile(join(server.directory, 'a.bin'), (await readFile(path)).fill(7, 0, 100));
      http.addRule({ method: 'MOVE', times: 1, fault: { kind: 'answer', status: 504 } });
      const failed = await transferFile(protocol, { path, conflict: 'overwrite' });
      expect(errorOf(failed)).toMatchObject({ failureClass: 'transient' });
      // Somebody tidied up.
      for (const name of await readdir(server.directory)) if (name !== 'a.bin') await rm(join(server.directory, name));
      receiptOf(await transferFile(protocol, { path, conflict: 'overwrite', checkpoint: failed.checkpoint }));
      expect((await readFile(join(server.directory, 'a.bin'))).equals(await readFile(path))).toBe(true);
    });

    it('does not lose what it replaces when the new one is cut', async () => {
      const { protocol, file, server, http } = await begin(start);
      await writeFile(join(server.directory, 'a.bin'), 'theirs');
      const path = await file('a.bin', 3_000_000);
      http.addRule({ method: 'PUT', times: 1, fault: { kind: 'cut-request', afterBytes: 1_000_000 } });
      const cut = await transferFile(protocol, { path, conflict: 'overwrite' });
      expect(errorOf(cut)).toMatchObject({ code: 'connection-lost' });
      expect(await readFile(join(server.directory, 'a.bin'), 'utf8')).toBe('theirs');
      receiptOf(await transferFile(protocol, { path, conflict: 'overwrite', checkpoint: cut.checkpoint }));
      expect((await readFile(join(server.directory, 'a.bin'))).equals(await readFile(path))).toBe(true);
      expect(await readdir(server.directory)).toEqual(['a.bin']);
    });

    it.each([
      [10, 'overwrite'],
      [3_000_000, 'overwrite'],
      [10, 'rename'],
      [3_000_000, 'rename'],
      [3_000_000, 'skip'],
    ] as const)('finds what it placed when that answer was lost: %i bytes, %s', async (bytes, conflict) => {
      const { protocol, file, server, http, asked } = await begin(start);
      const path = await file('a.bin', bytes);
      http.addRule({ method: 'MOVE', times: 1, fault: { kind: 'lose-answer' } });
      const lost = await transferFile(protocol, { path, conflict });
      expect(errorOf(lost)).toMatchObject({ code: 'connection-lost' });
      http.forgetRequests();
      const done = await transferFile(protocol, { path, conflict, checkpoint: lost.checkpoint });
      expect(receiptOf(done)).toMatchObject({ result: 'stored', verification: 'size' });
      expect(asked().some((line) => /^(PUT|MOVE)/.test(line))).toBe(false);
      expect(await readdir(server.directory)).toEqual(['a.bin']);
    });

    it('does not take a stranger of that size for its own', async () => {
      const { protocol, file, server, http } = await begin(start);
      const path = await file('a.bin', 3_000_000);
      http.addRule({ method: 'PUT', times: 1, fault: { kind: 'cut-request', afterBytes: 1_000_000 } });
      const cut = await transferFile(protocol, { path });
      // By a request: rclone does not look at the disk for each.
      await send({ method: 'PUT', url: `${server.url}a.bin`, body: Buffer.alloc(3_000_000) });
      expect(receiptOf(await transferFile(protocol, { path, checkpoint: cut.checkpoint })).location).toContain('a%20(2).bin');
      expect((await readdir(server.directory)).sort()).toEqual(['a (2).bin', 'a.bin']);
    });

    it('removes what a try before stored late', async () => {
      const { protocol, file, server, http } = await begin(start);
      const path = await file('a.bin', 100_000);
      http.addRule({ method: 'PUT', times: 1, fault: { kind: 'hold', cutsClient: true } });
      const cut = await transferFile(protocol, { path });
      expect(errorOf(cut)).toMatchObject({ code: 'connection-lost' });
      // It arrives while the second try is under way, which ends after it.
      let late: Promise<readonly number[]> | null = null;
      const deliver = async (): Promise<void> => {
        late ??= http.deliverHeld();
        await late;
      };
      http.addRule({ method: 'PUT', fault: { kind: 'drip-request', pace: deliver } });
      receiptOf(await transferFile(protocol, { path, checkpoint: cut.checkpoint }));
      expect(await late).toEqual([201]);
      expect(await readdir(server.directory)).toEqual(['a.bin']);
    });

    it('removes what a try before stores only after the next one is through', async () => {
      const { protocol, file, server, http, asked } = await begin(start);
      const path = await file('a.bin', 100_000);
      http.addRule({ method: 'PUT', times: 1, fault: { kind: 'hold', cutsClient: true } });
      const cut = await transferFile(protocol, { path });
      expect(errorOf(cut)).toMatchObject({ code: 'connection-lost' });
      const second = transferFile(protocol, { path, checkpoint: cut.checkpoint });
      await waitUntil('the second one is through', () => asked().includes('DELETE 404'), 5_000);
      expect(await readdir(server.directory)).toEqual(['a.bin']);
      expect(await http.deliverHeld()).toEqual([201]);
      receiptOf(await second);
      expect(await readdir(server.directory)).toEqual(['a.bin']);
    });

    it('does not wait for what a process before this one had on its way, once that has been gone for long enough', async () => {
      let laterMs = 0;
      const clock = { ...systemClock, monotonicNow: () => performance.now() + laterMs };
      const ports = { clock, randomness: systemRandomness, log: { write: () => undefined }, hostKeys: createFakeHostKeys() };
      const { protocol, file, asked } = await begin(start, { ports });
      const path = await file('a.bin', 1_000);
      const checkpoint = protocol.plan?.({
        uploadId: 'a',
        target: { relativePath: 'a.bin', fileName: 'a.bin', contentType: '', conflict: 'rename' },
      });
      laterMs = 3_000;
      receiptOf(await transferFile(protocol, { path, checkpoint: checkpoint ?? null, isFromBefore: true }));
      expect(asked()).toEqual(['HEAD 404', 'HEAD 404', 'PUT 201', 'HEAD 200', 'MOVE 201', 'DELETE 404']);
    });

    it('does not wait for what cannot come: a body that broke off', async () => {
      const { protocol, file, server, http, asked } = await begin(start);
      const path = await file('a.bin', 3_000_000);
      http.addRule({ method: 'PUT', times: 1, fault: { kind: 'cut-request', afterBytes: 100_000 } });
      const cut = await transferFile(protocol, { path });
      http.forgetRequests();
      receiptOf(await transferFile(protocol, { path, checkpoint: cut.checkpoint }));
      expect(asked().filter((line) => line.startsWith('DELETE')).length).toBeLessThanOrEqual(2);
      expect(asked().at(-1)).toBe('DELETE 404');
      expect(await readdir(server.directory)).toEqual(['a.bin']);
    });

    it('gives two files of one name two names', async () => {
      const { protocol, file, server } = await begin(start);
      const paths = await Promise.all(['one', 'two', 'three', 'four'].map((text) => file(`${text}.txt`, text)));
      const done = await Promise.all(paths.map((path) => transferFile(protocol, { path, relativePath: 'same/a.txt' })));
      expect(new Set(done.map((one) => receiptOf(one).location)).size).toBe(4);
      const names = await readdir(join(server.directory, 'same'));
      expect(names.sort()).toEqual(['a (2).txt', 'a (3).txt', 'a (4).txt', 'a.txt']);
      const texts = await Promise.all(names.map((name) => readFile(join(server.directory, 'same', name), 'utf8')));
      expect(texts.sort()).toEqual(['four', 'one', 'three', 'two']);
    });

    it('looks and lists, without what is on its way', async () => {
      const { protocol, file, server } = await begin(start);
      receiptOf(await transferFile(protocol, { path: await file('1', 'one'), relativePath: 'x/ü &/a b%.txt' }));
      await send({ method: 'PUT', url: `${server.url}x/.a.txt.gantry-0123456789abcdef`, body: 'half' });
      receiptOf(await transferFile(protocol, { path: await file('2', 'four'), relativePath: 'x/c.txt' }));
      receiptOf(await transferFile(protocol, { path: await file('3', ''), relativePath: 'y.txt' }));
      expect(await protocol.look?.('x/ü &/a b%.txt', signal)).toMatchObject({ relativePath: 'x/ü &/a b%.txt', sizeBytes: 3 });
      expect(await protocol.look?.('x/none', signal)).toBeNull();
      expect(await protocol.look?.('x', signal)).toBeNull();
      const listed = async (folder: string): Promise<readonly string[]> => {
        const names: string[] = [];
        for await (const page of protocol.list?.(folder, signal) ?? [])
          names.push(...page.map((one) => `${one.relativePath}:${one.sizeBytes}`));
        return names.sort();
      };
      expect(await listed('')).toEqual(['x/c.txt:4', 'x/ü &/a b%.txt:3', 'y.txt:0']);
      expect(await listed('x/ü &')).toEqual(['x/ü &/a b%.txt:3']);
      expect(await listed('none')).toEqual([]);
    });
  });
});
