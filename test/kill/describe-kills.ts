import { afterAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../servers/has-program.ts';
import type { KillTarget } from './kill-target.ts';
import { runRound } from './run-round.ts';

const roundsEach = 3;
/** Another one every time; a failure names it. */
const firstSeed = Date.now() % 1_000_000_000;
const roundLimitMs = 240_000;

/** A few rounds at each of them; `npm run test:kill` does as many as one likes. */
export function describeKills(targets: readonly KillTarget[]): void {
  describe.each(targets)('killed at random moments while it sends to $name', (target) => {
    afterAll(() => target.end?.());

    it.skipIf(!hasProgram(target.program ?? 'sh') || target.notEveryDayBecause !== undefined)(
      'loses nothing, sends nothing twice and calls nothing done that is not',
      { timeout: roundLimitMs },
      async () => {
        for (let round = 0; round < roundsEach; round += 1) {
          const { seed, violations } = await runRound(firstSeed + round, target);
          expect({ again: `npm run test:kill -- --rounds 1 --seed ${seed} --only "${target.name}"`, violations }).toMatchObject({
            violations: [],
          });
        }
      },
    );
  });
}
