import type { FileProgress } from '../../shared/progress.ts';
import { waitReasonWords } from '../../shared/text/wait-reason-words.ts';
import type { Tone } from '../ui/tone.ts';

export function toneOfFile(file: FileProgress): Tone {
  switch (file.status) {
    case 'checking':
    case 'uploading':
    case 'verifying':
      return 'moving';
    case 'waiting':
      return file.waitReason !== null && waitReasonWords(file.waitReason).needsPerson ? 'needs-person' : 'waiting';
    case 'failed':
      return 'failed';
    case 'completed':
      return 'done';
    case 'queued':
    case 'paused':
    case 'cancelled':
    case 'skipped':
      return 'idle';
  }
}
