import { describe, expect, it } from 'vitest';
import { LinePace } from '../../../../electron/engine/protocols/transport/line-pace.ts';

const mebibyte = 1024 * 1024;

describe('a line of which nothing is known', () => {
  it('gets the time that 16 KiB/s take for what may be on its way', () => {
    const pace = new LinePace(30_000);
    expect([0, 1_000, mebibyte, 16 * mebibyte].map((bytes) => pace.betweenMs(bytes, 1))).toEqual([0, 0, 64_000, 256_000]);
    expect([mebibyte, 16 * mebibyte].map((bytes) => pace.restMs(bytes, 1))).toEqual([64_000, 1_024_000]);
  });

  it('is told by a long body before its answer: what is more than can be on its way has arrived', () => {
    const pace = new LinePace(30_000);
    expect([pace.betweenMs(16 * mebibyte, 1_000), pace.betweenMs(80 * mebibyte, 8_000)]).toEqual([256_000, 4_000]);
    expect([pace.restMs(80 * mebibyte, 8_000), pace.betweenMs(17 * mebibyte, 600_000)]).toEqual([16_000, 256_000]);
  });

  it('gets less where silence is believed sooner', () => {
    expect(new LinePace(3_000).betweenMs(mebibyte, 1)).toBe(6_000);
  });
});

describe('a line that has carried a body', () => {
  it('gets a few times as long as that took, and no longer than an unknown one', () => {
    const pace = new LinePace(30_000);
    pace.arrived(10 * mebibyte, 10_000);
    expect([pace.betweenMs(16 * mebibyte, 1), pace.restMs(16 * mebibyte, 1)]).toEqual([32_000, 128_000]);
    pace.arrived(mebibyte, 1_000_000);
    expect(pace.restMs(16 * mebibyte, 1)).toBe(1_024_000);
    pace.arrived(mebibyte, 0);
    expect(pace.restMs(16 * mebibyte, 1)).toBe(0);
  });

  it('is not told by small bodies, and unknown again after a silence', () => {
    const pace = new LinePace(30_000);
    pace.arrived(1_000, 1);
    expect(pace.betweenMs(mebibyte, 1)).toBe(64_000);
    pace.arrived(mebibyte, 10);
    expect(pace.betweenMs(mebibyte, 1)).toBe(0);
    pace.forget();
    expect(pace.betweenMs(mebibyte, 1)).toBe(64_000);
  });
});
