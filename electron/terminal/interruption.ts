import { exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** `signal`: somebody wants the command to end. `closed-output`: whoever read it is gone. */
export type InterruptionCause = 'signal' | 'closed-output';

export interface Interruption {
  /** Aborts when the command shall end in good order. */
  readonly signal: AbortSignal;
  cause(): InterruptionCause | null;
  /** Stops listening. */
  dispose(): void;
}

/** The first signal asks for an orderly end, the second one takes it. */
export function listenForInterruption(terminal: Terminal): Interruption {
  const controller = new AbortController();
  let cause: InterruptionCause | null = null;

  function interrupt(because: InterruptionCause): void {
    if (cause !== null) return;
    cause = because;
    controller.abort();
  }

  terminal.stdout.onBroken(() => interrupt('closed-output'));
  const dispose = terminal.onSignal(() => {
    if (cause === 'signal') terminal.exitNow(exitCodes.interrupted);
    else if (cause === null) interrupt('signal');
    else cause = 'signal';
  });
  return { signal: controller.signal, cause: () => cause, dispose };
}
