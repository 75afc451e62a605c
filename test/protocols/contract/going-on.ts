import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { openSource } from '../open-source.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { carriesFile } from './carries-file.ts';
import type { Contract } from './contract.ts';
import { sameBytes } from './same-bytes.ts';
import type { Setting } from './setting.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

/** The attempt after one that broke off. */
export function testGoingOn(contract: Contract, at: Setting): void {
  it(at.isResumable ? 'goes on after a cut, and sends only the rest' : 'begins again after a cut', async () => {
    const path = await at.file(32 * mebibyte);
    at.http.addRule({
      method: contract.bodyMethod,
      when: carriesFile,
      times: 1,
      fault: { kind: 'cut-request', afterBytes: 20 * mebibyte },
    });
    const cut = await transferFile(at.protocol, { path, relativePath: 'cut.bin', uploadId: 'cut' });
    expect(errorOf(cut)).toMatchObject({ code: 'connection-lost', failureClass: 'transient' });
    expect(await at.server.stored('cut.bin')).toBeNull();
    at.http.forgetRequests();
    const done = await transferFile(at.protocol, { path, relativePath: 'cut.bin', uploadId: 'cut', checkpoint: cut.checkpoint });
    expect(receiptOf(done).result).toBe('stored');
    expect(await sameBytes(path, await at.server.stored('cut.bin'))).toBe(true);
    if (at.isResumable) expect(at.bodyBytes()).toBeLessThanOrEqual(16 * mebibyte);
    else expect(at.bodyBytes()).toBeGreaterThanOrEqual(32 * mebibyte);
    expect(done.sent.at(-1)).toBe(32 * mebibyte);
  });

  it(`sends ${contract.afterLostAnswer} again when the answer was lost`, async () => {
    const path = await at.file(8 * mebibyte);
    at.http.addRule({ method: contract.bodyMethod, when: carriesFile, times: 1, fault: { kind: 'lose-answer' } });
    const lost = await transferFile(at.protocol, { path, relativePath: 'lost.bin', uploadId: 'lost' });
    expect(errorOf(lost)).toMatchObject({ code: 'connection-lost' });
    at.http.forgetRequests();
    const done = await transferFile(at.protocol, { path, relativePath: 'lost.bin', uploadId: 'lost', checkpoint: lost.checkpoint });
    expect(receiptOf(done).result).toBe('stored');
    expect(await sameBytes(path, await at.server.stored('lost.bin'))).toBe(true);
    expect(at.bodyBytes() >= 8 * mebibyte).toBe(contract.afterLostAnswer === 'all');
  });

  it('reads a file anew for every attempt', async () => {
    const path = await at.file(0, 'anew.bin');
    await writeFile(path, 'x'.repeat(3_000_000));
    at.http.addRule({ method: contract.bodyMethod, times: 2, fault: { kind: 'answer', status: 503 } });
    let checkpoint = null;
    for (let attempt = 1; attempt <= 3; attempt++) {
      const tried = await transferFile(at.protocol, { path, relativePath: 'anew.bin', uploadId: 'anew', checkpoint });
      checkpoint = tried.checkpoint;
      if (attempt < 3) expect(errorOf(tried)).toMatchObject({ code: 'server-busy' });
      else receiptOf(tried);
    }
    expect(await sameBytes(path, await at.server.stored('anew.bin'))).toBe(true);
  });
  it('passes on a checkpoint that could not be written, and sends nothing after it', async () => {
    const path = await at.file(2 * mebibyte);
    const full = new UploadError('queue-disk-full');
    const source = await openSource(path);
    let asked = 0;
    const sending = at.protocol.transfer({
      uploadId: 'full',
      source,
      target: { relativePath: 'full.bin', fileName: 'full.bin', contentType: 'x/y', conflict: 'rename' },
      checkpoint: null,
      verify: false,
      signal,
      onBytesSent: () => undefined,
      onCheckpoint: async () => {
        asked += 1;
        throw full;
      },
      onVerifying: () => undefined,
      onStartedOver: () => undefined,
    });
    // What is one request from beginning to end has nothing to write down.
    const isOneRequest = contract.kind === 'post' || contract.kind === 'presigned';
    if (isOneRequest) await sending;
    else await expect(sending).rejects.toBe(full);
    await source.close();
    expect(asked).toBe(isOneRequest ? 0 : 1);
    if (!isOneRequest) expect(at.bodyBytes()).toBe(0);
  });
}
