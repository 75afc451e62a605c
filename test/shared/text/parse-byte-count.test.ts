import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseByteCount } from '../../../shared/text/parse-byte-count.ts';

describe('parseByteCount', () => {
  it.each([
    ['1', 1],
    ['500000', 500_000],
    ['500k', 500_000],
    ['10M', 10_000_000],
    ['10MB/s', 10_000_000],
    ['1.5G', 1_500_000_000],
    ['1Ki', 1_024],
    ['2MiB', 2_097_152],
    ['0.5Gi', 536_870_912],
  ])('%s is %d', (text, bytes) => {
    expect(parseByteCount(text)).toBe(bytes);
  });

  it.each(['', '0', '0.2', '-1', '1e3', '10X', 'M', 'i', '1i', '10 0', 'Infinity', '999999999999999T', '1..5'])('refuses %j', (text) => {
    expect(parseByteCount(text)).toBeNull();
  });

  it('never throws, and gives whole bytes or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,4}\.?\d{0,3}[kMGT]?i?$/)), (text) => {
        const bytes = parseByteCount(text);
        expect(bytes === null || (Number.isSafeInteger(bytes) && bytes >= 1)).toBe(true);
      }),
    );
  });
});
