import type { ConflictPolicy } from '../../shared/upload.ts';

/** What holds for files that are added from now on, where whoever adds them says nothing else. */
export interface EngineDefaults {
  /** Counted attempts per file, the first included. */
  readonly maxAttempts: number;
  readonly verify: boolean;
  /** null: a name that is taken gets a new one, and what was sent before is not sent again. */
  readonly conflict: ConflictPolicy | null;
  /** Patterns of names and paths; see `leftOutBy`. */
  readonly leaveOut: readonly string[];
}
