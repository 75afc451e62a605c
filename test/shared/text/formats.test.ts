import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf } from '../../../shared/text/count-of.ts';
import { formatBytes } from '../../../shared/text/format-bytes.ts';
import { formatBytesPair } from '../../../shared/text/format-bytes-pair.ts';
import { formatCountdown } from '../../../shared/text/format-countdown.ts';
import { formatDuration } from '../../../shared/text/format-duration.ts';
import { formatElapsed } from '../../../shared/text/format-elapsed.ts';
import { formatPercentage } from '../../../shared/text/format-percentage.ts';
import { formatSpeed } from '../../../shared/text/format-speed.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1449, '1.4 kB'],
    [48_100_000, '48.1 MB'],
    [99_949_999, '99.9 MB'],
    [99_950_000, '100 MB'],
    [142_000_000_000, '142 GB'],
    [999_499_999, '999 MB'],
    [999_500_000, '1.0 GB'],
    [9_600_000_000, '9.6 GB'],
    [Number.MAX_SAFE_INTEGER, '9.0 PB'],
    [null, '–'],
    [Number.NaN, '–'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('%s is %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });

  it('never has more than three digits before the point, nor "1000" of a unit', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (bytes) => {
        expect(formatBytes(bytes)).toMatch(/^\d{1,3}(\.\d)? (B|kB|MB|GB|TB|PB)$/);
      }),
    );
  });
});

describe('formatBytesPair', () => {
  it.each([
    [88_100_000_000, 142_000_000_000, '88.1 of 142 GB'],
    [0, 142_000_000_000, '0 of 142 GB'],
    [12_400_000, 142_000_000_000, '12.4 MB of 142 GB'],
    [141_990_000_000, 142_000_000_000, '141 of 142 GB'],
    [142_000_000_000, 142_000_000_000, '142 of 142 GB'],
    [150_000_000_000, 142_000_000_000, '142 of 142 GB'],
    [400, 900, '400 of 900 B'],
    [0, 0, '0 of 0 B'],
  ])('%s of %s is %s', (part, whole, words) => {
    expect(formatBytesPair(part, whole)).toBe(words);
  });

  it('never reads like the whole before it is, as far as its digits can tell', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 10 ** 15 }), fc.double({ min: 0, max: 0.99, noNaN: true }), (whole, share) => {
        const words = formatBytesPair(Math.floor(whole * share), whole);
        const [part, total] = words.split(' of ');
        expect(part).not.toBe(total?.split(' ')[0]);
      }),
    );
  });
});

describe('formatSpeed', () => {
  it.each([
    [41_000_000, '41 MB/s'],
    [9_640_000, '9.6 MB/s'],
    [310_400, '310 kB/s'],
    [0, '0 B/s'],
    [null, '–'],
  ])('%s is %s', (speed, words) => {
    expect(formatSpeed(speed)).toBe(words);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '1 s'],
    [0.4, '1 s'],
    [45, '45 s'],
    [59.4, '59 s'],
    [59.6, 'about 1 min'],
    [22 * 60 + 10, 'about 22 min'],
    [59 * 60 + 45, 'about 1 h'],
    [3 * 3600 + 21 * 60, 'about 3 h 20 min'],
    [12 * 3600, 'about 12 h'],
    [50 * 3600, 'about 2 days'],
    [null, '–'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('%s s is %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });
});

describe('formatElapsed', () => {
  it.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [58 * 60, '58 min'],
    [3 * 3600, '3 h'],
    [3 * 3600 + 20 * 60, '3 h 20 min'],
    [72 * 3600, '3 days'],
  ])('%s s is %s', (seconds, words) => {
    expect(formatElapsed(seconds)).toBe(words);
  });
});

describe('formatCountdown', () => {
  it.each([
    [14_000, '0:14'],
    [13_001, '0:14'],
    [0, '0:00'],
    [-5_000, '0:00'],
    [725_000, '12:05'],
    [3_723_000, '1:02:03'],
  ])('%s ms from now is %s', (ms, words) => {
    expect(formatCountdown(1_000_000 + ms, 1_000_000)).toBe(words);
  });
});

describe('formatPercentage', () => {
  it.each([
    [62.9, '62 %'],
    [99.9, '99 %'],
    [100, '100 %'],
    [0, '0 %'],
    [140, '100 %'],
    [-3, '0 %'],
  ])('%s is %s', (percentage, words) => {
    expect(formatPercentage(percentage)).toBe(words);
  });
});

describe('countOf', () => {
  it.each([
    [1, 'file', undefined, '1 file'],
    [0, 'file', undefined, '0 files'],
    [1204, 'file', undefined, '1,204 files'],
    [2, 'entry', 'entries', '2 entries'],
  ])('%s %s is %s', (count, one, many, words) => {
    expect(countOf(count, one, many)).toBe(words);
  });
});

describe('visibleText', () => {
  it('shows controls as symbols', () => {
    expect(visibleText('two\nlines\tand\u0007\u007f\u0085')).toBe('two␊lines␉and␇␡\ufffd');
  });

  it('takes away the power to turn the reading direction', () => {
    expect(visibleText('invoice\u202Egpj.exe')).toBe('invoice\ufffdgpj.exe');
    expect(visibleText('\u2066a\u2069\u2028')).toBe('\ufffda\ufffd\ufffd');
  });

  it('leaves every other name as it is', () => {
    for (const name of ['👩‍👩‍👧 family 🏔️.jpg', 'تقرير 2026.pdf', 'Añejo ﬁle', '"quotes" <b>', '  spaces  '])
      expect(visibleText(name)).toBe(name);
  });

  it('never leaves a control', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0xffff })), (units) => {
        expect(visibleText(String.fromCharCode(...units))).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
