import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';

const connectTimeoutMs = 15_000;

export interface ConnectSocketOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Of the destination, to name it in errors. */
  readonly url: URL;
}

/** A socket that sends at once: what the library writes in small pieces would wait for the answer to the one before. */
export function connectSocket({ clock, signal, url }: ConnectSocketOptions, host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const socket = connect({ host, port, noDelay: true });
    const end = (error: unknown): void => {
      settle();
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const onAbort = (): void => end(signal.reason);
    const cancelTimer = clock.setTimer(
      () => end(new UploadError('timed-out', { details: { host: url.host }, failureClass: 'unreachable' })),
      connectTimeoutMs,
    );
    const onError = (error: unknown): void => end(classifySystemError(error, { host: url.host }));
    const settle = (): void => {
      cancelTimer();
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError);
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
  });
}
