import type { DestinationId } from '../../../shared/ids.ts';
import type { Ports } from '../ports.ts';
import type { DestinationRecord } from '../storage/destination-store.ts';

export const builtInName = 'This computer';

/** "This computer" at the address of this start, with all that was known of it before. */
export function builtInRecord(
  url: string,
  known: DestinationRecord | null,
  isFirst: boolean,
  { clock, randomness }: Pick<Ports, 'clock' | 'randomness'>,
): DestinationRecord {
  return {
    destinationId: known?.destinationId ?? (randomness.uuid() as DestinationId),
    name: builtInName,
    kind: 'tus',
    url,
    isSaved: true,
    isBuiltIn: true,
    isDefault: known?.isDefault ?? isFirst,
    memory: known?.memory ?? {},
    conflict: known?.conflict ?? null,
    createdAt: known?.createdAt ?? clock.now(),
  };
}
