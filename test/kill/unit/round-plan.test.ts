import { describe, expect, it } from 'vitest';
import { killMomentKinds } from '../kill-moment.ts';
import { roundPlanOf } from '../round-plan.ts';

const plans = Array.from({ length: 200 }, (_, seed) => roundPlanOf(seed));

describe('the plan of a round', () => {
  it('follows from its seed', () => {
    expect(roundPlanOf(7)).toEqual(roundPlanOf(7));
    expect(roundPlanOf(7)).not.toEqual(roundPlanOf(8));
  });

  it('names every file once, as any file system can hold it', () => {
    for (const { files } of plans) {
      expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
      for (const { path } of files) for (const part of path.split('/')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
    }
  });

  it('has empty files, files of 50 to 200 MiB and every moment among a few hundred rounds', () => {
    const sizes = plans.flatMap(({ files }) => files.map(({ sizeBytes }) => sizeBytes));
    expect([Math.min(...sizes), sizes.some((size) => size > 50 * 1024 ** 2), sizes.every((size) => size <= 200 * 1024 ** 2)]).toEqual([
      0,
      true,
      true,
    ]);
    const kinds = new Set(plans.flatMap(({ kills }) => kills.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([...killMomentKinds].sort());
  });
});
