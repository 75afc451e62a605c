import type { Totals } from '../../../shared/progress.ts';

/** The part of Electron's `powerSaveBlocker` that is used here. */
export interface SleepBlocker {
  start(type: 'prevent-app-suspension'): number;
  stop(id: number): unknown;
}

export interface SleepGuard {
  update(totals: Pick<Totals, 'active'>): void;
  release(): void;
}

/** Keeps the machine awake while files are on their way; the display may sleep. What waits or is paused keeps nothing awake. */
export function createSleepGuard(blocker: SleepBlocker): SleepGuard {
  let blockerId: number | null = null;
  const release = (): void => {
    if (blockerId !== null) blocker.stop(blockerId);
    blockerId = null;
  };
  return {
    update({ active }) {
      if (active === 0) release();
      else blockerId ??= blocker.start('prevent-app-suspension');
    },
    release,
  };
}
