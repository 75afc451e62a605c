import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHttpDate, parseRetryAfter } from '../../../electron/engine/retry/retry-after.ts';

const nowMs = Date.UTC(2026, 2, 4, 12, 0, 0);
const dayMs = 86_400_000;

describe('parseRetryAfter', () => {
  it.each([
    ['7', 7_000],
    [' 120 ', 120_000],
    ['0', 0],
    ['1.5', 1_500],
    ['-5', 0],
    ['9999999999', dayMs],
    ['99999999999999999999999999', dayMs],
    ['Wed, 04 Mar 2026 12:00:30 GMT', 30_000],
    ['Wed, 04 Mar 2026 11:59:30 GMT', 0],
    ['Wednesday, 04-Mar-26 12:01:00 GMT', 60_000],
    ['Wed Mar  4 12:02:00 2026', 120_000],
    ['Wed, 04 Mar 2099 12:00:30 GMT', dayMs],
    ['', null],
    ['soon', null],
    ['apples 5', null],
    ['5 minutes', null],
    ['0x10', null],
    ['1e3', null],
    ['Infinity', null],
    ['Wed, 32 Mar 2026 12:00:30 GMT', null],
    ['Wed, 04 Foo 2026 12:00:30 GMT', null],
    ['Wed, 04 Mar 2026 25:00:30 GMT', null],
    ['2026-03-04T12:00:30Z', null],
  ])('reads %j as %j', (value, expected) => {
    expect(parseRetryAfter(value, nowMs)).toBe(expected);
  });

  it('reads a missing header as nothing', () => {
    expect(parseRetryAfter(undefined, nowMs)).toBeNull();
  });

  it('answers null or 0 to 24 hours for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.bigInt().map(String)), fc.nat(), (value, now) => {
        const waitMs = parseRetryAfter(value, now);
        expect(waitMs === null || (Number.isInteger(waitMs) && waitMs >= 0 && waitMs <= dayMs)).toBe(true);
      }),
    );
  });

  it('reads whole seconds exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
        expect(parseRetryAfter(String(seconds), nowMs)).toBe(seconds * 1000);
      }),
    );
  });

  it('reads what Date writes, to the second, whatever the hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
        const date = new Date(nowMs + seconds * 1000).toUTCString();
        expect(parseRetryAfter(date, nowMs)).toBe(seconds * 1000);
      }),
    );
  });
});

describe('parseHttpDate', () => {
  it('reads every date that toUTCString writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 0) / 1000 }), (seconds) => {
        expect(parseHttpDate(new Date(seconds * 1000).toUTCString())).toBe(seconds * 1000);
      }),
    );
  });

  it('puts two-digit years into the century around now', () => {
    expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT')).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
  });
});
