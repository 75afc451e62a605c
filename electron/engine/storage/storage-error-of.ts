import { closeSync, openSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ErrorCode } from '../../../shared/error-codes.ts';
import { classifySystemError } from '../errors/classify-system-error.ts';
import { UploadError } from '../errors/upload-error.ts';
import { sqliteCodeOf } from './sqlite-code-of.ts';

/** The lock, the database, its journal thrice (see `JournalSync`) and that one's index, and what is open for a moment besides. */
const handlesOfQueue = 10;

/**
 * What it means for a person that the queue at `path` could not be opened, read or written:
 * `queue-disk-full`, `queue-unusable`, or `machine-exhausted` where this process has no file handle left.
 */
export function storageErrorOf(error: unknown, path: string): UploadError {
  if (error instanceof UploadError) return error;
  const code = storageCodeOf(error, path);
  return new UploadError(code, { details: code === 'queue-unusable' ? { path } : {}, cause: error });
}

function storageCodeOf(error: unknown, path: string): ErrorCode {
  const code = sqliteCodeOf(error);
  if (code === 'SQLITE_FULL' || errnoOf(error) === 'ENOSPC' || errnoOf(error) === 'EDQUOT') return 'queue-disk-full';
  // Neither says why: a full disk, one that is gone, and too many open files look alike.
  if (code?.startsWith('SQLITE_IOERR') === true && hasNoRoom(path)) return 'queue-disk-full';
  if (errnoOf(error) === 'EMFILE' || errnoOf(error) === 'ENFILE') return 'machine-exhausted';
  if (code?.startsWith('SQLITE_CANTOPEN') === true && hasNoHandle()) return 'machine-exhausted';
  return 'queue-unusable';
}

function hasNoRoom(path: string): boolean {
  try {
    return statfsSync(dirname(path)).bavail === 0;
  } catch {
    return false;
  }
}

/** Whether there are fewer file handles than a queue takes: those that it had got are given back by now. */
function hasNoHandle(): boolean {
  const opened: number[] = [];
  try {
    while (opened.length < handlesOfQueue) opened.push(openSync(process.execPath, 'r'));
    return false;
  } catch (error) {
    return classifySystemError(error).code === 'machine-exhausted';
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
