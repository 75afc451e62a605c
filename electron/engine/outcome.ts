import type { WaitReason } from '../../shared/upload.ts';
import type { UploadError } from './errors/upload-error.ts';
import type { Receipt } from './protocols/protocol.ts';

/** How one run of `processUploadWithRetry` ended. The runner never throws; the scheduler's switch over `kind` is exhaustive. */
export type Outcome =
  | { readonly kind: 'finished'; readonly receipt: Receipt }
  /** The person, the host or the engine stopped it; what comes next is already decided by whoever did. */
  | { readonly kind: 'stopped' }
  /** The file waits off its slot until `retryAt` (milliseconds since the epoch). */
  | { readonly kind: 'retryAt'; readonly retryAt: number; readonly reason: WaitReason; readonly error: UploadError }
  /** The destination as a whole cannot take files now; costs this file nothing. */
  | {
      readonly kind: 'destinationHeld';
      readonly reason: WaitReason;
      readonly error: UploadError;
      /** It had no attempts left, and only the state of its destination spoke for it. */
      readonly wouldHaveFailed: boolean;
    }
  | { readonly kind: 'failed'; readonly error: UploadError };
