import type { PlainError } from '../../../shared/error-codes.ts';
import type { WatchedFolder } from '../../../shared/watched-folder.ts';
import type { FolderWatch } from './folder-watch.ts';
import type { WatchedFileState, WatchRecord } from './watch-record.ts';

export interface WatchFacts {
  readonly destinationName: string;
  readonly counts: Readonly<Record<WatchedFileState, number>>;
  /** This process watches folders. */
  readonly isWatching: boolean;
  /** null: nobody looks at it. */
  readonly looks: ReturnType<FolderWatch['view']> | null;
  /** Of what comes after the arrival. */
  readonly problem: PlainError | null;
}

/** A watched folder as the window and the terminal see it. */
export function showWatch(record: WatchRecord, { destinationName, counts, isWatching, looks, problem }: WatchFacts): WatchedFolder {
  const { watchId, path, destinationId, rules, afterwards, isOn, sent } = record;
  return {
    ...rules,
    ...{ watchId, path, destinationId, destinationName, afterwards, isOn, sent },
    state: isOn ? (looks?.state ?? (isWatching ? 'looking' : 'unattended')) : 'paused',
    settling: looks?.settling ?? 0,
    sending: counts.given,
    failed: counts.failed,
    passedOver: counts['passed-over'],
    isScannedOnly: looks?.isScannedOnly ?? false,
    problem: looks?.problem ?? problem,
  };
}
