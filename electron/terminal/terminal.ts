import type { Clock } from '../engine/ports.ts';
import type { TextOutput } from './text-output.ts';

/** The outside of the terminal host: everything that a command may touch of its process, so that tests can stand in for it. */
export interface Terminal {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** stdout is a screen whose lines can be drawn again. */
  readonly isScreen: boolean;
  readonly hasColors: boolean;
  columns(): number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Asks a person and answers their line; null: nobody answered before the signal. Left out where nobody sits at the terminal. */
  readonly ask?: (question: string, signal: AbortSignal) => Promise<string | null>;
  /** Ctrl-C, a polite kill, a closed window: from now on they end nothing by themselves. */
  onSignal(listener: () => void): void;
  /** Ends the process without another word. */
  exitNow(exitCode: number): void;
}
