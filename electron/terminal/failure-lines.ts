import type { UploadId } from '../../shared/ids.ts';
import type { ProgressEnvelope } from '../../shared/progress.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { errorSentence } from './error-sentence.ts';

/** Gives one line for each failure: when a file fails, and again when it fails after a retry. */
export function createFailureLines(): (event: ProgressEnvelope) => string | null {
  const failed = new Set<UploadId>();
  return ({ action, payload }) => {
    if (action !== 'file_progress') return null;
    if (payload.status !== 'failed') {
      failed.delete(payload.uploadId);
      return null;
    }
    if (failed.has(payload.uploadId)) return null;
    failed.add(payload.uploadId);
    const reason = payload.error === null ? '' : `: ${errorSentence(payload.error)}`;
    return `Failed: ${visibleText(payload.relativePath)}${reason}`;
  };
}
