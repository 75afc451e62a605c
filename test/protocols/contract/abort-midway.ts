import { expect } from 'vitest';
import { errorOf, transferFile } from '../transfer-file.ts';
import type { Setting } from './setting.ts';

const mebibyte = 1024 * 1024;

/** Aborts the sending of `aborted.bin` over a slow line once 8 MiB went out, and expects that it ends within 250 ms with the signal's reason. */
export async function abortMidway(at: Setting): Promise<void> {
  const path = await at.file(64 * mebibyte);
  await at.tcp.set({ bytesPerSecond: 20 * mebibyte });
  const controller = new AbortController();
  const reason = new Error('pause');
  let abortedMs = 0;
  const stopped = await transferFile(at.protocol, {
    path,
    relativePath: 'aborted.bin',
    signal: controller.signal,
    onBytesSent: (bytes) => {
      if (bytes < 8 * mebibyte || abortedMs > 0) return;
      abortedMs = performance.now();
      controller.abort(reason);
    },
  });
  expect(performance.now() - abortedMs).toBeLessThan(250);
  expect(errorOf(stopped)).toBe(reason);
}
