import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRecordWrites } from './can-record-writes.ts';
import { judgeQueue } from './judge-queue.ts';
import { judgeReceiver } from './judge-receiver.ts';
import { powerLossOf } from './power-loss.ts';
import type { RecordedUpload } from './record-upload.ts';
import { recordUpload } from './record-upload.ts';
import { resumeAfter } from './resume-after.ts';

const seeds = Array.from({ length: 100 }, (_, seed) => seed);

describe.skipIf(!canRecordWrites())(
  `an upload whose power is lost ${canRecordWrites() ? '' : '[skipped: needs Linux and a C compiler]'}`,
  () => {
    let upload: RecordedUpload;
    beforeAll(async () => {
      upload = await recordUpload({ smallFiles: 24, largeFileBytes: [1_500_000, 2_500_000] });
    });
    afterAll(() => upload.remove());

    it('keeps in its queue all that people were told', () => {
      const verdict = judgeQueue(upload, seeds);
      expect(verdict.failing).toEqual([]);
      expect(verdict.told).toBeGreaterThan(1_000);
    });

    it('keeps at the receiver all that it confirmed, whole', () => {
      const verdict = judgeReceiver(upload, seeds);
      expect(verdict.failing).toEqual([]);
      expect(verdict.told).toBeGreaterThan(300);
    });

    it.each([0, 1])('goes on after the sender lost its power, and each file arrives once (seed %i)', async (seed) => {
      expect(await resumeAfter(upload, powerLossOf(upload.states, seed), 'sender')).toEqual([]);
    });

    it.each([2, 3, 4])('goes on after sender and receiver lost their power, and each file arrives once (seed %i)', async (seed) => {
      expect(await resumeAfter(upload, powerLossOf(upload.states, seed), 'both')).toEqual([]);
    });
  },
);
