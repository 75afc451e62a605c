import { UploadError } from '../engine/errors/upload-error.ts';
import type { LocalSocket } from '../local-socket/open-local-socket.ts';
import { answerRequest } from '../requests/answer-request.ts';
import { requestHandlers } from '../requests/request-handlers.ts';
import type { OpenedEngine } from './open-engine.ts';
import type { QueueAccess } from './queue-access.ts';

/** The queue that this process holds. `socket`: at which others join it; null: they cannot. */
export function ownQueue({ engine, settings, log, close }: OpenedEngine, socket: LocalSocket | null): QueueAccess {
  const context = { engine, settings, log, currentSequence: () => 0 };
  let closed: Promise<void> | null = null;
  const closeBoth = async (): Promise<void> => {
    try {
      await socket?.close();
    } finally {
      await close();
    }
  };
  return {
    holder: null,
    async ask(name, args) {
      const answer = await answerRequest(requestHandlers, context, name, args);
      if (!answer.ok) throw new UploadError(answer.error.code, { details: answer.error.details });
      return answer.value as Awaited<ReturnType<QueueAccess['ask']>> as never;
    },
    follow: async (listener) => engine.onProgress(listener.onEvent),
    catchUp: async () => undefined,
    whenIdle: () => engine.whenIdle(),
    followers: () => socket?.followers() ?? 0,
    whenUnneeded: (signal) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!signal.aborted && (socket?.followers() ?? 0) > 0) return;
          stop?.();
          signal.removeEventListener('abort', look);
          resolve();
        };
        const stop = socket?.onFollowersChange(look);
        signal.addEventListener('abort', look);
        look();
      }),
    ended: new Promise(() => undefined),
    close: () => {
      closed ??= closeBoth();
      return closed;
    },
  };
}
