import type { Condition, ConditionReason } from '../../../shared/condition.ts';
import type { MachineState } from '../../../shared/condition-now.ts';
import { conditionNow, reasonsIn } from '../../../shared/condition-now.ts';
import type { ConditionSettings } from '../../../shared/settings.ts';
import type { Clock, Log, Network } from '../../engine/ports.ts';
import type { ConditionSource } from '../../host/settings/apply-settings.ts';
import type { KeptSettings } from '../../requests/kept-settings.ts';
import type { PowerSource } from './power-source.ts';

/** Systems do not tell of everything: a charge that falls, a line that another program calls metered. */
const lookEveryMs = 15_000;
/** Asking about the line starts a program, and it seldom changes without the network or the computer's state doing so too. */
const askLineEveryMs = 5 * 60_000;

export interface WatchConditionsOptions {
  readonly settings: Pick<KeptSettings, 'current' | 'onChange'>;
  readonly network: Network;
  readonly power: PowerSource;
  readonly clock: Clock;
  readonly log: Log;
  /** null: not known, which counts as no. Never throws. */
  askMetered(): Promise<boolean | null>;
}

export interface Conditions extends ConditionSource {
  /** Lets what holds back now hold back no longer, until it has ended and begins anew. */
  goOnAnyway(): void;
  close(): void;
}

/**
 * Looks at the network, the power and the line, as far as a person chose to do something about them, and says what follows. Answers after the first look, so that
 * not a byte is sent that should not be. Nothing of it is written down: another start looks anew.
 */
export async function watchConditions({ settings, network, power, clock, log, askMetered }: WatchConditionsOptions): Promise<Conditions> {
  const listeners = new Set<() => void>();
  const goneOnThrough = new Set<ConditionReason>();
  let reasons: ReadonlySet<ConditionReason> = new Set();
  let condition: Condition | null = null;
  let cancelLook = (): void => undefined;
  let looking: Promise<void> | null = null;
  let shallLookAgain = false;
  let isClosed = false;
  /** What the last question about the line was answered; null: it is to be asked anew. */
  let line: { readonly isMetered: boolean; readonly until: number } | null = null;

  const decide = (): void => {
    const next = conditionNow(settings.current().conditions, reasons, goneOnThrough);
    if (next?.reason === condition?.reason && next?.effect === condition?.effect) return;
    condition = next;
    log.write('info', 'condition', next === null ? { over: true } : { ...next });
    for (const listener of [...listeners]) listener();
  };

  const isLineMetered = async (): Promise<boolean> => {
    const known = line;
    if (known !== null && clock.monotonicNow() < known.until) return known.isMetered;
    const asked = { isMetered: false, until: clock.monotonicNow() + askLineEveryMs };
    line = asked;
    const isMetered = (await askMetered()) === true;
    // What changed while it was asked is asked about once more.
    if (line === asked) line = { ...asked, isMetered };
    return isMetered;
  };

  const machineNow = async (rules: ConditionSettings): Promise<MachineState> => {
    // What no rule is for is not asked.
    const { isOnBattery, charge } = rules.onBattery === 'go-on' ? { isOnBattery: false, charge: null } : power.read();
    const isMetered = rules.onMetered !== 'go-on' && (await isLineMetered());
    return { isOnline: rules.offline === 'wait' || network.isOnline(), isMetered, isOnBattery, charge };
  };

  const lookOnce = async (): Promise<void> => {
    cancelLook();
    do {
      shallLookAgain = false;
      const rules = settings.current().conditions;
      reasons = reasonsIn(rules, await machineNow(rules));
    } while (shallLookAgain);
    if (isClosed) return;
    for (const reason of goneOnThrough) if (!reasons.has(reason)) goneOnThrough.delete(reason);
    decide();
    if (hasRule(settings.current().conditions)) cancelLook = clock.setTimer(look, lookEveryMs);
  };

  function look(): void {
    shallLookAgain = true;
    looking ??= lookOnce().finally(() => {
      looking = null;
    });
  }

  const lookAnew = (): void => {
    line = null;
    look();
  };

  let known = settings.current().conditions;
  const stops = [
    network.onChange(lookAnew),
    // A computer that wakes may be somewhere else.
    power.onChange(lookAnew),
    settings.onChange(({ conditions }) => {
      if (JSON.stringify(conditions) === JSON.stringify(known)) return;
      known = conditions;
      lookAnew();
    }),
  ];
  look();
  await looking;

  return {
    current: () => condition,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    goOnAnyway() {
      for (const reason of reasons) goneOnThrough.add(reason);
      log.write('info', 'condition-gone-through', { reasons: [...reasons] });
      decide();
    },
    close() {
      isClosed = true;
      cancelLook();
      for (const stop of stops) stop();
    },
  };
}

function hasRule({ onMetered, onBattery, offline }: ConditionSettings): boolean {
  return onMetered !== 'go-on' || onBattery !== 'go-on' || offline !== 'wait';
}
