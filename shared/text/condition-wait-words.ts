import type { Condition, ConditionReason } from '../condition.ts';
import { say } from '../language/say.ts';
import type { PlainText } from '../language/text.ts';

const words: Readonly<Record<ConditionReason, { readonly state: PlainText; readonly detail: PlainText }>> = {
  offline: { state: 'Waits: offline', detail: 'Goes on when the network is back' },
  battery: { state: 'Waits: on battery', detail: 'Goes on when it is plugged in' },
  metered: { state: 'Waits: metered line', detail: 'Goes on over another network' },
};

export interface ConditionWaitWords {
  readonly state: string;
  readonly detail: string;
}

/** Why a file that has not begun is held back by this computer's state, and when it goes on; a person can go on anyway. */
export function conditionWaitWords({ reason }: Condition): ConditionWaitWords {
  const { state, detail } = words[reason];
  return { state: say(state), detail: say(detail) };
}
