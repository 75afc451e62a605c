import type { ErrorCode } from '../../../shared/error-codes.ts';
import { UploadError } from '../errors/upload-error.ts';

const codesByErrno: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'source-missing',
  ENOTDIR: 'source-missing',
  // The disk or the network share went away.
  ENODEV: 'source-away',
  ENXIO: 'source-away',
  ENOMEDIUM: 'source-away',
  ESTALE: 'source-away',
  ENOTCONN: 'source-away',
  EHOSTDOWN: 'source-away',
  EHOSTUNREACH: 'source-away',
  ENETUNREACH: 'source-away',
  ETIMEDOUT: 'source-away',
  ESHUTDOWN: 'source-away',
  // A NUL byte in the path: no file can be called that.
  ERR_INVALID_ARG_VALUE: 'source-missing',
  EACCES: 'source-unreadable',
  EPERM: 'source-unreadable',
  EIO: 'source-disk-error',
  EUCLEAN: 'source-disk-error',
  ELOOP: 'source-unreadable',
  EISDIR: 'source-not-a-file',
  ENAMETOOLONG: 'path-too-long',
  EBUSY: 'source-locked',
  ETXTBSY: 'source-locked',
  EAGAIN: 'source-locked',
  // Our own process is out of handles: it passes, and the file is not to blame.
  EMFILE: 'machine-exhausted',
  ENFILE: 'machine-exhausted',
  ENOMEM: 'machine-exhausted',
};

/** The `UploadError` for whatever went wrong while a source was looked at, opened or read. */
export function classifySourceError(error: unknown, path: string): UploadError {
  if (error instanceof UploadError) return error;
  const errno = errnoOf(error);
  const code = codesByErrno[errno] ?? 'source-unreadable';
  return new UploadError(code, { details: errno === '' ? { path } : { path, reason: errno }, cause: error });
}

function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
