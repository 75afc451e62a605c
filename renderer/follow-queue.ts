import type { QueueOverview } from '../shared/contract.ts';
import type { ChangeBatch, FileProgress } from '../shared/progress.ts';
import type { EngineClient } from './engine-client.ts';

const pageSize = 1000;
const firstRetryMs = 250;
const longestRetryMs = 5_000;

/** Where the mirror writes: one load is `begin`, any number of `addPage`, `finish`; between loads come `applyChanges`. */
export interface QueueSink {
  begin(overview: QueueOverview): void;
  addPage(uploads: readonly FileProgress[]): void;
  finish(): void;
  applyChanges(changes: ChangeBatch): void;
  /** What a person asked for elsewhere, once the changes with it are applied: also where all else in it is known already. */
  heedWishes(changes: ChangeBatch): void;
}

/**
 * Keeps a mirror of the engine's queue: subscribes first, then asks for the list, so that nothing is missed in between.
 * Changes that come meanwhile wait until the list is there; a gap in their sequence asks for the list again.
 * Each is acknowledged once it is applied, which lets the next one come. Returns its own end.
 */
export function followQueue(client: EngineClient, sink: QueueSink, wait: (delayMs: number) => Promise<void> = waitFor): () => void {
  let contained: number | null = null;
  let early: ChangeBatch[] = [];
  let isEnded = false;

  const unsubscribe = client.onChanges(take);
  void load(null);
  return () => {
    isEnded = true;
    unsubscribe();
  };

  function take(changes: ChangeBatch): void {
    if (contained === null) {
      early.push(changes);
      return;
    }
    if (changes.sequence > contained + 1) {
      contained = null;
      client.acknowledge(changes.sequence);
      void load(changes);
      return;
    }
    if (changes.sequence === contained + 1) {
      sink.applyChanges(changes);
      contained = changes.sequence;
    }
    // Only now: a wish may lead to what these changes brought.
    sink.heedWishes(changes);
    client.acknowledge(changes.sequence);
  }

  /** `missed`: what showed the gap; the list contains it, but not its wishes. */
  async function load(missed: ChangeBatch | null): Promise<void> {
    let retryMs = firstRetryMs;
    for (;;) {
      try {
        const sequence = await loadOnce();
        if (isEnded) return;
        contained = sequence;
        break;
      } catch {
        // The host may still be opening its queue; there is nothing to show without a list, so ask until it comes.
        await wait(retryMs);
        if (isEnded) return;
        retryMs = Math.min(longestRetryMs, retryMs * 2);
      }
    }
    if (missed !== null) sink.heedWishes(missed);
    const waiting = early;
    early = [];
    for (const changes of waiting) take(changes);
  }

  async function loadOnce(): Promise<number> {
    const overview = await client.request('getOverview', {});
    if (!isEnded) sink.begin(overview);
    let fromPosition: number | null = 0;
    while (fromPosition !== null && !isEnded) {
      const page: { uploads: readonly FileProgress[]; nextPosition: number | null } = await client.request('listUploads', {
        fromPosition,
        limit: pageSize,
      });
      if (!isEnded) sink.addPage(page.uploads);
      fromPosition = page.nextPosition;
    }
    if (!isEnded) sink.finish();
    return overview.sequence;
  }
}

function waitFor(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
