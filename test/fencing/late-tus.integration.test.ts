import { writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileOf } from '../protocols/file-of.ts';
import { protocolTo } from '../protocols/protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../protocols/transfer-file.ts';
import { ReceiverFixture } from '../receiver/receiver-fixture.ts';
import { waitUntil } from '../servers/parts/wait-until.ts';
import type { HttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { startTusServer } from '../servers/start-tus-server.ts';
import { changeFile } from './change-file.ts';

const mebibyte = 1024 * 1024;
const size = 2 * mebibyte;
const never = new AbortController().signal;

async function receiverBehindAHop() {
  const receiver = await ReceiverFixture.start();
  const proxy = await startHttpFaultProxy(receiver.destinationUrl.replace(/^tus\+/, ''));
  onTestFinished(async () => {
    await proxy.close();
    await receiver.close();
  });
  return { receiver, proxy, protocol: protocolTo('tus', proxy.url) };
}

/** A DELETE that is cut over a connection that was used before goes out a second time. */
function hold(proxy: HttpFaultProxy, method: string, times = 1): void {
  proxy.addRule({ method, times, fault: { kind: 'hold', cutsClient: true } });
}

describe('at our own receiver', () => {
  it('a late PATCH is refused once a newer attempt has finished the file', async () => {
    const { receiver, proxy, protocol } = await receiverBehindAHop();
    const { path, bytes } = await fileOf(size, 'a.bin');
    hold(proxy, 'PATCH');
    const first = await transferFile(protocol, { path, uploadId: 'u' });
    expect(errorOf(first)).toMatchObject({ code: 'connection-lost' });
    receiptOf(await transferFile(protocol, { path, uploadId: 'u', checkpoint: first.checkpoint }));
    expect(await proxy.deliverHeld()).toEqual([409]);
    expect(await receiver.received()).toEqual(['a.bin']);
    expect(await receiver.read('a.bin')).toBe(bytes.toString('utf8'));
  });

  it('a late PATCH of an old version finds its upload gone', async () => {
    const { receiver, proxy, protocol } = await receiverBehindAHop();
    const { path } = await fileOf(size, 'a.bin');
    hold(proxy, 'PATCH');
    const first = await transferFile(protocol, { path, uploadId: 'u-1', conflict: 'overwrite' });
    if (first.checkpoint === null) throw new Error('no checkpoint');
    await changeFile(path, 'a newer one');
    // As the runner does with a file that is another one now.
    await protocol.discard(first.checkpoint, never);
    receiptOf(await transferFile(protocol, { path, uploadId: 'u-2', conflict: 'overwrite' }));
    expect(await proxy.deliverHeld()).toEqual([404]);
    expect([await receiver.received(), await receiver.read('a.bin')]).toEqual([['a.bin'], 'a newer one']);
  });

  it.each(['overwrite', 'rename'] as const)('a late creation of an old version replaces nothing: %s', async (conflict) => {
    const { receiver, proxy, protocol } = await receiverBehindAHop();
    const { path } = await fileOf(0, 'a.txt');
    await writeFile(path, 'old');
    hold(proxy, 'POST');
    expect(errorOf(await transferFile(protocol, { path, uploadId: 'u-1', conflict }))).toMatchObject({ code: 'connection-lost' });
    await changeFile(path, 'a newer one');
    receiptOf(await transferFile(protocol, { path, uploadId: 'u-2', conflict }));
    expect(await proxy.deliverHeld()).toEqual([201]);
    expect(await receiver.read('a.txt')).toBe('a newer one');
    // Where a name that is taken gets a number, the old version is a file of its own: there it came with its creation.
    expect(await receiver.received()).toEqual(conflict === 'overwrite' ? ['a.txt'] : ['a (2).txt', 'a.txt']);
  });

  it('a late creation of the same version is told what became of it', async () => {
    const { receiver, proxy, protocol } = await receiverBehindAHop();
    const { path } = await fileOf(1_000, 'a.bin');
    hold(proxy, 'POST');
    errorOf(await transferFile(protocol, { path, uploadId: 'u' }));
    receiptOf(await transferFile(protocol, { path, uploadId: 'u' }));
    expect(await proxy.deliverHeld()).toEqual([201]);
    expect(await receiver.received()).toEqual(['a.bin']);
  });

  it('a late DELETE leaves a file that was begun again and finished', async () => {
    const { receiver, proxy, protocol } = await receiverBehindAHop();
    const { path, bytes } = await fileOf(size, 'a.bin');
    proxy.addRule({ method: 'PATCH', times: 1, fault: { kind: 'cut-request', afterBytes: mebibyte } });
    const first = await transferFile(protocol, { path, uploadId: 'u' });
    if (first.checkpoint === null) throw new Error('no checkpoint');
    hold(proxy, 'DELETE', 2);
    await expect(protocol.discard(first.checkpoint, never)).rejects.toMatchObject({ code: 'connection-lost' });
    receiptOf(await transferFile(protocol, { path, uploadId: 'u' }));
    expect(await proxy.deliverHeld()).toEqual([410, 410]);
    expect([await receiver.received(), await receiver.read('a.bin')]).toEqual([['a.bin'], bytes.toString('utf8')]);
  });

  it('a late DELETE in the middle of the next upload costs its bytes so far, and no more', async () => {
    const { receiver, proxy, protocol } = await receiverBehindAHop();
    const { path, bytes } = await fileOf(size, 'a.bin');
    proxy.addRule({ method: 'PATCH', times: 2, fault: { kind: 'cut-request', afterBytes: mebibyte } });
    const first = await transferFile(protocol, { path, uploadId: 'u' });
    if (first.checkpoint === null) throw new Error('no checkpoint');
    hold(proxy, 'DELETE', 2);
    await expect(protocol.discard(first.checkpoint, never)).rejects.toMatchObject({ code: 'connection-lost' });
    const second = await transferFile(protocol, { path, uploadId: 'u' });
    expect(await proxy.deliverHeld()).toEqual([204, 404]);
    const third = await transferFile(protocol, { path, uploadId: 'u', checkpoint: second.checkpoint });
    expect([receiptOf(third).result, third.events]).toEqual(['stored', expect.arrayContaining(['started over'])]);
    expect([await receiver.received(), await receiver.read('a.bin')]).toEqual([['a.bin'], bytes.toString('utf8')]);
  });

  it('a discard after the file was completed leaves the file', async () => {
    const { receiver, proxy, protocol } = await receiverBehindAHop();
    const { path } = await fileOf(size, 'a.bin');
    proxy.addRule({ method: 'PATCH', times: 1, fault: { kind: 'lose-answer' } });
    const lost = await transferFile(protocol, { path, uploadId: 'u' });
    if (lost.checkpoint === null) throw new Error('no checkpoint');
    await waitUntil('it is in its place', async () => (await receiver.received()).length === 1);
    await protocol.discard(lost.checkpoint, never);
    expect(await receiver.received()).toEqual(['a.bin']);
  });
});

describe('at another tus server', () => {
  it('late requests of an old attempt touch neither the newer upload nor what it finished', async () => {
    const server = await startTusServer();
    const proxy = await startHttpFaultProxy(server.url);
    onTestFinished(async () => {
      await proxy.close();
      await server.close();
    });
    const protocol = protocolTo('tus', proxy.url);
    const { path } = await fileOf(size, 'a.bin');
    hold(proxy, 'PATCH');
    const first = await transferFile(protocol, { path, uploadId: 'u-1' });
    if (first.checkpoint === null) throw new Error('no checkpoint');
    await changeFile(path, Buffer.alloc(size + 1, 'n'));
    hold(proxy, 'DELETE', 2);
    await expect(protocol.discard(first.checkpoint, never)).rejects.toMatchObject({ code: 'connection-lost' });
    receiptOf(await transferFile(protocol, { path, uploadId: 'u-2' }));
    // The old PATCH completes the old upload at its own address, and the old DELETE ends that one.
    expect(await proxy.deliverHeld()).toEqual([204, 204, 404]);
    const files = await server.files();
    expect(files.map(({ sizeBytes, metadata }) => [sizeBytes, metadata['uploadId']])).toEqual([[size + 1, 'u-2']]);
  });
});
