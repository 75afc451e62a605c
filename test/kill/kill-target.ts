import type { WireRecorder } from './record-wire.ts';
import type { WireFindings } from './wire-findings.ts';

/** A file as it lies at the destination. */
export interface ArrivedFile {
  /** As it was given to the destination, with `/`. */
  readonly relativePath: string;
  /** On this machine. */
  readonly path: string;
}

export interface Leftover {
  readonly relativePath: string;
  readonly bytes: number;
}

/** What a destination holds when a round is over. */
export interface Holdings {
  /** Whole files. */
  readonly arrived: readonly ArrivedFile[];
  /** Everything else that is there because of us: unfinished uploads, temporary names. */
  readonly leftovers: readonly Leftover[];
}

/** A destination of one round. */
export interface RunningTarget {
  /** For `upload --to`. */
  readonly destination: string;
  readonly environment: Readonly<Record<string, string>>;
  /** null where the destination lives in the process that is killed, and nobody can listen in. */
  readonly wire: WireRecorder | null;
  /** A folder in which data and names of parts can be seen to change, where there is no wire; it is there already. */
  readonly partsFolder: string | null;
  holdings(): Promise<Holdings>;
  /** What the wire says against the promise, and its figures. `told`: relative paths that a run told to be completed, with its number. */
  findings(told: ReadonlyMap<string, number>): WireFindings;
  close(): Promise<void>;
}

/** A kind of destination on which the harness runs. A new protocol joins by one more of these in `kill-targets.ts`. */
export interface KillTarget {
  readonly name: string;
  /** A program without which it cannot run; null when it needs none. */
  readonly program: string | null;
  start(): Promise<RunningTarget>;
  /** Why it is not among the everyday rounds; `npm run test:kill` has it all the same. */
  readonly notEveryDayBecause?: string;
  /** Ends what its rounds share. */
  readonly end?: () => Promise<void>;
}
