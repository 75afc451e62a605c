import { say } from '../language/say.ts';
import type { AfterQueueAction } from '../settings.ts';

const sentences = {
  nothing: 'In {time} nothing happens',
  sound: 'In {time} a sound is played',
  command: 'In {time} the program that you chose is started',
  webhook: 'In {time} the webhook is called',
  quit: 'In {time} Gantry quits',
  sleep: 'In {time} this computer goes to sleep',
  'shut-down': 'In {time} this computer is shut down',
} as const satisfies Readonly<Record<AfterQueueAction, string>>;

/** What comes after the queue and when, without its full stop: `In 15 seconds a sound is played`. `time`: as people write it. */
export function afterQueueIn(action: AfterQueueAction, time: string): string {
  return say(sentences[action], { time });
}
