import type { Destination } from '../../../shared/destination.ts';
import type { DestinationRecord } from '../storage/destination-store.ts';

/** A destination as everybody outside the engine sees it; the address of "This computer" changes with every start and says nothing. */
export function showDestination(record: DestinationRecord, isResumable: boolean): Destination {
  const { destinationId, name, kind, url, isDefault, isBuiltIn, conflict } = record;
  return {
    destinationId,
    name,
    kind,
    url: isBuiltIn ? '' : url,
    isDefault,
    isBuiltIn,
    isResumable,
    ...(conflict === null ? {} : { conflict }),
  };
}
