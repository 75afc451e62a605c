import { readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { carriesFile } from '../protocols/contract/carries-file.ts';
import { hasProgram } from '../servers/has-program.ts';
import { missingProgram } from '../servers/missing-program.ts';
import { waitUntil } from '../servers/parts/wait-until.ts';
import { matrixProtocols } from './matrix-protocols.ts';
import type { Scene } from './scene.ts';
import { startScene } from './scene.ts';

const mebibyte = 1024 * 1024;
/** Several parts of S3, and more than the sockets on the way hold. */
const sizeBytes = 28 * mebibyte;

/** Body bytes of the file that reached the proxy; where it is no HTTP, all that went up. */
function sentBytes({ protocol, http, tcp }: Scene): number {
  if (!protocol.isHttp) return tcp.counters().bytesUp;
  const carriers = http.requests().filter((request) => request.method === protocol.bodyMethod && carriesFile(request));
  return carriers.reduce((sum, { bytesReceived }) => sum + bytesReceived, 0);
}

describe.each(matrixProtocols)('a drain of $kind', (protocol) => {
  // One is always there.
  const { program = 'sh' } = protocol;
  it.skipIf(!hasProgram(program))(`leaves no part in the middle, and not much is sent twice ${missingProgram(program) ?? ''}`, async () => {
    const before = await startScene(protocol, { sizeBytes });
    let scene = before;
    onTestFinished(async () => {
      await scene.close();
      await protocol.end?.();
    });
    await scene.tcp.set({ bytesPerSecond: 12 * mebibyte });
    await scene.add();
    await waitUntil('the file is on its way', () => scene.file().bytesSent > 2 * mebibyte, 20_000);
    const drained = scene.engine.drain();
    expect(await drained).toBe(true);
    expect(['queued', 'completed']).toContain(scene.file().status);
    // What cannot be gone on with, or only by parts, was not broken off.
    if (protocol.isHttp && protocol.kind !== 'tus') {
      const carriers = before.http.requests().filter((request) => request.method === protocol.bodyMethod && carriesFile(request));
      expect(carriers.map(({ bytesReceived, bytesForwarded, isOver }) => [isOver, bytesReceived === bytesForwarded])).toEqual(
        carriers.map(() => [true, true]),
      );
    }
    await scene.tcp.set({ bytesPerSecond: 0 });
    scene = await scene.reopen();
    await waitUntil('the file has arrived', () => scene.file().status === 'completed', 30_000);
    const [kept, ...others] = await scene.server.kept();
    expect([others, kept === undefined ? null : (await readFile(kept.path)).equals(await readFile(scene.sourcePath))]).toEqual([[], true]);
    // A little may have gone out with a small request.
    expect(Math.abs(sentBytes(scene) - sizeBytes) / mebibyte).toBeLessThan(1.5);
  });
});
