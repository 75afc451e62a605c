import type { BatchId } from '../../../shared/ids.ts';
import type { Log } from '../ports.ts';

export type RemovalListener = (batchIds: readonly BatchId[]) => void;

export interface RemovalListeners {
  /** Returns its own unsubscribe. */
  add(listener: RemovalListener): () => void;
  /** Never throws, as telling of progress never does. */
  tell(batchIds: readonly BatchId[]): void;
}

export function createRemovalListeners(log: Log): RemovalListeners {
  const listeners = new Set<RemovalListener>();
  return {
    add: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell: (batchIds) => {
      if (batchIds.length === 0) return;
      for (const listener of listeners) {
        try {
          listener(batchIds);
        } catch (error) {
          log.write('warn', 'telling of removed batches failed', { error });
        }
      }
    },
  };
}
