import { basename } from 'node:path';
import { numberedName } from '../../../shared/numbered-name.ts';
import type { WatchRecord } from './watch-record.ts';

/** The folder under the destination for what comes of `path`: none that another watched folder fills, whose files it could replace. */
export function freeTargetName(
  path: string,
  destinationId: WatchRecord['destinationId'],
  others: readonly Pick<WatchRecord, 'targetName' | 'destinationId'>[],
): string {
  const taken = new Set(others.filter((other) => other.destinationId === destinationId).map(({ targetName }) => plain(targetName)));
  const wanted = basename(path) || 'disk';
  for (let number = 1; ; number++) {
    const name = numberedName(wanted, number);
    if (!taken.has(plain(name))) return name;
  }
}

/** Some servers do not tell capitals. */
function plain(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
