import type { Condition } from '../../../shared/condition.ts';
import { limitNow } from '../../../shared/limit-now.ts';
import { localTimeOf } from '../../../shared/local-time.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Clock, Log } from '../../engine/ports.ts';
import type { KeptSettings } from '../../requests/kept-settings.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** What is old is looked for this often. */
const historyIntervalMs = 60 * minuteMs;

/** What was said for this run alone and counts before the settings; null: nothing was. */
export interface GivenForRun {
  readonly concurrency: number | null;
  /** Bytes per second. */
  readonly limitRate: number | null;
}

export const nothingGiven: GivenForRun = { concurrency: null, limitRate: null };

/** What this computer's state demands. */
export interface ConditionSource {
  current(): Condition | null;
  onChange(listener: () => void): () => void;
}

type AppliedTo = 'setConcurrency' | 'setRateLimit' | 'setDestinationLimits' | 'setDefaults' | 'setCondition' | 'clearSettled' | 'wake';

export interface ApplySettingsOptions {
  readonly engine: Pick<Engine, AppliedTo>;
  readonly settings: Pick<KeptSettings, 'current' | 'onChange'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly given: GivenForRun;
  /** Left out: nobody looks at it. */
  readonly conditions?: ConditionSource;
  /** An IANA name; left out: this machine's. */
  readonly timeZone?: string;
}

/** Lets the settings hold in the engine: now, after every change of them, and as the time of day goes on. Returns its end. */
export function applySettings({ engine, settings, clock, log, given, conditions, timeZone }: ApplySettingsOptions): () => void {
  let applied: Settings | null = null;
  let cancelMinute = (): void => undefined;
  let cancelHistory = (): void => undefined;

  function applyLimit(): void {
    cancelMinute();
    const { bandwidth } = settings.current();
    const isSlowed = conditions?.current()?.effect === 'slow';
    engine.setRateLimit(given.limitRate ?? limitNow(bandwidth, localTimeOf(clock.now(), timeZone), isSlowed).bytesPerSecond);
    // Looked at with every minute of the clock on the wall, so that a summer time, a set clock and a sleep need no rule of their own.
    if (bandwidth.isTimetableOn && given.limitRate === null) cancelMinute = clock.setTimer(applyLimit, minuteMs - (clock.now() % minuteMs));
  }

  function clearOld(): void {
    cancelHistory();
    const { keptDays } = settings.current().history;
    if (keptDays === null) return;
    engine.clearSettled(clock.now() - keptDays * dayMs).then(
      ({ affected }) => {
        if (affected > 0) log.write('info', 'history-cleared', { batches: affected, keptDays });
      },
      (error: unknown) => log.write('warn', 'history-not-cleared', { error }),
    );
    cancelHistory = clock.setTimer(clearOld, historyIntervalMs);
  }

  function apply(next: Settings): void {
    const before = applied;
    applied = next;
    const { transfers, bandwidth, network, history } = next;
    if (!isSame(before?.transfers, transfers)) {
      engine.setConcurrency(given.concurrency ?? transfers.filesAtOnce);
      engine.setDefaults({
        maxAttempts: transfers.retries + 1,
        verify: transfers.verify,
        conflict: transfers.conflict === 'ask' ? null : transfers.conflict,
        leaveOut: transfers.leaveOut,
      });
    }
    if (!isSame(before?.bandwidth, bandwidth)) {
      engine.setDestinationLimits(
        new Map(bandwidth.perDestination.map(({ destinationId, bytesPerSecond }) => [destinationId, bytesPerSecond])),
      );
      applyLimit();
    }
    if (!isSame(before?.history, history)) clearOld();
    // Another way out: connections of the old one are not trusted any more, and who could not be reached is asked again.
    if (before !== null && !isSame(before.network, network)) engine.wake();
  }

  function applyCondition(): void {
    engine.setCondition(conditions?.current() ?? null);
    applyLimit();
  }

  if (conditions !== undefined) engine.setCondition(conditions.current());
  apply(settings.current());
  const stopListening = settings.onChange(apply);
  const stopWatching = conditions?.onChange(applyCondition);
  return () => {
    stopListening();
    stopWatching?.();
    cancelMinute();
    cancelHistory();
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
