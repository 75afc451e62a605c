import { Refusal } from './refusal.ts';

const answers: Readonly<Record<string, readonly [httpStatus: number, words: string]>> = {
  ENOSPC: [507, 'The disk of the receiver is full.'],
  EDQUOT: [507, 'The quota of the receiver is used up.'],
  EFBIG: [413, 'The file is larger than the file system of the receiver allows.'],
  ENAMETOOLONG: [422, 'The name or path is too long for the file system of the receiver.'],
  ENOTDIR: [422, 'A file is in the way where the path needs a folder.'],
  EEXIST: [422, 'A file is in the way where the path needs a folder.'],
  EISDIR: [422, 'A folder of that name is in the way.'],
  EXDEV: [422, 'That folder is on another disk than the folder that receives.'],
  EILSEQ: [422, 'The file system of the receiver does not take that name.'],
  EINVAL: [422, 'The file system of the receiver does not take that name.'],
  EACCES: [403, 'The receiver may not write there.'],
  EPERM: [403, 'The receiver may not write there.'],
  EROFS: [403, 'The disk of the receiver is read-only.'],
  EMFILE: [503, 'The receiver has too many open files just now.'],
  ENFILE: [503, 'The receiver has too many open files just now.'],
};

/** The system's code of an error, such as `ENOENT`; null for an error of another kind. */
export function systemCodeOf(error: unknown): string | null {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : null;
}

function hasOwnAnswer(error: unknown): error is { readonly status_code: number; readonly body: string } {
  return typeof error === 'object' && error !== null && 'status_code' in error && 'body' in error;
}

/** What the client is told about an error. Refusals, the tus server's own too, pass; system messages with their paths never leave. */
export function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (hasOwnAnswer(error)) return new Refusal(error.status_code, error.body.trim(), { cause: error });
  const [httpStatus, words] = answers[systemCodeOf(error) ?? ''] ?? [500, 'The receiver could not store that; its log says why.'];
  return new Refusal(httpStatus, words, { cause: error });
}
