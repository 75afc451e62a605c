import { expect, it } from 'vitest';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { abortMidway } from './abort-midway.ts';
import { quiet } from './quiet.ts';
import { sameBytes } from './same-bytes.ts';
import type { Setting } from './setting.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

/**
 * What the contract says of going on, stopping, trouble and probing, for a protocol whose requests cannot be seen on the way: the line is cut, slow,
 * silent or gone. `canWriteOn`: the server keeps what it has of a file when more is written to it. Left out is what only an answer can be made to say: a status, a web page, the loss of one answer alone.
 */
export function testOnTheLine(at: Setting, { canWriteOn }: { readonly canWriteOn: boolean }): void {
  it('goes on after a cut, and sends only the rest', async () => {
    const path = await at.file(32 * mebibyte);
    await at.tcp.set({ cutAfterBytes: 20 * mebibyte });
    const cut = await transferFile(at.protocol, { path, relativePath: 'cut.bin', uploadId: 'cut' });
    expect(errorOf(cut)).toMatchObject({ code: 'connection-lost', failureClass: 'transient' });
    expect(await at.server.stored('cut.bin')).toBeNull();
    await at.tcp.set({ cutAfterBytes: 0 });
    const before = at.tcp.counters().bytesUp;
    let done = await transferFile(at.protocol, { path, relativePath: 'cut.bin', uploadId: 'cut', checkpoint: cut.checkpoint });
    if (!canWriteOn) {
      // It was read back, found to be another, and thrown away: never stored.
      expect(errorOf(done)).toMatchObject({ code: 'checksum-mismatch' });
      expect(await at.server.stored('cut.bin')).toBeNull();
      done = await transferFile(at.protocol, { path, relativePath: 'cut.bin', uploadId: 'cut', checkpoint: done.checkpoint });
    }
    expect(receiptOf(done).result).toBe('stored');
    expect(await sameBytes(path, await at.server.stored('cut.bin'))).toBe(true);
    if (canWriteOn) expect(at.tcp.counters().bytesUp - before).toBeLessThanOrEqual(20 * mebibyte);
    expect(done.sent.at(-1)).toBe(32 * mebibyte);
  });

  it('sends nothing again when only its end was not heard', async () => {
    const path = await at.file(8 * mebibyte);
    const first = await transferFile(at.protocol, { path, relativePath: 'heard.bin', uploadId: 'heard' });
    receiptOf(first);
    expect(await sameBytes(path, await at.server.stored('heard.bin'))).toBe(true);
    const before = at.tcp.counters().bytesUp;
    const again = await transferFile(at.protocol, { path, relativePath: 'heard.bin', uploadId: 'heard', checkpoint: first.checkpoint });
    expect(receiptOf(again).result).toBe('stored');
    expect(at.tcp.counters().bytesUp - before).toBeLessThan(mebibyte);
  });

  it('stops within 250 ms of an abort, and sends nothing more', async () => {
    await abortMidway(at);
    await at.tcp.set({ bytesPerSecond: 0 });
    await quiet(() => at.tcp.counters().bytesUp);
    expect(await at.server.stored('aborted.bin')).toBeNull();
  });

  it('does nothing for a signal that is aborted already', async () => {
    const before = at.tcp.counters().connectionsAccepted;
    const stopped = await transferFile(at.protocol, { path: await at.file(10), signal: AbortSignal.abort('no') });
    expect(errorOf(stopped)).toBe('no');
    expect(at.tcp.counters().connectionsAccepted).toBe(before);
  });

  it('discards what an unfinished transfer left, twice if need be', async () => {
    const path = await at.file(32 * mebibyte);
    await at.tcp.set({ cutAfterBytes: 10 * mebibyte });
    const cut = await transferFile(at.protocol, { path, relativePath: 'discarded.bin' });
    expect(errorOf(cut)).toMatchObject({ code: 'connection-lost' });
    await at.tcp.set({ cutAfterBytes: 0 });
    await at.protocol.discard(cut.checkpoint ?? {}, signal);
    await at.protocol.discard(cut.checkpoint ?? {}, signal);
    expect(await at.server.stored('discarded.bin')).toBeNull();
  });

  it('finds a server that falls silent, and does not take slow for silent', async () => {
    const quick = at.another(at.tcp.url, { stallTimeoutMs: 1_000 });
    await at.tcp.set({ bytesPerSecond: 200 * 1024 });
    receiptOf(await transferFile(quick, { path: await at.file(500 * 1024), relativePath: 'slow.bin' }));
    quick.close();
    // A line gets time for what the system has taken besides, in proportion.
    const quicker = at.another(at.tcp.url, { stallTimeoutMs: 400 });
    await at.tcp.set({ bytesPerSecond: 0, silentAfterBytes: mebibyte });
    const stalled = await transferFile(quicker, { path: await at.file(16 * mebibyte), relativePath: 'stalled.bin' });
    expect(errorOf(stalled)).toMatchObject({ code: 'stalled', failureClass: 'transient' });
    await at.tcp.set({ silentAfterBytes: 0 });
    quicker.close();
  });

  it('says that the destination can be used, or that the server is gone', async () => {
    expect(await at.protocol.probe(signal)).toMatchObject({ isResumable: at.isResumable });
    await at.tcp.set({ mode: 'refuse' });
    at.tcp.killConnections();
    await expect.poll(() => at.tcp.counters().connectionsOpen).toBe(0);
    const gone = await transferFile(at.another(at.tcp.url), { path: await at.file(10) });
    expect(errorOf(gone)).toMatchObject({ code: 'connection-refused', failureClass: 'unreachable' });
  });

  it('stops a probe that is aborted', async () => {
    const fresh = at.another(at.tcp.url);
    await at.tcp.set({ mode: 'silent' });
    const controller = new AbortController();
    const probing = fresh.probe(controller.signal);
    setTimeout(() => controller.abort('enough'), 50);
    await expect(probing).rejects.toBe('enough');
    fresh.close();
  });
}
