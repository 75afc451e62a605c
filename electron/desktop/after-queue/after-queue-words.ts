import type { AfterQueueAction } from '../../../shared/settings.ts';
import type { Message } from '../tell-person.ts';

const next: Readonly<Record<AfterQueueAction, string>> = {
  nothing: 'nothing happens',
  sound: 'a sound is played',
  command: 'the program that you chose is started',
  webhook: 'the webhook is called',
  quit: 'Gantry quits',
  sleep: 'this computer goes to sleep',
  'shut-down': 'this computer is shut down',
};

/** What is said while there is time to stop it. */
export function afterQueueWords(action: AfterQueueAction): Message {
  return { title: `All uploads have ended. In 15 seconds ${next[action]}`, remedy: 'Stop it here, or add more files.' };
}
