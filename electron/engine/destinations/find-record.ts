import type { DestinationRecord } from '../storage/destination-store.ts';

/** By the name of a saved one, exactly or but for case, or by the address. */
export function findRecord(records: readonly DestinationRecord[], nameOrUrl: string): DestinationRecord | undefined {
  const wanted = nameOrUrl.toLowerCase();
  return (
    records.find((record) => record.isSaved && record.name === nameOrUrl) ??
    records.find((record) => record.isSaved && record.name.toLowerCase() === wanted) ??
    records.find((record) => record.url === nameOrUrl)
  );
}
