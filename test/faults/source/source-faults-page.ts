import type { ErrorCode } from '../../../shared/error-codes.ts';
import { errorWords } from '../../../shared/text/error-words.ts';
import type { ExpectedEnd } from './expected-end.ts';
import { expectedEnd } from './expected-end.ts';
import { moments } from './moment.ts';
import type { SourceChange } from './source-change.ts';
import { sourceChanges } from './source-change.ts';
import { specialCases } from './special-case.ts';

function cell(end: ExpectedEnd, { leaves }: SourceChange): string {
  const now = leaves === 'same' ? 'the file' : 'the new version';
  const words: Readonly<Record<ExpectedEnd, string>> = {
    'sends-now': now,
    'keeps-old': leaves === 'same' ? 'the file' : 'the old version',
    either: leaves === 'same' ? 'the file' : 'one of the two, whole',
    fails: 'nothing; fails',
    'fails-or-keeps-old': 'nothing, or the old version whole',
  };
  return words[end];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function rowOf(change: SourceChange, code: ErrorCode): readonly string[] {
  const { title, remedy } = errorWords({ code, details: {} });
  return [`The file is ${change.words}`, `“${title}. ${remedy}”`];
}

/** `docs/source-faults.md`, from the rows that the tests run. */
export function sourceFaultsPage(): string {
  const matrix = sourceChanges.map((change) => [
    `The file is ${change.words}`,
    ...moments.map((moment) => cell(expectedEnd(change, moment), change)),
  ]);
  const { title } = errorWords({ code: 'source-changed', details: {} });
  const gone = sourceChanges.flatMap((change) => (change.error === undefined ? [] : [rowOf(change, change.error)]));
  return `# When the file changes under its upload

Made from the rows that the tests run: \`npx node test/faults/source/write-page.ts\` writes this page, and a test fails when it is out of date.

The promise: what is at the destination in the end is one version of the file, whole, and once; or nothing, and the row says why. Never a
mixture of two versions, never a part, never anything that could pass for a finished file.

## What arrives

${table(['', ...moments.map(({ words }) => words)], matrix)}

Each cell runs with the real engine, a real database and a real file, against @tus/server, the built-in receiver, nginx, a PUT server that
records, a receiver of forms, Apache by WebDAV, OpenSSH by SFTP, and a server of these tests that speaks S3; what arrived is compared byte by
byte. In the default run each cell meets one of the eight in turn.
\`GANTRY_WHOLE_FAULT_MATRIX=1 npx vitest run --project integration test/faults/source\` runs each at all of them, and two gigabytes besides.

Where an attempt meets the change, the row says “${title}” and when it tries again; the bar begins anew, because nothing of the old
version may be used. Where the file is gone, the row says what to do:

${table(['', 'The row'], gone)}

## What Gantry does about the rest

${table(
  ['What is the matter', 'What Gantry does', 'What the row says', 'Proven in `test/`'],
  specialCases.map(({ what, does, sees, proof }) => [what, does, sees, proof]),
)}

## How a change is noticed

A file is pinned by size, time, inode and change time when it is added. It is compared when an attempt opens it, before every part, and for
the last time when everything was read and before the last bytes are handed out: no server gets the whole of a mixture. The change time is
the one that no program can set back, so that an encrypted container or a tag editor that restores the time is noticed as well.

## What is not noticed, or costs more than it should

- A program that writes through a memory map may change a page without any time moving until the system writes the page back.
- Where a file system has no change time (FAT on Windows), a file that is written over in place with its time set back looks unchanged.
- A network drive whose clock is ahead of this computer's can leave two writes with one time.
- A file below 2 GiB whose rights, names or tags change on its way is sent again; so is a larger one when Gantry was killed before.
- An answer that was lost and a file that changed before the next attempt leave both versions at a plain PUT or form destination, each whole.
- A file that was sent before and is added again is known by path, size and time: one that was written over with its time set back is skipped.
- A drive that hangs in opening or looking keeps the slot until somebody pauses, and one of the four threads that Node has for files.
`;
}
