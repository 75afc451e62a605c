import type { FileState } from '../../shared/text/file-state.ts';
import { stateTone } from '../../shared/text/state-tone.ts';
import type { Tone } from '../../shared/text/tone.ts';

/** One cell each, and no two alike: the sign says it also where there is no colour. */
const signs: Readonly<Record<FileState, string>> = {
  queued: '·',
  checking: '?',
  uploading: '↑',
  stalled: '…',
  changed: '~',
  verifying: '=',
  retrying: '↻',
  waiting: '◦',
  'needs-person': '!',
  paused: '‖',
  verified: '✔',
  done: '✓',
  skipped: '»',
  failed: '✗',
  cancelled: '–',
};

/** SGR codes: on, off. */
const colors: Readonly<Record<Tone, readonly [string, string]>> = {
  moving: ['\u001b[36m', '\u001b[39m'],
  waiting: ['\u001b[33m', '\u001b[39m'],
  paused: ['\u001b[33m', '\u001b[39m'],
  'needs-person': ['\u001b[35m', '\u001b[39m'],
  failed: ['\u001b[31m', '\u001b[39m'],
  done: ['\u001b[32m', '\u001b[39m'],
  idle: ['\u001b[2m', '\u001b[22m'],
};

/** The sign of a state. */
export function stateSign(state: FileState): string {
  return signs[state];
}

/** Text in the colour of a state; as it is where the terminal has no colours. */
export function inStateColor(state: FileState, text: string, hasColors: boolean): string {
  const [on, off] = colors[stateTone(state)];
  return hasColors ? `${on}${text}${off}` : text;
}
