import { describe, expect, it } from 'vitest';
import { benchOptionsFrom } from './bench-options.ts';
import { workNames } from './work-names.ts';

describe('benchOptionsFrom', () => {
  it('measures everything at full size by itself', () => {
    expect(benchOptionsFrom([])).toEqual({
      rounds: 3,
      only: workNames,
      largeBytes: 1024 ** 3,
      smallCount: 5_000,
      roundTripMs: 0,
      wantsHelp: false,
    });
  });

  it('reads sizes with their unit and works by name', () => {
    const options = benchOptionsFrom([
      '--size',
      '64M',
      '--count=20',
      '--rounds',
      '1',
      '--only',
      'tus-small,put-large',
      '--round-trip',
      '20',
    ]);
    expect(options).toMatchObject({
      largeBytes: 64 * 1024 ** 2,
      smallCount: 20,
      rounds: 1,
      only: ['tus-small', 'put-large'],
      roundTripMs: 20,
    });
  });

  it.each([
    [['--rounds', '0'], '--rounds'],
    [['--size', '1T'], '--size'],
    [['--count', 'many'], '--count'],
    [['--round-trip', 'far'], '--round-trip'],
    [['--only', 'put-larg'], 'put-larg'],
    [['--fast'], '--fast'],
  ])('refuses %j and names it', (words, named) => {
    expect(() => benchOptionsFrom(words)).toThrow(named);
  });
});
