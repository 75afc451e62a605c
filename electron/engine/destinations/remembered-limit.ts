import type { DestinationMemory, Probe } from '../protocols/protocol.ts';
import type { ScanFilters } from '../source/scan-filters.ts';
import { parseDestinationUrl } from './parse-destination-url.ts';

const maxFileSizeKey = 'maxFileSizeBytes';

/** The largest file that a server named is known before the next batch. */
export function rememberLargestFile(memory: DestinationMemory, { maxFileSizeBytes }: Probe): void {
  if (maxFileSizeBytes !== null) memory.write(maxFileSizeKey, maxFileSizeBytes);
}

/** What the address or the server's own words say that is not taken there. */
export function filtersOfAddress(url: string, memory: DestinationMemory): ScanFilters {
  const { maxFileSizeBytes, acceptedExtensions } = parseDestinationUrl(url);
  const sizes = [maxFileSizeBytes, memory.read(maxFileSizeKey)].filter((size) => size !== null);
  return { maxFileSizeBytes: sizes.length > 0 ? Math.min(...sizes) : null, acceptedExtensions };
}
