import type { ProbeAnswer } from '../../shared/destination.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { visibleText } from '../../shared/text/visible-text.ts';

/** What a test of a destination found out, in one or two sentences. */
export function probeWords(answer: ProbeAnswer): string {
  if (!answer.ok) {
    const { title, remedy } = errorWords(answer.error);
    return `${title}. ${remedy}`;
  }
  const server = answer.serverName === null ? 'It answers' : `${visibleText(answer.serverName)} answers`;
  const resumes = answer.isResumable ? 'can go on after an interruption' : 'starts a file over after an interruption';
  const limit = answer.maxFileSizeBytes === null ? '' : ` Files may have up to ${formatBytes(answer.maxFileSizeBytes)}.`;
  return `${server} and ${resumes}.${limit}`;
}
