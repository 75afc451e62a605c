import type { AfterQueueAction, AfterQueueSettings } from '../../../shared/settings.ts';
import type { Clock, Log } from '../../engine/ports.ts';
import { countdownMs } from '../../host/after-queue/countdown-ms.ts';
import type { QueueEnd } from '../../host/after-queue/queue-end.ts';
import type { SettingsStore } from '../../host/settings/settings-store.ts';
import type { QueueEndListener } from './watch-queue-end.ts';

export interface AfterQueueOptions {
  readonly settings: Pick<SettingsStore, 'current' | 'onChange' | 'setCountdown' | 'onCancelAfterQueue'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Says what comes, with a way to stop it; answers its own end. */
  announce(action: AfterQueueAction, stop: () => void): () => void;
  perform(action: AfterQueueAction, settings: AfterQueueSettings, end: QueueEnd): Promise<void>;
}

/**
 * Does what a person chose once the queue is through: a sound at once, everything else after a countdown that ends when they say so, choose something else, or
 * add more. Not after failures, unless they chose that too.
 */
export function createAfterQueue({ settings, clock, log, announce, perform }: AfterQueueOptions): QueueEndListener & { close(): void } {
  let cancelTimer: (() => void) | null = null;
  let endAnnouncement = (): void => undefined;
  let counting = '';

  const stop = (): void => {
    if (cancelTimer === null) return;
    cancelTimer();
    cancelTimer = null;
    endAnnouncement();
    settings.setCountdown(null);
  };
  const run = (end: QueueEnd): void => {
    const chosen = settings.current().afterQueue;
    log.write('info', 'after-queue', { action: chosen.action });
    perform(chosen.action, chosen, end).catch((error: unknown) =>
      log.write('warn', 'after-queue-failed', { action: chosen.action, error }),
    );
  };
  settings.onCancelAfterQueue(stop);
  const stopListening = settings.onChange((next) => {
    if (cancelTimer !== null && JSON.stringify(next.afterQueue) !== counting) stop();
  });

  return {
    onEnd(end) {
      const { afterQueue } = settings.current();
      const { action, alsoAfterFailures } = afterQueue;
      if (action === 'nothing' || (end.hasFailures && !alsoAfterFailures)) return;
      if (action === 'sound') return run(end);
      stop();
      counting = JSON.stringify(afterQueue);
      cancelTimer = clock.setTimer(() => {
        stop();
        run(end);
      }, countdownMs);
      settings.setCountdown({ action, dueAt: clock.now() + countdownMs });
      endAnnouncement = announce(action, stop);
    },
    onWork: stop,
    close() {
      stopListening();
      cancelTimer?.();
      cancelTimer = null;
      endAnnouncement();
    },
  };
}
