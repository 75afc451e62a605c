import type { UploadRecord } from './upload-record.ts';

/** Whether a file that stands in line may have the next slot. */
export function mayBegin({ status, conflictState }: UploadRecord): boolean {
  return status === 'queued' && conflictState === null;
}
