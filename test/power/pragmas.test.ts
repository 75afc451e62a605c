import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scratch } from '../bench/scratch.ts';
import { makeScratch } from '../bench/scratch.ts';
import { canRecordWrites } from './can-record-writes.ts';
import type { CommitVerdict } from './judge-commits.ts';
import { judgeCommits } from './judge-commits.ts';
import { recordCommits } from './record-commits.ts';

describe.skipIf(!canRecordWrites())(
  `commits that were told, after a power loss ${canRecordWrites() ? '' : '[skipped: needs Linux and a C compiler]'}`,
  () => {
    const seeds = Array.from({ length: 150 }, (_, seed) => seed);
    let scratch: Scratch;
    beforeAll(async () => {
      scratch = await makeScratch(64 * 1024 * 1024);
    });
    afterAll(() => scratch.remove());

    async function verdictOn(journalMode: string, synchronous: string): Promise<CommitVerdict> {
      const states = await recordCommits(journalMode, synchronous, 40);
      return judgeCommits(states, join(scratch.path, `${journalMode}-${synchronous}`), seeds);
    }

    it('are all there with WAL and FULL, the choice of the queue', async () => {
      const verdict = await verdictOn('WAL', 'FULL');
      expect(verdict).toMatchObject({ lost: 0, damaged: 0, failingSeeds: [] });
      expect(verdict.told).toBeGreaterThan(1_000);
    });

    it('are all there where the sync comes after the commit, and the word after the sync', async () => {
      const verdict = await verdictOn('WAL', 'LATER');
      expect(verdict).toMatchObject({ lost: 0, damaged: 0, failingSeeds: [] });
      expect(verdict.told).toBeGreaterThan(1_000);
    });

    it('are lost with WAL and NORMAL, and the database stays whole', async () => {
      const { lost, damaged } = await verdictOn('WAL', 'NORMAL');
      expect(lost).toBeGreaterThan(50);
      expect(damaged).toBe(0);
    });

    it('are lost with OFF, and databases are damaged', async () => {
      const { lost, damaged } = await verdictOn('WAL', 'OFF');
      expect(lost).toBeGreaterThan(500);
      expect(damaged).toBeGreaterThan(0);
    });

    it('are lost with FULL where the journal is a file that is removed: the removal is not synced', async () => {
      const { lost, damaged } = await verdictOn('DELETE', 'FULL');
      expect(lost).toBeGreaterThan(20);
      expect(damaged).toBe(0);
    });
  },
);
