import type { AfterQueueAction } from '../../../shared/settings.ts';
import { afterQueueNext } from '../../../shared/text/after-queue-next.ts';
import type { Message } from '../tell-person.ts';

/** What is said while there is time to stop it. */
export function afterQueueWords(action: AfterQueueAction): Message {
  return { title: `All uploads have ended. In 15 seconds ${afterQueueNext[action]}`, remedy: 'Stop it here, or add more files.' };
}
