import { UploadError } from '../../errors/upload-error.ts';
import type { HttpAnswer } from './http-answer.ts';
import { isSuccess } from './http-answer.ts';

/**
 * Whether the status is one that the destination's own rule names; without a rule, any 2xx. Throws `unexpected-answer` for another success than the
 * rule names; not tried again by itself, since each try may store another copy.
 */
export function isSuccessByRule(answer: HttpAnswer, successStatuses: readonly number[] | null): boolean {
  if (successStatuses === null) return isSuccess(answer);
  if (successStatuses.includes(answer.status)) return true;
  if (!isSuccess(answer)) return false;
  const details = { httpStatus: answer.status, host: answer.url.host, reason: `no-success ${successStatuses.join(',')}` };
  throw new UploadError('unexpected-answer', { details, failureClass: 'permanent' });
}
