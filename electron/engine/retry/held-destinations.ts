import type { DestinationId } from '../../../shared/ids.ts';
import type { HeldDestination } from '../../../shared/progress.ts';
import type { DestinationBreaker } from './destination-breaker.ts';

/** The holds of now, as people see them. */
export function heldDestinationsOf(
  breaker: DestinationBreaker,
  nameOf: (destinationId: DestinationId) => string,
): readonly HeldDestination[] {
  return breaker.heldIds().flatMap((destinationId) => {
    const hold = breaker.holdOf(destinationId);
    return hold === null ? [] : [{ destinationId, destinationName: nameOf(destinationId), ...hold }];
  });
}
