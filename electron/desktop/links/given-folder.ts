import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log, Randomness } from '../../engine/ports.ts';

/** Older ones were left by a start that nobody answered; a question out of nowhere would surprise. */
const longestAgeMs = 120_000;
/** Digits of the moment, in milliseconds, with which a name begins. */
const momentLength = 15;

/** What one start was given, word for word. */
export interface GivenStart {
  readonly words: readonly string[];
  readonly workingDirectory: string;
}

export interface GivenFolder {
  /** Throws what the disk says. */
  leave(start: GivenStart): void;
  /** What was left since the last time, the oldest first; each is answered once. */
  take(): readonly GivenStart[];
  /** Has what lies there count as left now: the Gantry that was to take it was closing, and the next one comes for it. */
  renew(): void;
}

export interface GivenFolderOptions {
  /** Inside the data directory, which only this person can enter. */
  readonly path: string;
  readonly randomness: Pick<Randomness, 'uuid'>;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * How a second start tells the running Gantry what it was given. Electron's own way hands arguments on in another order, without the spaces at their ends, and ends
 * the running app when they are longer than 32 KiB, as a few hundred chosen files are.
 */
export function createGivenFolder({ path, randomness, log, now }: GivenFolderOptions): GivenFolder {
  const momentNow = (): string => String(now()).padStart(momentLength, '0');
  return {
    leave(start) {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      const name = `${momentNow()}-${randomness.uuid()}.json`;
      writeFileSync(join(path, name), JSON.stringify(start), { mode: 0o600, flag: 'wx' });
    },
    take() {
      const starts: GivenStart[] = [];
      for (const name of namesIn(path)) {
        try {
          const file = join(path, name);
          const text = readFileSync(file, 'utf8');
          rmSync(file);
          const start: unknown = JSON.parse(text);
          const isFresh = Math.abs(now() - Number(name.slice(0, momentLength))) <= longestAgeMs;
          if (isFresh && isStart(start)) starts.push(start);
          else log.write('warn', 'given-forgotten', { isFresh });
        } catch (error) {
          // Half written by a start that was killed, or read by two at once.
          log.write('warn', 'given-unreadable', { error });
        }
      }
      return starts;
    },
    renew() {
      for (const name of namesIn(path)) {
        try {
          renameSync(join(path, name), join(path, `${momentNow()}${name.slice(momentLength)}`));
        } catch (error) {
          log.write('warn', 'given-unreadable', { error });
        }
      }
    },
  };
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path)
      .filter((name) => /^\d{15}-[\da-f-]+\.json$/.test(name))
      .sort();
  } catch {
    // Nobody was given anything yet.
    return [];
  }
}

function isStart(start: unknown): start is GivenStart {
  if (typeof start !== 'object' || start === null || !('words' in start) || !('workingDirectory' in start)) return false;
  const { words, workingDirectory } = start;
  return typeof workingDirectory === 'string' && Array.isArray(words) && words.every((word) => typeof word === 'string');
}
