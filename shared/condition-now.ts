import type { Condition, ConditionReason } from './condition.ts';
import type { ConditionSettings } from './settings.ts';

/** What is known of this computer; what is not known counts as the harmless. */
export interface MachineState {
  readonly isOnline: boolean;
  readonly isMetered: boolean;
  readonly isOnBattery: boolean;
  /** In percent; null: not known. */
  readonly charge: number | null;
}

/** The reasons that hold now, whatever a person has chosen to do about them; of the battery only below the charge that they chose. */
export function reasonsIn({ batteryBelowPercent }: ConditionSettings, machine: MachineState): ReadonlySet<ConditionReason> {
  const reasons = new Set<ConditionReason>();
  if (!machine.isOnline) reasons.add('offline');
  // Where the charge is not known, the rule counts whenever the battery is used: it would never count otherwise.
  if (machine.isOnBattery && (batteryBelowPercent === 100 || (machine.charge ?? 0) < batteryBelowPercent)) reasons.add('battery');
  if (machine.isMetered) reasons.add('metered');
  return reasons;
}

/** What is done about them: the strictest of what a person chose for each, without those that they go on through this time. */
export function conditionNow(
  settings: ConditionSettings,
  reasons: ReadonlySet<ConditionReason>,
  goneOnThrough: ReadonlySet<ConditionReason>,
): Condition | null {
  const rules = { offline: settings.offline, battery: settings.onBattery, metered: settings.onMetered } as const;
  const counted = ([...reasons] as const).filter((reason) => !goneOnThrough.has(reason));
  for (const effect of ['pause', 'slow'] as const) {
    const reason = counted.find((one) => rules[one] === effect);
    if (reason !== undefined) return { reason, effect };
  }
  return null;
}
