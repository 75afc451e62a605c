import { say } from '../language/say.ts';
import type { PlainText } from '../language/text.ts';
import type { AfterQueueAction } from '../settings.ts';

const next: Readonly<Record<AfterQueueAction, PlainText>> = {
  nothing: 'nothing happens',
  sound: 'a sound is played',
  command: 'the program that you chose is started',
  webhook: 'the webhook is called',
  quit: 'Gantry quits',
  sleep: 'this computer goes to sleep',
  'shut-down': 'this computer is shut down',
};

/** What comes after the queue, to stand alone or after a colon; with a time see `afterQueueIn`. */
export function afterQueueNext(action: AfterQueueAction): string {
  return say(next[action]);
}
