import { UploadError } from '../engine/errors/upload-error.ts';
import { readAddressFile } from './address-file.ts';

/** An error that says that the queue is held, with the process that holds it where that is known; any other error as it is. */
export function nameHolder(error: unknown, dataDirectory: string): unknown {
  if (!(error instanceof UploadError) || error.code !== 'queue-held' || error.details.path !== dataDirectory) return error;
  const found = readAddressFile(dataDirectory, process.getuid?.() ?? null);
  if (found === null || !isAlive(found.processId)) return error;
  return new UploadError('queue-held', { details: { ...error.details, processId: found.processId, reason: found.host }, cause: error });
}

/** Whoever crashed left its number behind. */
function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
