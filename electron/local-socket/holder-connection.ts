import type { RequestArguments, Requests, RequestValue } from '../../shared/contract.ts';
import type { ChangeBatch } from '../../shared/progress.ts';
import type { Goodbye, HolderHost } from './socket-protocol.ts';

export interface Holder {
  readonly host: HolderHost;
  /** The version of its Gantry. */
  readonly version: string;
}

/** `closing`, `handed-over`: it said so, and in the second case somebody else holds the queue from now on. `lost`: it was killed, or broke. */
export type HolderEnd = Goodbye | 'lost';

/** A connection to the process that holds the queue. */
export interface HolderConnection {
  readonly holder: Holder;
  /** Throws `UploadError` as the holder answered, and `holder-gone` when it ended before it did. */
  ask<Name extends keyof Requests>(name: Name, args: RequestArguments<Name>): Promise<RequestValue<Name>>;
  /** Once: tells every change from now on, and that some were left out, so that the list is to be asked for again. The holder stays as long as it can. */
  subscribe(listener: { onChanges(changes: ChangeBatch): void; onGap(): void }): Promise<void>;
  /** Resolves when everything that changed before has been told. */
  catchUp(): Promise<void>;
  /** Asks it to give the queue up; false: it keeps it. */
  letGo(): Promise<boolean>;
  readonly ended: Promise<HolderEnd>;
  close(): void;
}
