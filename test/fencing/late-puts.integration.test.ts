import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileOf } from '../protocols/file-of.ts';
import { protocolTo } from '../protocols/protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../protocols/transfer-file.ts';
import { hasProgram } from '../servers/has-program.ts';
import { missingProgram } from '../servers/missing-program.ts';
import { startApacheDav } from '../servers/start-apache-dav.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import { changeFile } from './change-file.ts';

interface Store {
  readonly url: string;
  readonly directory: string;
  close(): Promise<void>;
}

/** A store behind a hop that keeps the first PUT, resets its client, and delivers it when it is told to. */
async function behindAHop(store: Store) {
  const proxy = await startHttpFaultProxy(store.url);
  onTestFinished(async () => {
    await proxy.close();
    await store.close();
  });
  proxy.addRule({ method: 'PUT', times: 1, fault: { kind: 'hold', cutsClient: true } });
  const names = () => readdir(store.directory);
  const content = (name: string) => readFile(join(store.directory, name), 'utf8');
  return { proxy, protocol: protocolTo('put', proxy.url), names, content };
}

describe.skipIf(!hasProgram('apache2'))(`a late PUT at Apache ${missingProgram('apache2') ?? ''}`, () => {
  it.each([
    ['the same version', 'old'],
    ['an older version', 'a newer one'],
  ])('of %s is refused once a newer attempt has stored the file', async (_what, newer) => {
    const { proxy, protocol, names, content } = await behindAHop(await startApacheDav());
    const { path } = await fileOf(0, 'a.txt');
    await writeFile(path, 'old');
    const first = await transferFile(protocol, { path });
    expect(errorOf(first)).toMatchObject({ code: 'connection-lost' });
    if (newer !== 'old') await changeFile(path, newer);
    // The engine gives up the checkpoint of a file that changed.
    receiptOf(await transferFile(protocol, { path, checkpoint: newer === 'old' ? first.checkpoint : null }));
    expect(await proxy.deliverHeld()).toEqual([412]);
    expect([await names(), await content('a.txt')]).toEqual([['a.txt'], newer]);
  });

  it('that was to replace what stood there is refused once a newer attempt has replaced it', async () => {
    const apache = await startApacheDav();
    const { proxy, protocol, content } = await behindAHop(apache);
    const there = join(apache.directory, 'a.txt');
    await writeFile(there, 'what stood there');
    // Apache names bytes with a strong tag once they are older than a second.
    await utimes(there, 1_700_000_000, 1_700_000_000);
    const { path } = await fileOf(0, 'a.txt');
    await writeFile(path, 'old');
    expect(errorOf(await transferFile(protocol, { path, conflict: 'overwrite' }))).toMatchObject({ code: 'connection-lost' });
    await changeFile(path, 'a newer one');
    receiptOf(await transferFile(protocol, { path, conflict: 'overwrite' }));
    expect(await proxy.deliverHeld()).toEqual([412]);
    expect(await content('a.txt')).toBe('a newer one');
  });

  it('that comes first makes the next attempt look again, and the next attempt wins', async () => {
    const { proxy, protocol, content } = await behindAHop(await startApacheDav());
    const { path } = await fileOf(0, 'a.txt');
    await writeFile(path, 'old');
    errorOf(await transferFile(protocol, { path, conflict: 'overwrite' }));
    await changeFile(path, 'a newer one');
    let delivered: readonly number[] = [];
    // Between the look and the PUT of the newer attempt.
    proxy.addRule({ method: 'PUT', times: 1, fault: { kind: 'answer', status: 503 } });
    const second = await transferFile(protocol, { path, conflict: 'overwrite' });
    expect(errorOf(second)).toMatchObject({ code: 'server-busy' });
    delivered = await proxy.deliverHeld();
    receiptOf(await transferFile(protocol, { path, conflict: 'overwrite', checkpoint: second.checkpoint }));
    expect([delivered, await content('a.txt')]).toEqual([[201], 'a newer one']);
  });
});

describe('a file of another Gantry that took the name between two attempts', () => {
  it.each([
    ['of another size', 1_001],
    ['of the very same size', 1_000],
  ])('%s is neither replaced nor taken for ours', async (_what, theirBytes) => {
    const { proxy, protocol, names, content } = await behindAHop(await startPutRecorder());
    proxy.clearRules();
    const { path, bytes } = await fileOf(1_000, 'x.bin');
    const theirs = await fileOf(theirBytes, 'x.bin');
    await writeFile(theirs.path, Buffer.alloc(theirBytes, 't'));
    proxy.addRule({ method: 'PUT', times: 1, fault: { kind: 'answer', status: 503 } });
    const first = await transferFile(protocol, { path });
    expect(errorOf(first)).toMatchObject({ code: 'server-busy' });
    receiptOf(await transferFile(protocolTo('put', proxy.url), { path: theirs.path }));
    receiptOf(await transferFile(protocol, { path, checkpoint: first.checkpoint }));
    expect((await names()).sort()).toEqual(['x (2).bin', 'x.bin']);
    expect([await content('x (2).bin'), await content('x.bin')]).toEqual([bytes.toString('utf8'), 't'.repeat(theirBytes)]);
  });
});

describe('a late PUT at a server that knows no conditions', () => {
  it('replaces the newer version: what no client can prevent, and the look afterwards does not see', async () => {
    const { proxy, protocol, content } = await behindAHop(await startPutRecorder());
    const { path } = await fileOf(0, 'a.txt');
    await writeFile(path, 'old');
    errorOf(await transferFile(protocol, { path, conflict: 'overwrite' }));
    await changeFile(path, 'a newer one');
    receiptOf(await transferFile(protocol, { path, conflict: 'overwrite' }));
    expect(await proxy.deliverHeld()).toEqual([204]);
    expect(await content('a.txt')).toBe('old');
  });

  it('of the same version changes nothing', async () => {
    const { proxy, protocol, names, content } = await behindAHop(await startPutRecorder());
    const { path } = await fileOf(0, 'a.txt');
    await writeFile(path, 'the one');
    const first = await transferFile(protocol, { path });
    receiptOf(await transferFile(protocol, { path, checkpoint: first.checkpoint }));
    await proxy.deliverHeld();
    expect([await names(), await content('a.txt')]).toEqual([['a.txt'], 'the one']);
  });
});

describe('a PUT whose answer is lost on a connection that was used before', () => {
  it('is not sent again by itself, which would find its own name taken', async () => {
    let puts = 0;
    const server = await startPutRecorder({
      answer: ({ method }) => {
        if (method !== 'PUT') return undefined;
        puts += 1;
        return puts === 2 ? 'abort-after-body' : undefined;
      },
    });
    onTestFinished(() => server.close());
    const protocol = protocolTo('put', server.url, { concurrency: 1 });
    const { path } = await fileOf(1_000, 'a.bin');
    receiptOf(await transferFile(protocol, { path, relativePath: 'a.bin' }));
    const lost = await transferFile(protocol, { path, relativePath: 'b.bin' });
    expect([errorOf(lost), puts]).toMatchObject([{ code: 'connection-lost' }, 2]);
    receiptOf(await transferFile(protocol, { path, relativePath: 'b.bin', checkpoint: lost.checkpoint }));
    expect([(await readdir(server.directory)).sort(), puts]).toEqual([['a.bin', 'b.bin'], 2]);
  });
});
