import { UploadError } from './errors/upload-error.ts';
import type { Log } from './ports.ts';

/** An `UploadError` as it is; anything else is a fault of ours, which goes to the log and becomes `internal`. */
export function asUploadError(error: unknown, log: Log): UploadError {
  if (error instanceof UploadError) return error;
  log.write('error', 'an upload failed in a way that the engine does not know', { error });
  return new UploadError('internal', { cause: error });
}
