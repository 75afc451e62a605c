import type { Condition } from '../../../shared/condition.ts';
import type { UpdateChannel } from '../../../shared/settings.ts';

export interface FoundUpdate {
  readonly version: string;
  readonly isOlder: boolean;
}

/**
 * How an installation ended. `replaced`: this process still runs, and what is started next is the new one; `takes-over`: an installer waits for the end of
 * this process and then starts the new one where that was asked for.
 */
export type InstallOutcome = 'replaced' | 'takes-over';

/** What finds, fetches and installs a newer Gantry. Its methods throw `UploadError` and nothing else. */
export interface UpdaterPort {
  /** Null: there is none. `mayGoBack`: an older one counts as well. */
  find(channel: UpdateChannel, mayGoBack: boolean): Promise<FoundUpdate | null>;
  /** Downloads what was found last, from where an earlier try was cut off, and compares it with its announced checksum. Called off, it throws. */
  download(): Promise<void>;
  /** Calls a download off. */
  callOff(): void;
  /** What of this computer's state lets a download wait now; null: nothing. */
  heldBy(): Condition | null;
  /** Looks at what was downloaded once more, and installs it. Only when nothing of ours is open any more. */
  install(restarts: boolean): Promise<InstallOutcome>;
}
