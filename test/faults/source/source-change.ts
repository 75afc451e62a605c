import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { ErrorCode } from '../../../shared/error-codes.ts';

/** Exact in milliseconds and in seconds, so that a program can set it back to the tick. */
export const oldTime = 1_700_000_000.125;

export interface SourceFile {
  readonly path: string;
  /** What it holds before the change. */
  readonly old: Buffer;
  /** Other bytes of the same number. */
  readonly other: Buffer;
}

/**
 * What there is to be sent after the change. `other`: another whole version. `same`: the same bytes. `nothing`: no file, until somebody
 * puts one back.
 */
export type Leaves = 'other' | 'same' | 'nothing';

export interface SourceChange {
  readonly name: string;
  /** As in "The file is …". */
  readonly words: string;
  readonly leaves: Leaves;
  /** How it fails where `leaves` is `nothing`. */
  readonly error?: ErrorCode;
  /** The source is a symbolic link to the file. */
  readonly isLink?: boolean;
  /** Does it, at once; answers the bytes that are there to be sent now, null for none. */
  readonly apply: (file: SourceFile) => Buffer | null;
}

function overwrite(path: string, bytes: Buffer, position = 0): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.byteLength, position);
  closeSync(file);
}

function replaceByRename({ path, other }: SourceFile): Buffer {
  writeFileSync(`${path}.new`, other);
  renameSync(`${path}.new`, path);
  return other;
}

/** Everything that may become of a file while Gantry has it in hand. The rows of `docs/source-faults.md`. */
export const sourceChanges: readonly SourceChange[] = [
  {
    name: 'appended',
    words: 'appended to',
    leaves: 'other',
    apply: ({ path, old, other }) => {
      const more = other.subarray(0, 100_000);
      appendFileSync(path, more);
      return Buffer.concat([old, more]);
    },
  },
  {
    name: 'truncated',
    words: 'cut to half its length',
    leaves: 'other',
    apply: ({ path, old }) => {
      truncateSync(path, old.byteLength / 2);
      return old.subarray(0, old.byteLength / 2);
    },
  },
  {
    name: 'regrown',
    words: 'emptied, and written anew to the same size',
    leaves: 'other',
    apply: ({ path, other }) => {
      truncateSync(path, 0);
      overwrite(path, other);
      return other;
    },
  },
  { name: 'replaced', words: 'replaced by another of the same size', leaves: 'other', apply: replaceByRename },
  {
    name: 'replaced-time-kept',
    words: 'replaced by another of the same size and time',
    leaves: 'other',
    apply: (file) => {
      replaceByRename(file);
      utimesSync(file.path, oldTime, oldTime);
      return file.other;
    },
  },
  {
    name: 'overwritten',
    words: 'written over in place',
    leaves: 'other',
    apply: ({ path, other }) => {
      overwrite(path, other);
      return other;
    },
  },
  {
    name: 'overwritten-time-kept',
    words: 'written over in place, and its time set back',
    leaves: 'other',
    apply: ({ path, other }) => {
      overwrite(path, other);
      utimesSync(path, oldTime, oldTime);
      return other;
    },
  },
  {
    name: 'edited-time-kept',
    words: 'edited in two places, and its time set back, as an encrypted container is',
    leaves: 'other',
    apply: ({ path, old, other }) => {
      const edited = Buffer.from(old);
      for (const place of [1000, old.byteLength - 1000]) {
        const bytes = other.subarray(place, place + 8);
        overwrite(path, bytes, place);
        bytes.copy(edited, place);
      }
      utimesSync(path, oldTime, oldTime);
      return edited;
    },
  },
  {
    name: 'sparse',
    words: 'replaced by a sparse file of the same size',
    leaves: 'other',
    apply: ({ path, old }) => {
      const file = openSync(`${path}.sparse`, 'w');
      ftruncateSync(file, old.byteLength);
      closeSync(file);
      renameSync(`${path}.sparse`, path);
      return Buffer.alloc(old.byteLength);
    },
  },
  {
    name: 'link-led-elsewhere',
    words: 'a symbolic link, and led to another file',
    leaves: 'other',
    isLink: true,
    apply: ({ path, other }) => {
      writeFileSync(`${path}.other`, other);
      unlinkSync(path);
      symlinkSync(`${path}.other`, path);
      return other;
    },
  },
  {
    name: 'put-back',
    words: 'deleted, and another put in its place',
    leaves: 'other',
    apply: ({ path, other }) => {
      rmSync(path);
      writeFileSync(path, other);
      return other;
    },
  },
  {
    name: 'touched',
    words: 'given another time',
    leaves: 'same',
    apply: ({ path, old }) => {
      utimesSync(path, oldTime + 60, oldTime + 60);
      return old;
    },
  },
  {
    name: 'rights',
    words: 'given other rights',
    leaves: 'same',
    apply: ({ path, old }) => {
      chmodSync(path, 0o640);
      return old;
    },
  },
  {
    name: 'linked',
    words: 'given a second name (a hard link)',
    leaves: 'same',
    apply: ({ path, old }) => {
      linkSync(path, `${path}.second`);
      return old;
    },
  },
  {
    name: 'moved-and-back',
    words: 'renamed, and renamed back',
    leaves: 'same',
    apply: ({ path, old }) => {
      renameSync(path, `${path}.moved`);
      renameSync(`${path}.moved`, path);
      return old;
    },
  },
  {
    name: 'deleted',
    words: 'deleted or renamed',
    leaves: 'nothing',
    error: 'source-missing',
    apply: ({ path }) => {
      rmSync(path);
      return null;
    },
  },
  {
    name: 'pipe',
    words: 'replaced by a pipe',
    leaves: 'nothing',
    error: 'source-not-a-file',
    apply: ({ path }) => {
      rmSync(path);
      execFileSync('mkfifo', [path]);
      return null;
    },
  },
  {
    name: 'folder',
    words: 'replaced by a folder',
    leaves: 'nothing',
    error: 'source-not-a-file',
    apply: ({ path }) => {
      rmSync(path);
      mkdirSync(path);
      return null;
    },
  },
];
