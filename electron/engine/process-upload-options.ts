import type { Clock, Log, Randomness } from './ports.ts';
import type { Protocol } from './protocols/protocol.ts';
import type { FileSource } from './source/file-source.ts';
import type { Fingerprint, SourcePin } from './source/upload-source.ts';
import type { UploadRunEvents } from './upload-run.ts';

/** Everything that one run of an upload needs. */
export interface ProcessUploadOptions {
  readonly protocol: Protocol;
  /** As in `TransferRequest`; asked where one file could replace or hide another. */
  readonly twins: () => readonly string[];
  readonly openSource: (path: string, pin: SourcePin, signal: AbortSignal) => Promise<FileSource>;
  readonly fingerprintOf: (path: string) => Promise<Fingerprint>;
  /** Whether a file that is missing is so because its whole disk or folder is. */
  readonly isSourceAway: (path: string, fingerprint: Fingerprint) => Promise<boolean>;
  /** Asks the destination whether it can be used now; throws `UploadError`, or the signal's reason. */
  readonly probe: (signal: AbortSignal) => Promise<void>;
  readonly events: UploadRunEvents;
  /** Another file may have found out meanwhile that the destination is gone. */
  readonly isDestinationHeld: () => boolean;
  /** A count that grows when the machine sleeps, changes its network or has its clock set. */
  readonly disruptions: () => number;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  readonly signal: AbortSignal;
}
