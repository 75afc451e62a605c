import type { ErrorCode } from '../../../shared/error-codes.ts';
import { errorWords } from '../../../shared/text/error-words.ts';
import { waitReasonWords } from '../../../shared/text/wait-reason-words.ts';
import type { WaitReason } from '../../../shared/upload.ts';

export interface SpecialCase {
  readonly what: string;
  readonly does: string;
  /** What the row says; nothing where the upload simply goes on. */
  readonly sees: string;
  /** Where it is proven. */
  readonly proof: string;
}

const waits = (reason: WaitReason): string => said(waitReasonWords(reason));
const fails = (code: ErrorCode): string => said(errorWords({ code, details: {} }));

function said({ title, remedy }: { readonly title: string; readonly remedy: string }): string {
  return `“${title}. ${remedy}”`;
}

/** What is more than one change at one moment. */
export const specialCases: readonly SpecialCase[] = [
  {
    what: 'It keeps changing',
    does: 'Begins anew up to five times in one go, then fails.',
    sees: fails('source-changed'),
    proof: 'engine/retry/retry-policy.test.ts',
  },
  {
    what: 'It ends earlier than its size says, as network drives sometimes let it',
    does: 'The rest is never made up: the attempt fails, and begins anew with the file as it is then.',
    sees: fails('source-short'),
    proof: 'engine/source/read-ahead.test.ts',
  },
  {
    what: 'Another program has it locked (EBUSY, ETXTBSY, a Windows lock)',
    does: 'Waits without a slot and looks every five seconds, sixty times; costs no attempt.',
    sees: `${waits('source-locked')}, at last ${fails('source-locked')}`,
    proof: 'engine/engine-attempts.test.ts, engine/source/classify-source-error.test.ts',
  },
  {
    what: 'It, or a folder above it, may not be read any more (chmod 000)',
    does: 'Fails. What has arrived of it stays and is gone on with after a retry where the destination can resume and the file is proven.',
    sees: fails('source-unreadable'),
    proof: 'faults/source/unreadable-source.test.ts, as an ordinary user',
  },
  {
    what: 'Its disk or its whole folder goes away and comes back',
    does: 'Waits without a slot, looks every five seconds for an hour, and goes on where it was; costs no attempt. Resume and Retry look at once.',
    sees: `${waits('source-away')}, after an hour ${fails('source-away')}`,
    proof: 'faults/source/disk-away.test.ts, with a real mount; engine/queue/away-watch.test.ts',
  },
  {
    what: 'The disk fails to read it (EIO)',
    does: 'Tries again up to five times, since a disk that is being pulled says the same; then fails.',
    sees: fails('source-disk-error'),
    proof: 'engine/source/read-ahead.test.ts, engine/retry/retry-policy.test.ts',
  },
  {
    what: 'A read of a network drive does not answer',
    does: 'After a minute the file waits as for a disk that went away.',
    sees: waits('source-away'),
    proof: 'engine/source/read-ahead.test.ts',
  },
  {
    what: 'Opening, looking, reading or closing hangs, and somebody pauses, cancels or quits',
    does: 'The row is free within a second; what hangs is left to end by itself. The program ends, as killed if the system still holds a thread of it.',
    sees: '“Paused”',
    proof: 'engine/hung-source.test.ts, host/end-process.test.ts',
  },
  {
    what: 'It is 2 GiB or larger, and only its rights, names or tags change',
    does: 'Reads again what was read for the destination, compares the sum, and goes on. Smaller files are sent again.',
    sees: 'The upload goes on',
    proof: 'engine/source/touched-source.test.ts, faults/source/source-faults.test.ts (whole matrix)',
  },
  {
    what: 'It was written so recently that another write could leave the same time',
    does: 'Waits until the clock of its file system has moved on (20 ms, or 2 s where it counts in seconds) before the first byte is read.',
    sees: '“Checking”',
    proof: 'engine/source/time-doubt.test.ts, engine/source/touched-source.test.ts',
  },
  {
    what: 'It says that it is empty and is not, as under /proc',
    does: 'Fails; nothing is stored.',
    sees: fails('source-not-a-file'),
    proof: 'engine/source/touched-source.test.ts',
  },
];
