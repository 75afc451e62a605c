import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Log, LogLevel } from '../engine/ports.ts';
import { redactFacts } from './redact-facts.ts';
import type { Redact } from './redactor.ts';
import { withoutSecretShapes } from './secret-shapes.ts';

export interface FileLogOptions {
  /** Made when it is missing. */
  readonly directory: string;
  readonly clock: Clock;
  /** Every text passes it. Default: what looks like a secret is taken out. */
  readonly redact?: Redact;
  /** Entries below it are dropped. Default `info`. */
  readonly minimumLevel?: LogLevel;
  /** Bytes of one file before it is rotated. Default 5 MB. */
  readonly maxFileBytes?: number;
  /** Files kept, the current one included. Default 3. */
  readonly maxFiles?: number;
  /** Lines could not be written. Told once, and again only after the log could be written in between. */
  readonly onTrouble?: () => void;
}

export interface FileLog extends Log {
  /** Writes what is still buffered; nothing is written after it. */
  close(): void;
}

const severity: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };
const flushDelayMs = 250;
const maxBufferedCharacters = 1_000_000;
/** Whoever rotates is done long before; a lock that is older was left by a process that was killed. */
const longestRotationMs = 10_000;

/**
 * A structured log, one JSON object a line, in `gantry.log` and its older siblings `gantry.1.log`, `gantry.2.log`.
 * It never throws: a log that cannot be written must not stop an upload. What was lost is counted in the first line after it. Warnings
 * and errors are written at once, the rest in small groups, so that thousands of files do not cost thousands of writes. Several
 * processes may write to the same directory: whole lines are appended, one of them rotates, and the others notice.
 */
export function createFileLog(options: FileLogOptions): FileLog {
  const { directory, clock, redact = withoutSecretShapes, minimumLevel = 'info', maxFileBytes = 5_000_000, maxFiles = 3 } = options;
  const lockPath = join(directory, 'rotating');
  const pathOf = (age: number): string => join(directory, age === 0 ? 'gantry.log' : `gantry.${age}.log`);
  let descriptor: number | null = null;
  let buffered = '';
  let cancelTimer: (() => void) | null = null;
  let isClosed = false;
  let lostEntries = 0;
  let bufferedEntries = 0;

  const closeFile = (): void => {
    const opened = descriptor;
    descriptor = null;
    if (opened !== null) closeSync(opened);
  };

  /** The current file; another process may have rotated the one that was open until now. */
  const openFile = (): number => {
    if (descriptor !== null) {
      const current = statSync(pathOf(0), { throwIfNoEntry: false });
      if (current !== undefined && current.ino === fstatSync(descriptor).ino) return descriptor;
      closeFile();
    }
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    descriptor = openSync(pathOf(0), 'a', 0o600);
    return descriptor;
  };

  const isFull = (moreBytes: number): boolean => {
    const size = fstatSync(openFile()).size;
    return size > 0 && size + moreBytes > maxFileBytes;
  };

  const rotate = (moreBytes: number): void => {
    if (!lockRotation(lockPath, clock)) return;
    try {
      // Another process may have done it between the look and the lock.
      if (!isFull(moreBytes)) return;
      closeFile();
      for (let age = maxFiles - 2; age >= 0; age--) {
        // What does not exist yet has nothing to move.
        if (statSync(pathOf(age), { throwIfNoEntry: false }) !== undefined) renameSync(pathOf(age), pathOf(age + 1));
      }
    } finally {
      rmSync(lockPath, { force: true });
    }
  };

  const lineOf = (level: LogLevel, event: string, facts?: Readonly<Record<string, unknown>>): string => {
    const time = new Date(clock.now()).toISOString();
    try {
      return `${JSON.stringify({ time, level, event, ...(facts === undefined ? {} : { facts: redactFacts(facts, redact) }) })}\n`;
    } catch {
      // A getter among the facts threw; the event itself still counts.
      return `${JSON.stringify({ time, level, event })}\n`;
    }
  };

  const flush = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    if (buffered === '') return;
    const entries = bufferedEntries;
    const loss = lostEntries === 0 ? '' : lineOf('warn', 'log-lost-entries', { entries: lostEntries });
    const bytes = Buffer.from(loss + buffered);
    buffered = '';
    bufferedEntries = 0;
    try {
      if (isFull(bytes.byteLength)) rotate(bytes.byteLength);
      const opened = openFile();
      let written = 0;
      const sizeBefore = fstatSync(opened).size;
      try {
        while (written < bytes.byteLength) written += writeSync(opened, bytes, written);
      } catch (error) {
        // Half a line would spoil the next one too; what another process wrote behind it stays.
        if (fstatSync(opened).size === sizeBefore + written) ftruncateSync(opened, sizeBefore);
        throw error;
      }
      lostEntries = 0;
    } catch {
      // The disk is full or the directory is gone: these lines are lost, and the next ones try a newly opened file.
      if (lostEntries === 0) options.onTrouble?.();
      lostEntries += entries;
      try {
        closeFile();
      } catch {
        // Nothing is left to close.
      }
    }
  };

  return {
    write(level, event, facts) {
      if (isClosed || severity[level] < severity[minimumLevel]) return;
      buffered += lineOf(level, event, facts);
      bufferedEntries += 1;
      if (severity[level] >= severity.warn || buffered.length > maxBufferedCharacters) flush();
      else cancelTimer ??= clock.setTimer(flush, flushDelayMs);
    },
    close() {
      if (isClosed) return;
      flush();
      isClosed = true;
      try {
        closeFile();
      } catch {
        // The descriptor is gone already.
      }
    },
  };
}

/** Only one process at a time moves the files, or the second would take away what the first has just begun. False: another one is at it. */
function lockRotation(lockPath: string, clock: Clock): boolean {
  try {
    closeSync(openSync(lockPath, 'wx', 0o600));
    return true;
  } catch {
    const lockedAtMs = statSync(lockPath, { throwIfNoEntry: false })?.mtimeMs ?? clock.now();
    if (clock.now() - lockedAtMs > longestRotationMs) rmSync(lockPath, { force: true });
    return false;
  }
}
