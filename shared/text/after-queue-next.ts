import type { AfterQueueAction } from '../settings.ts';

/** What comes after the queue, for a sentence "In 15 seconds …". */
export const afterQueueNext: Readonly<Record<AfterQueueAction, string>> = {
  nothing: 'nothing happens',
  sound: 'a sound is played',
  command: 'the program that you chose is started',
  webhook: 'the webhook is called',
  quit: 'Gantry quits',
  sleep: 'this computer goes to sleep',
  'shut-down': 'this computer is shut down',
};
