import { describe, expect, it } from 'vitest';
import { BodyCeiling, smallestPartBytes } from '../../../../electron/engine/protocols/tus/body-ceiling.ts';
import { memoryOf } from '../memory-of.ts';

const mebibyte = 1024 * 1024;

describe('BodyCeiling', () => {
  it('sends all in one part where nothing is known', () => {
    expect(new BodyCeiling(memoryOf()).partFor(5_000_000_000_000)).toBe(5_000_000_000_000);
  });

  it('finds a limit in few steps, remembers it, and keeps to it', () => {
    const values = new Map<string, number>();
    const ceiling = new BodyCeiling(memoryOf(values));
    const limitBytes = 100 * mebibyte;
    let refusals = 0;
    for (let part = ceiling.partFor(5 * 1024 * mebibyte); part > limitBytes; part = ceiling.partFor(5 * 1024 * mebibyte)) {
      expect(ceiling.refused(part)).toBe(true);
      refusals += 1;
    }
    expect(refusals).toBe(6);
    expect(new BodyCeiling(memoryOf(values)).partFor(5 * 1024 * mebibyte)).toBe(80 * mebibyte);
    ceiling.passed(80 * mebibyte);
    expect(ceiling.partFor(5 * 1024 * mebibyte)).toBe(80 * mebibyte);
  });

  it('gives up at the smallest part', () => {
    const ceiling = new BodyCeiling(memoryOf());
    expect(ceiling.refused(smallestPartBytes + 2)).toBe(true);
    expect(ceiling.partFor(mebibyte)).toBe(smallestPartBytes);
    expect(ceiling.refused(smallestPartBytes)).toBe(false);
  });

  it('goes under the place of a cut, and grows again with what passes', () => {
    const ceiling = new BodyCeiling(memoryOf());
    ceiling.cut(1024 * mebibyte, 64 * mebibyte);
    expect(ceiling.partFor(1024 * mebibyte)).toBe(32 * mebibyte);
    ceiling.passed(mebibyte);
    expect(ceiling.partFor(1024 * mebibyte)).toBe(32 * mebibyte);
    ceiling.passed(32 * mebibyte);
    expect(ceiling.partFor(1024 * mebibyte)).toBe(64 * mebibyte);
    ceiling.cut(64 * mebibyte, 60 * mebibyte);
    ceiling.passed(30 * mebibyte);
    ceiling.passed(60 * mebibyte);
    expect(ceiling.partFor(1024 * mebibyte)).toBe(60 * mebibyte);
  });

  it('halves a part that was cut before its first byte', () => {
    const ceiling = new BodyCeiling(memoryOf());
    ceiling.cut(10 * mebibyte, 0);
    expect(ceiling.partFor(1024 * mebibyte)).toBe(5 * mebibyte);
  });

  it('does not let one upload raise the limit that another found', () => {
    const ceiling = new BodyCeiling(memoryOf());
    ceiling.refused(8 * mebibyte);
    ceiling.refused(100 * mebibyte);
    expect(ceiling.partFor(1024 * mebibyte)).toBe(4 * mebibyte);
  });
});
