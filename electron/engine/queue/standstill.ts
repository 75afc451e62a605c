import type { Condition } from '../../../shared/condition.ts';

/** Why nothing is sent: the queue cannot be written, this computer's state forbids it, or the host does not want it, for good. */
export type StandstillReason = 'trouble' | 'condition' | 'host';

/**
 * Lets nothing be sent for as long as there is any reason. Files stand where a crash would leave them, in the queue with their checkpoint: apart from a
 * person's pause, which this neither makes nor ends, and written down nowhere.
 */
export class Standstill {
  readonly #halt: () => Promise<void>;
  readonly #goOn: () => void;
  readonly #reasons = new Set<StandstillReason>();
  #condition: Condition | null = null;

  constructor(halt: () => Promise<void>, goOn: () => void) {
    this.#halt = halt;
    this.#goOn = goOn;
  }

  /** Whether that is a reason from now on. Where it is one, resolves when nothing is on its way any more. */
  async set(reason: StandstillReason, holds: boolean): Promise<void> {
    if (holds) {
      this.#reasons.add(reason);
      await this.#halt();
    } else if (this.#reasons.delete(reason) && this.#reasons.size === 0) this.#goOn();
  }

  /** What this computer's state demands from now on; null: nothing. A slow limit is the host's to set. */
  setCondition(condition: Condition | null): void {
    this.#condition = condition;
    const holds = condition?.effect === 'pause';
    if (holds !== this.#reasons.has('condition')) void this.set('condition', holds);
  }

  /** For the totals, which leave it out where there is none. */
  facts(): { readonly condition?: Condition } {
    return this.#condition === null ? {} : { condition: this.#condition };
  }
}
