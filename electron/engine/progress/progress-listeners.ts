import type { ProgressEnvelope } from '../../../shared/progress.ts';
import type { Log } from '../ports.ts';

export type ProgressListener = (event: ProgressEnvelope) => void;

export interface ProgressListeners {
  /** Returns its own unsubscribe. */
  add(listener: ProgressListener): () => void;
  /** Never throws: publishing that fails never fails an upload. */
  tell(event: ProgressEnvelope): void;
}

export function createProgressListeners(log: Log): ProgressListeners {
  const listeners = new Set<ProgressListener>();
  return {
    add: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          log.write('warn', 'publishing failed', { action: event.action, error });
        }
      }
    },
  };
}
