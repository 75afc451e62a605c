import { expect, it } from 'vitest';
import { errorOf, transferFile } from '../transfer-file.ts';
import { abortMidway } from './abort-midway.ts';
import { carriesFile } from './carries-file.ts';
import type { Contract } from './contract.ts';
import { quiet } from './quiet.ts';
import type { Setting } from './setting.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

/** An abort, and what it leaves. */
export function testStopping(contract: Contract, at: Setting): void {
  it('stops within 250 ms of an abort, and sends nothing more', async () => {
    await abortMidway(at);
    await quiet(() => at.tcp.counters().bytesUp);
    // The connection to a signing endpoint is another one, and idle.
    expect(at.tcp.counters().connectionsOpen).toBe(contract.kind === 'presigned' ? 1 : 0);
    expect(await at.server.stored('aborted.bin')).toBeNull();
  });

  it('does nothing for a signal that is aborted already', async () => {
    const stopped = await transferFile(at.protocol, { path: await at.file(10), signal: AbortSignal.abort('no') });
    expect(errorOf(stopped)).toBe('no');
    expect(at.http.requests()).toEqual([]);
  });

  it('discards what an unfinished transfer left, twice if need be', async () => {
    const path = await at.file(32 * mebibyte);
    at.http.addRule({
      method: contract.bodyMethod,
      when: carriesFile,
      times: 1,
      fault: { kind: 'cut-request', afterBytes: 10 * mebibyte },
    });
    const cut = await transferFile(at.protocol, { path, relativePath: 'discarded.bin' });
    expect(errorOf(cut)).toMatchObject({ code: 'connection-lost' });
    const checkpoint = cut.checkpoint ?? {};
    const discard = (): Promise<string> =>
      at.protocol.discard(checkpoint, signal).then(
        () => 'gone',
        (error: { readonly code?: string }) => error.code ?? 'unknown',
      );
    // rclone is not through with what was cut for a moment; whoever discards asks again then.
    let first = '';
    await expect
      .poll(async () => {
        first = await discard();
        return first;
      })
      .not.toBe('upload-locked');
    expect([first, await discard()]).toEqual(['gone', 'gone']);
    expect(await at.server.stored('discarded.bin')).toBeNull();
  });
}
