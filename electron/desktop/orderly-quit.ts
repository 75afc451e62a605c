import type { Clock, Log } from '../engine/ports.ts';

const longestMs = 5_000;

export interface OrderlyQuitOptions {
  readonly app: {
    on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
    exit(code: number): void;
  };
  readonly clock: Clock;
  readonly log: Log;
  /** Writes down where everything stands. */
  shutDown(): Promise<void>;
  /** The very last: closes the log. */
  end(): void;
}

export interface OrderlyQuit {
  /** Closes everything, at most five seconds long, and ends the process with that code. A second call changes nothing. */
  quit(exitCode: number): void;
}

/** Turns every way of quitting (menu, signal, last window, log-out) into one: first the checkpoints, then the end. */
export function createOrderlyQuit({ app, clock, log, shutDown, end }: OrderlyQuitOptions): OrderlyQuit {
  let isQuitting = false;
  let isFinished = false;

  const finish = (exitCode: number): void => {
    if (isFinished) return;
    isFinished = true;
    end();
    app.exit(exitCode);
  };

  const quit = (exitCode: number): void => {
    if (isQuitting) return;
    isQuitting = true;
    const cancelTimer = clock.setTimer(() => {
      log.write('warn', 'quit-cut-short', { afterMs: longestMs });
      finish(exitCode);
    }, longestMs);
    shutDown()
      .catch((error: unknown) => log.write('error', 'shut-down-broke', { error }))
      .finally(() => {
        cancelTimer();
        finish(exitCode);
      })
      .catch(() => undefined);
  };

  app.on('before-quit', (event) => {
    event.preventDefault();
    quit(0);
  });
  return { quit };
}
