import { expect, it } from 'vitest';
import { fuzz } from './parts/fuzz.ts';
import { fuzzSeed } from './parts/fuzz-seed.ts';
import { damagedCheckpointsTarget } from './targets/damaged-checkpoints.ts';
import { damagedReceiverTarget } from './targets/damaged-receiver.ts';
import { serverAnswersTarget } from './targets/server-answers.ts';

const seed = fuzzSeed();

it.each([
  [serverAnswersTarget, 8_000],
  [damagedCheckpointsTarget, 4_000],
  [damagedReceiverTarget, 5_000],
])(
  '$name keep their promises for whatever comes',
  async (target, budgetMs) => {
    const { cases } = await fuzz(target, { seed, budgetMs });
    expect(cases).toBeGreaterThan(0);
  },
  120_000,
);
