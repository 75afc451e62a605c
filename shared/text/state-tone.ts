import type { FileState } from './file-state.ts';
import type { Tone } from './tone.ts';

const tones: Readonly<Record<FileState, Tone>> = {
  queued: 'idle',
  checking: 'moving',
  uploading: 'moving',
  stalled: 'waiting',
  changed: 'waiting',
  verifying: 'moving',
  retrying: 'waiting',
  waiting: 'waiting',
  'needs-person': 'needs-person',
  paused: 'paused',
  verified: 'done',
  done: 'done',
  skipped: 'idle',
  failed: 'failed',
  cancelled: 'idle',
};

/** The colour of a state. Two states of one colour differ in their icon and their word. */
export function stateTone(state: FileState): Tone {
  return tones[state];
}
