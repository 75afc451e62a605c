import { say } from '../../../shared/language/say.ts';
import { sayCount } from '../../../shared/language/say-count.ts';
import type { AfterQueueAction } from '../../../shared/settings.ts';
import { afterQueueIn } from '../../../shared/text/after-queue-in.ts';
import { countdownMs } from '../../host/after-queue/countdown-ms.ts';
import type { Message } from '../tell-person.ts';

/** What is said while there is time to stop it. */
export function afterQueueWords(action: AfterQueueAction): Message {
  const next = afterQueueIn(action, sayCount(countdownMs / 1_000, '{count} second', '{count} seconds'));
  return { title: `${say('All uploads have ended.')} ${next}`, remedy: say('Stop it here, or add more files.') };
}
