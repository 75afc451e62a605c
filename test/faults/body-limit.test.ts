import { describe, expect, it } from 'vitest';
import { sameBytes } from '../protocols/contract/same-bytes.ts';
import { matrixProtocols } from './matrix-protocols.ts';
import { startScene } from './scene.ts';

const mebibyte = 1024 * 1024;
/** The true sizes take minutes on a busy machine, so they are for a run by hand; a sixteenth of them goes the same way. */
const isTrueSize = process.env['GANTRY_FAULTS'] === 'all';
const sizeBytes = (isTrueSize ? 1024 : 64) * mebibyte;
const limitBytes = isTrueSize ? 100_000_000 : 6_250_000;

describe('a proxy with a body limit', () => {
  it(`lets ${sizeBytes / mebibyte} MiB through in parts of at most ${limitBytes / 1e6} MB, and the size is remembered over a restart`, async () => {
    const tus = matrixProtocols.find(({ kind }) => kind === 'tus');
    if (tus === undefined) throw new Error('no tus');
    const first = await startScene(tus, { sizeBytes });
    const { http, server, sourcePath } = first;
    http.addRule({ fault: { kind: 'limit', limitBytes } });
    const isOver = () => ['completed', 'failed'].includes(first.file().status);
    const startedMs = performance.now();
    await first.add();
    await first.clock.until('it has arrived', isOver, 60 * 60_000);
    const tookMs = performance.now() - startedMs;
    expect(first.file()).toMatchObject({ status: 'completed', attempt: 1, verification: 'size' });
    const [kept, ...others] = await server.kept();
    expect(others).toEqual([]);
    expect(await sameBytes(sourcePath, kept?.path ?? null)).toBe(true);
    const refused = http.requests().filter(({ status }) => status === 413);
    const parts = http.requests().filter(({ method, status }) => method === 'PATCH' && status === 204);
    // 1/2, 1/4, 1/8, 1/16: the fourth halving fits.
    expect([refused.length, parts.length]).toEqual([4, 16]);
    const bodyBytes = http.requests().reduce((sum, { bytesForwarded }) => sum + bytesForwarded, 0);
    expect(bodyBytes).toBe(sizeBytes);
    const wastedBytes = http.requests().reduce((sum, { bytesReceived }) => sum + bytesReceived, 0) - sizeBytes;
    if (isTrueSize)
      console.log(`${Math.round(tookMs)} ms, ${refused.length} refusals, ${parts.length} parts, ${wastedBytes} bytes sent in vain`);

    http.forgetRequests();
    const second = await first.reopen();
    try {
      await second.engine.add({ paths: [sourcePath], conflict: 'rename' });
      await second.clock.until(
        'it has arrived again',
        () => second.engine.totals().successful === 1 && second.engine.overview().batches.length === 2,
        60 * 60_000,
      );
      expect(http.requests().filter(({ status }) => status === 413)).toEqual([]);
      expect(http.requests().filter(({ method }) => method === 'PATCH')).toHaveLength(16);
    } finally {
      await second.close();
    }
  }, 600_000);
});
