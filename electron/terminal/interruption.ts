import { exitCodes } from './exit-codes.ts';
import { listenForSignals } from './listen-for-signals.ts';
import type { Terminal } from './terminal.ts';

/** `signal`: somebody wants the command to end. `closed-output`: whoever read it is gone. */
export type InterruptionCause = 'signal' | 'closed-output';

export interface Interruption {
  /** Aborts when the command shall end in good order. */
  readonly signal: AbortSignal;
  cause(): InterruptionCause | null;
}

/** The first signal asks for an orderly end, a second one takes it. */
export function listenForInterruption(terminal: Terminal): Interruption {
  const controller = new AbortController();
  let cause: InterruptionCause | null = null;

  function interrupt(because: InterruptionCause): void {
    cause ??= because;
    controller.abort();
  }

  terminal.stdout.onBroken(() => interrupt('closed-output'));
  listenForSignals(
    terminal,
    () => interrupt('signal'),
    () => terminal.exitNow(exitCodes.interrupted),
  );
  return { signal: controller.signal, cause: () => cause };
}
