import type { PlainText, Text } from '../../shared/language/text.ts';
import type { AfterQueueAction } from '../../shared/settings.ts';

/** What comes after the queue while its seconds run, and the button that stops it. Whole sentences, as other languages put the verb elsewhere. */
export const afterQueueTexts = {
  nothing: { soon: 'In {time} nothing happens.', cancel: 'Cancel: nothing happens' },
  sound: { soon: 'In {time} a sound is played.', cancel: 'Cancel: a sound is played' },
  command: { soon: 'In {time} the program that you chose is started.', cancel: 'Cancel: the program that you chose is started' },
  webhook: { soon: 'In {time} the webhook is called.', cancel: 'Cancel: the webhook is called' },
  quit: { soon: 'In {time} Gantry quits.', cancel: 'Cancel: Gantry quits' },
  sleep: { soon: 'In {time} this computer goes to sleep.', cancel: 'Cancel: this computer goes to sleep' },
  'shut-down': { soon: 'In {time} this computer is shut down.', cancel: 'Cancel: this computer is shut down' },
} as const satisfies Readonly<Record<AfterQueueAction, { readonly soon: Text; readonly cancel: PlainText }>>;
