import { isActive } from '../../../shared/upload.ts';
import type { UploadRecord } from './upload-record.ts';

/** Whether the row may be shown as it stands: a file that was paused or cancelled is shown so only when its bytes have stopped. */
export function isShowable(record: UploadRecord, isRunning: boolean): boolean {
  return !isRunning || isActive(record.status) || record.status === 'queued';
}
