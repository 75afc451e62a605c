import { expect, it } from 'vitest';
import { fuzz } from './parts/fuzz.ts';
import { fuzzSeed } from './parts/fuzz-seed.ts';
import { argumentsTarget } from './targets/arguments.ts';
import { damagedDatabaseTarget } from './targets/damaged-database.ts';
import { destinationUrlsTarget } from './targets/destination-urls.ts';
import { requestsTarget } from './targets/requests.ts';

const seed = fuzzSeed();

it.each([
  [requestsTarget, 4_000],
  [argumentsTarget, 2_000],
  [destinationUrlsTarget, 2_000],
  [damagedDatabaseTarget, 8_000],
])(
  '$name keep their promises for whatever comes',
  async (target, budgetMs) => {
    const { cases } = await fuzz(target, { seed, budgetMs });
    expect(cases).toBeGreaterThan(0);
  },
  120_000,
);
