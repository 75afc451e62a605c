import { describe, expect, it } from 'vitest';
import { largestObjectBytes, partBytesFor, partCountOf, plannedPart } from '../../../../electron/engine/protocols/s3/part-plan.ts';

const mebibyte = 1024 * 1024;

describe('the parts of a file', () => {
  it.each([
    [100 * mebibyte, 16 * mebibyte, 16 * mebibyte],
    [100 * mebibyte, 1, 5 * mebibyte],
    [500 * 1024 * mebibyte, 16 * mebibyte, Math.ceil((500 * 1024 * mebibyte) / 10_000)],
    [largestObjectBytes, 16 * mebibyte, largestObjectBytes / 10_000],
  ])('of %i bytes, %i wished, have %i', (sizeBytes, configuredBytes, partBytes) => {
    expect(partBytesFor(sizeBytes, configuredBytes)).toBe(partBytes);
    expect(partCountOf(sizeBytes, partBytes)).toBeLessThanOrEqual(10_000);
  });

  it('are refused where ten thousand do not do', () => {
    expect(() => partBytesFor(largestObjectBytes + 1, mebibyte)).toThrow(expect.objectContaining({ code: 'too-large' }));
  });

  it('follow one another to the end', () => {
    expect([1, 2, 3].map((number) => plannedPart(number, 11, 5))).toEqual([
      { number: 1, startByte: 0, endByte: 5 },
      { number: 2, startByte: 5, endByte: 10 },
      { number: 3, startByte: 10, endByte: 11 },
    ]);
  });
});
