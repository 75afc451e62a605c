import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lane } from '../../../electron/engine/queue/next-lane.ts';
import { nextLane } from '../../../electron/engine/queue/next-lane.ts';

const laneOf = fc.record({
  flow: fc.constantFrom('flowing', 'held', 'trying'),
  active: fc.nat(6),
  headPosition: fc.option(fc.nat(1_000)),
}) satisfies fc.Arbitrary<Lane>;

const may = ({ flow, active, headPosition }: Lane) => headPosition !== null && (flow === 'flowing' || (flow === 'trying' && active === 0));

describe('the choice of the next lane', () => {
  it('takes one that may send, if there is any, with the fewest on their way, then the one that waits longest', () => {
    fc.assert(
      fc.property(fc.array(laneOf), (lanes) => {
        const wanted =
          lanes.filter(may).toSorted((a, b) => a.active - b.active || (a.headPosition ?? 0) - (b.headPosition ?? 0))[0] ?? null;
        const chosen = nextLane(lanes);
        expect(chosen === null).toBe(wanted === null);
        expect([chosen?.active, chosen?.headPosition]).toEqual([wanted?.active, wanted?.headPosition]);
        if (chosen !== null) expect(may(chosen)).toBe(true);
      }),
    );
  });

  it('never leaves a slot empty for ever: as long as one may, one is chosen', () => {
    fc.assert(
      fc.property(fc.array(laneOf), (lanes) => {
        expect(nextLane(lanes) !== null).toBe(lanes.some(may));
      }),
    );
  });
});
