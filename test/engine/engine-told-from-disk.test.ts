import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openQueueReader } from '../../electron/engine/storage/queue-reader.ts';
import { stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

describe('numbers of batches', () => {
  it('count a file as done when that is on the disk, and so do the totals', async () => {
    const { test, directory } = fixture;
    const doneOnDisk = (): number => {
      const reader = openQueueReader(join(directory, 'data'));
      const done = reader?.overview().totals.successful ?? 0;
      reader?.close();
      return done;
    };
    // Files end at all distances from a tick.
    test.server.onTransfer = async (_request, call) => {
      await new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), 60 + ((call * 7) % 90)));
      return stored;
    };
    let looks = 0;
    const toldTooEarly: number[] = [];
    test.engine.onProgress(({ action, payload }) => {
      if (action === 'batch_progress' && payload.successful > doneOnDisk()) toldTooEarly.push(payload.successful);
    });
    await test.addFiles(
      Array.from({ length: 40 }, (_, index) => `f${index}`),
      10,
    );
    await test.until(() => {
      looks += 1;
      // Not at every look: it writes what the next tick would have to write.
      if (looks % 2 === 0) {
        const { successful } = test.engine.totals();
        if (successful > doneOnDisk()) toldTooEarly.push(successful);
      }
      return test.batch().status === 'completed';
    });
    expect(looks).toBeGreaterThan(40);
    expect(toldTooEarly).toEqual([]);
  });
});
