import type { ProgressEnvelope } from '../../shared/progress.ts';
import type { ProgressListener, QueueAccess } from './queue-access.ts';

/** The events of a queue from the moment on at which it was opened, whenever somebody listens. */
export interface ProgressFeed {
  /** Tells what nobody has heard yet, then all that happens, until the answer is called. */
  listen(listener: ProgressListener): () => void;
  end(): void;
}

/** Begins to collect before a command sets something going, so that not even the event of a file that arrives at once is missed. */
export async function openProgressFeed(queue: Pick<QueueAccess, 'follow'>): Promise<ProgressFeed> {
  let unheard: ProgressEnvelope[] = [];
  let hasGap = false;
  let current: ProgressListener | null = null;
  const end = await queue.follow({
    onEvent(event) {
      if (current === null) unheard.push(event);
      else current.onEvent(event);
    },
    onGap() {
      if (current === null) hasGap = true;
      else current.onGap();
    },
  });
  return {
    listen(listener) {
      const events = unheard;
      unheard = [];
      current = listener;
      for (const event of events) listener.onEvent(event);
      if (hasGap) listener.onGap();
      hasGap = false;
      return () => {
        if (current === listener) current = null;
      };
    },
    end,
  };
}
