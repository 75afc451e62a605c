import { describe, expect, it } from 'vitest';
import { timeDoubtMs } from '../../../electron/engine/source/time-doubt.ts';

const file = { size: 1, modifiedAtMs: 1_000.5, inode: '1', device: '1' };

describe('the doubt about a time', () => {
  it.each([
    ['just now', 5_000.5, 5_000.5, 20],
    ['a few milliseconds ago', 5_000.5, 5_012.5, 8],
    ['long ago', 5_000.5, 5_021, 0],
    ['in whole seconds, as a coarse clock does', 5_000, 5_500, 1_500],
    ['in whole seconds, long ago', 5_000, 7_000, 0],
    ['a moment ahead of our clock', 5_010.5, 5_000.5, 20],
    ['far ahead, by the clock of another machine', 900_000.5, 5_000, 0],
  ])('of a file that changed %s', (_when, changedAtMs, nowMs, waitMs) => {
    expect(timeDoubtMs({ ...file, changedAtMs }, nowMs)).toBe(waitMs);
  });

  it('goes by the time of the content where there is no other', () => {
    expect(timeDoubtMs({ ...file, modifiedAtMs: 5_000.5 }, 5_001.5)).toBe(19);
  });
});
