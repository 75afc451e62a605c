import type { RequestArguments, Requests, RequestValue } from '../../shared/contract.ts';
import type { ProgressEnvelope } from '../../shared/progress.ts';
import type { Holder, HolderEnd } from '../local-socket/holder-connection.ts';

export interface ProgressListener {
  onEvent(event: ProgressEnvelope): void;
  /** Events were left out: the list is to be asked for again. */
  onGap(): void;
}

/** The queue as a command sees it, the same whether this process holds it or another one does. */
export interface QueueAccess {
  /** null: this process. */
  readonly holder: Holder | null;
  /** Sends a request of the contract through the same door as the window does: the arguments are checked. Throws `UploadError`. */
  ask<Name extends keyof Requests>(name: Name, args: RequestArguments<Name>): Promise<RequestValue<Name>>;
  /** Tells every event from now on, until the answer is called. Once, where another process holds the queue. */
  follow(listener: ProgressListener): Promise<() => void>;
  /** Resolves when the events of all that changed before have been told. */
  catchUp(): Promise<void>;
  /** Resolves when nothing is left to do by itself; at once where another process holds the queue, as that one sees to it. */
  whenIdle(): Promise<void>;
  /** How many commands of other processes follow this queue and rely on this one. */
  followers(): number;
  /** Resolves when there are none any more, or the signal aborts. */
  whenUnneeded(signal: AbortSignal): Promise<void>;
  /** Resolves when another process held the queue and has ended. */
  readonly ended: Promise<HolderEnd>;
  /** Stops the bytes and writes everything down, or leaves the holder alone; may be called twice. */
  close(): Promise<void>;
}
