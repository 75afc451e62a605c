import type { PlainText } from '../../shared/language/text.ts';
import type { AfterQueueAction } from '../../shared/settings.ts';

/** The name of the button that stops what comes after the queue. */
export const afterQueueCancel: Readonly<Record<AfterQueueAction, PlainText>> = {
  nothing: 'Cancel: nothing happens',
  sound: 'Cancel: a sound is played',
  command: 'Cancel: the program that you chose is started',
  webhook: 'Cancel: the webhook is called',
  quit: 'Cancel: Gantry quits',
  sleep: 'Cancel: this computer goes to sleep',
  'shut-down': 'Cancel: this computer is shut down',
};
