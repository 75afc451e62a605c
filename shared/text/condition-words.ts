import type { Condition, ConditionReason } from '../condition.ts';

const reasons: Readonly<Record<ConditionReason, string>> = {
  offline: 'offline',
  battery: 'on battery',
  metered: 'metered line',
};

/** Why nothing or little is sent, for a status bar: "Paused: on battery", "Slow: metered line". */
export function conditionWords({ reason, effect }: Condition): string {
  return `${effect === 'pause' ? 'Paused' : 'Slow'}: ${reasons[reason]}`;
}
