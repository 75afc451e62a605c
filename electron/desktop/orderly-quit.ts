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
  /** What takes as long as it takes, once everything is closed; `isWrittenDown`: all of it was, and in time. */
  afterwards?(exitCode: number, isWrittenDown: boolean): Promise<void>;
  /** The very last: closes the log. */
  end(): void;
}

export interface OrderlyQuit {
  /** Closes everything, at most five seconds long, does what comes afterwards, and ends the process with that code. A second call changes nothing. */
  quit(exitCode: number): void;
}

/** Turns every way of quitting (menu, signal, last window, log-out) into one: first the checkpoints, then the end. */
export function createOrderlyQuit({ app, clock, log, shutDown, afterwards, end }: OrderlyQuitOptions): OrderlyQuit {
  let isQuitting = false;
  let isFinished = false;

  const finish = (exitCode: number, isWrittenDown: boolean): void => {
    if (isFinished) return;
    isFinished = true;
    const last = (): void => {
      end();
      app.exit(exitCode);
    };
    if (afterwards === undefined) last();
    else {
      void afterwards(exitCode, isWrittenDown)
        .catch((error: unknown) => log.write('error', 'afterwards-broke', { error }))
        .then(last);
    }
  };

  const quit = (exitCode: number): void => {
    if (isQuitting) return;
    isQuitting = true;
    const cancelTimer = clock.setTimer(() => {
      log.write('warn', 'quit-cut-short', { afterMs: longestMs });
      finish(exitCode, false);
    }, longestMs);
    shutDown()
      .then(
        () => true,
        (error: unknown) => {
          log.write('error', 'shut-down-broke', { error });
          return false;
        },
      )
      .then((isWrittenDown) => {
        cancelTimer();
        finish(exitCode, isWrittenDown);
      })
      .catch(() => undefined);
  };

  app.on('before-quit', (event) => {
    event.preventDefault();
    quit(0);
  });
  return { quit };
}
