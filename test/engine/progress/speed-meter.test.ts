import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpeedMeter, secondsLeftOf } from '../../../electron/engine/progress/speed-meter.ts';

describe('the speed meter', () => {
  it('shows a steady speed exactly, however irregular the samples are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 5 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (gaps, bytesPerMs) => {
          const meter = createSpeedMeter();
          let now = 0;
          meter.sample(0, now);
          for (const gap of gaps) {
            now += gap;
            meter.sample(gap * bytesPerMs, now);
          }
          if (now < 500) expect(meter.speed()).toBeNull();
          else expect(meter.speed()).toBeCloseTo(bytesPerMs * 1_000, 2);
        },
      ),
    );
  });

  it('lies between the slowest and the fastest sample', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { minLength: 6 }), (moved) => {
        const meter = createSpeedMeter();
        meter.sample(0, 0);
        for (const [index, bytes] of moved.entries()) meter.sample(bytes, (index + 1) * 100);
        const speed = meter.speed() ?? Number.NaN;
        expect(speed).toBeGreaterThanOrEqual(Math.min(...moved) * 10 - 1e-6);
        expect(speed).toBeLessThanOrEqual(Math.max(...moved) * 10 + 1e-6);
      }),
    );
  });

  it('knows nothing in its first half second, halves every two seconds of silence, and forgets when told to', () => {
    const meter = createSpeedMeter();
    meter.sample(0, 1_000);
    meter.sample(1_000, 1_400);
    expect(meter.speed()).toBeNull();
    for (let at = 1_500; at <= 60_000; at += 100) meter.sample(100, at);
    expect(meter.speed()).toBeCloseTo(1_000, 0);
    for (let at = 60_100; at <= 62_000; at += 100) meter.sample(0, at);
    expect(meter.speed()).toBeCloseTo(500, 0);
    meter.reset();
    expect(meter.speed()).toBeNull();
  });

  it('does not divide by a clock that stands still', () => {
    const meter = createSpeedMeter();
    meter.sample(0, 0);
    meter.sample(500, 1_000);
    meter.sample(500, 1_000);
    expect(meter.speed()).toBeCloseTo(500);
  });
});

describe('the seconds that are left', () => {
  it.each([
    [1_000, 100, 10],
    [1_001, 100, 11],
    [0, 100, 0],
    [100, null, null],
    [100, 0, null],
    [100, 0.5, null],
  ])('%s bytes at %s a second: %s', (bytes, speed, wanted) => {
    expect(secondsLeftOf(bytes, speed)).toBe(wanted);
  });
});
