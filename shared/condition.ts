/** What about this computer may hold back the sending, where a person has so chosen. */
export type ConditionReason = 'offline' | 'battery' | 'metered';

/** That it does so now: nothing is sent, or no faster than the slow limit. It ends by itself. */
export interface Condition {
  readonly reason: ConditionReason;
  readonly effect: 'slow' | 'pause';
}
