import type { WaitReason } from '../../../shared/upload.ts';
import type { UploadError } from '../errors/upload-error.ts';

/** What a failed probe says about the hold: it may have changed from "gone" to "sign in". */
export function holdReasonOf(error: UploadError, before: WaitReason): WaitReason {
  switch (error.failureClass) {
    case 'sign-in':
      return 'sign-in';
    case 'destination-full':
      return 'destination-full';
    case 'unreachable':
      return error.code === 'offline' ? 'offline' : 'destination-unreachable';
    case 'throttled':
    case 'transient':
      return 'server-busy';
    case 'permanent':
    case 'queue':
    case 'source-busy':
    case 'source-changed':
      return before;
  }
}
