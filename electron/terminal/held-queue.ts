import type { ProgressEnvelope } from '../../shared/progress.ts';
import type { Clock } from '../engine/ports.ts';
import type { HolderConnection } from '../local-socket/holder-connection.ts';
import type { QueueAccess } from './queue-access.ts';

/** The queue that another process holds. Its changes come as the newest values, and are told as the events that they stand for. */
export function heldQueue(connection: HolderConnection, clock: Clock): QueueAccess {
  return {
    holder: connection.holder,
    ask: (name, args) => connection.ask(name, args),
    async follow({ onEvent, onGap }) {
      let isFollowing = true;
      await connection.subscribe({
        onChanges({ uploads, batches }) {
          if (!isFollowing) return;
          const timestamp = new Date(clock.now()).toISOString();
          const tell = (event: ProgressEnvelope): void => onEvent(event);
          for (const payload of uploads) tell({ action: 'file_progress', payload, timestamp });
          for (const payload of batches) tell({ action: 'batch_progress', payload, timestamp });
        },
        onGap: () => {
          if (isFollowing) onGap();
        },
      });
      return () => {
        isFollowing = false;
      };
    },
    catchUp: () => connection.catchUp(),
    whenIdle: async () => undefined,
    followers: () => 0,
    whenUnneeded: async () => undefined,
    ended: connection.ended,
    close: async () => connection.close(),
  };
}
