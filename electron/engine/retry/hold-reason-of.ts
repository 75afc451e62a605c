import type { WaitReason } from '../../../shared/upload.ts';
import type { UploadError } from '../errors/upload-error.ts';
import { holdAfterProbe } from './retry-policy.ts';

/** What a failed probe says about the hold: it may have changed from "gone" to "sign in". */
export function holdReasonOf(error: UploadError, before: WaitReason): WaitReason {
  const decision = holdAfterProbe(error);
  return decision.kind === 'holdDestination' ? decision.reason : before;
}
