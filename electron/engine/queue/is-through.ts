import { isSettled } from '../../../shared/upload.ts';
import type { UploadRecord } from './upload-record.ts';

/** Nothing is left to do for it, so it need not stay in memory. */
export function isThrough(record: UploadRecord): boolean {
  return isSettled(record.status) && !record.discardPending;
}
