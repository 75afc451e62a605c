import type { Terminal } from './terminal.ts';

/** A Ctrl-C often comes twice at once: from the terminal itself, and passed on by npm or `timeout`. */
const sameSignalMs = 400;

/** The first signal asks, a second one insists. Nobody stops listening: a late echo must not end the process in its own way. */
export function listenForSignals(terminal: Pick<Terminal, 'onSignal' | 'clock'>, onFirst: () => void, onSecond: () => void): void {
  let firstAt: number | null = null;
  terminal.onSignal(() => {
    const now = terminal.clock.monotonicNow();
    if (firstAt === null) {
      firstAt = now;
      onFirst();
    } else if (now - firstAt > sameSignalMs) {
      onSecond();
    }
  });
}
