import type { UploadStatus } from '../../shared/upload.ts';

/** How the whole queue stands after a click was answered. */
export interface ToldQueue {
  readonly destinations: readonly string[];
  /** Status by upload id. */
  readonly files: Readonly<Record<string, UploadStatus>>;
}
