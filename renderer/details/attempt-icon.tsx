import type { LucideIcon } from 'lucide-react';
import { Check, CircleX, Square } from 'lucide-react';
import type { AttemptOutcome } from '../../shared/attempt.ts';
import type { Tone } from '../../shared/text/tone.ts';

const looks: Readonly<Record<AttemptOutcome, readonly [LucideIcon, Tone]>> = {
  finished: [Check, 'done'],
  stopped: [Square, 'idle'],
  error: [CircleX, 'failed'],
};

/** How a try ended; the words beside it say the same. */
export function AttemptIcon({ outcome }: { readonly outcome: AttemptOutcome }) {
  const [Icon, tone] = looks[outcome];
  return <Icon className={`ink-${tone}`} size={14} strokeWidth={1.5} aria-hidden="true" />;
}
