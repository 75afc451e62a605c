import { stat, truncate } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { oddNames } from '../../files/odd-names.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';
import type { Contract } from './contract.ts';
import { sameBytes } from './same-bytes.ts';
import type { Setting } from './setting.ts';

const mebibyte = 1024 * 1024;

/** What arrives arrives whole, whatever its size and name. */
export function testDelivery(contract: Pick<Contract, 'verified' | 'keepsName' | 'largeFileBytes'>, at: Setting): void {
  it.each([0, 1, 16 * 1024, 64 * 1024 + 1, 5 * mebibyte, 64 * mebibyte])(
    'stores %i bytes exactly, and tells how far it is',
    async (size) => {
      const path = await at.file(size);
      const done = await transferFile(at.protocol, { path, relativePath: `sizes/${size}.bin` });
      expect(receiptOf(done).result).toBe('stored');
      expect(await sameBytes(path, await at.server.stored(`sizes/${size}.bin`))).toBe(true);
      expect(done.sent).toEqual([...done.sent].sort((a, b) => a - b));
      expect(done.sent.every((bytes) => bytes <= size)).toBe(true);
      if (size > 0) expect(done.sent.at(-1)).toBe(size);
      expect(done.events.filter((event) => event === 'verifying').length).toBeLessThanOrEqual(1);
      if (size > 0) expect(done.events).toEqual(['verifying']);
    },
  );

  it('verifies when it is told to', async () => {
    const path = await at.file(100_000);
    const { verification } = receiptOf(await transferFile(at.protocol, { path, verify: true }));
    expect(verification).toBe(contract.verified);
  });

  it('keeps odd names', async () => {
    const kept = oddNames.filter(contract.keepsName ?? (() => true));
    expect(kept.length).toBeGreaterThan(20);
    for (const [index, odd] of kept.entries()) {
      const path = await at.file(1_000 + index, `odd-${index}`);
      receiptOf(await transferFile(at.protocol, { path, relativePath: `odd/${odd}` }));
      expect([odd, await sameBytes(path, await at.server.stored(`odd/${odd}`))]).toEqual([odd, true]);
    }
  });

  it('sends eight at a time', async () => {
    const paths = await Promise.all(Array.from({ length: 24 }, (_, index) => at.file(10_000 + 300_000 * (index % 3))));
    const work = [...paths.entries()];
    const lane = async (): Promise<void> => {
      for (let next = work.shift(); next !== undefined; next = work.shift()) {
        receiptOf(await transferFile(at.protocol, { path: next[1], relativePath: `many/${next[0]}` }));
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    for (const [index, path] of paths.entries()) expect(await sameBytes(path, await at.server.stored(`many/${index}`))).toBe(true);
  });

  it('needs no more memory for a large file', async () => {
    const path = await at.file(0, 'large.bin');
    const sizeBytes = contract.largeFileBytes ?? 512 * mebibyte;
    await truncate(path, sizeBytes);
    const direct = at.another(at.server.url);
    const before = process.memoryUsage();
    let most = 0;
    const done = await transferFile(direct, {
      path,
      relativePath: 'large.bin',
      onBytesSent: () => {
        const now = process.memoryUsage();
        most = Math.max(most, now.external + now.heapUsed - before.external - before.heapUsed);
      },
    });
    direct.close();
    receiptOf(done);
    expect((await stat((await at.server.stored('large.bin')) ?? '')).size).toBe(sizeBytes);
    expect(most).toBeLessThan(128 * mebibyte);
  });
}
