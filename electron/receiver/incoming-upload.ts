import type { UploadDescription } from './upload-description.ts';

/** An upload that is not yet recorded as finished. */
export interface IncomingUpload extends UploadDescription {
  /** Its first bytes come with the request that creates it. */
  readonly comesWithBody: boolean;
  /** What the client said is on disk, so that a restart knows it. */
  isDescribed: boolean;
  /** All bytes and the time are on disk and would survive a power failure. */
  isSealed: boolean;
  /** Nobody before this process can have put it in its place. */
  isFresh: boolean;
}
