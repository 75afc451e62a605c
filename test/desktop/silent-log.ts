import type { Log, LogLevel } from '../../electron/engine/ports.ts';

export const silentLog: Log = { write: () => undefined };

export interface HeardLog extends Log {
  readonly heard: readonly (readonly [LogLevel, string])[];
}

/** Remembers the level and the event of every entry. */
export function createHeardLog(): HeardLog {
  const heard: [LogLevel, string][] = [];
  return { heard, write: (level, event) => heard.push([level, event]) };
}
