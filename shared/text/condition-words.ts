import type { Condition, ConditionReason } from '../condition.ts';
import { say } from '../language/say.ts';
import type { PlainText } from '../language/text.ts';

const reasons: Readonly<Record<ConditionReason, PlainText>> = {
  offline: 'offline',
  battery: 'on battery',
  metered: 'metered line',
};

/** Why nothing or little is sent, for a status bar: "Paused: on battery", "Slow: metered line". */
export function conditionWords({ reason, effect }: Condition): string {
  return say(effect === 'pause' ? 'Paused: {reason}' : 'Slow: {reason}', { reason: conditionReasonWords(reason) });
}

/** What of this computer's state it is: "on battery". */
export function conditionReasonWords(reason: ConditionReason): string {
  return say(reasons[reason]);
}
