import type { Destination } from '../../shared/destination.ts';
import type { ErrorCode, PlainError } from '../../shared/error-codes.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { sleepOn } from '../engine/source/sleep-on.ts';
import type { CommandContext } from './command-context.ts';

export type Usability =
  | { readonly kind: 'usable' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'unusable'; readonly error: PlainError };

/** Nobody there, which may pass in a moment: a server that is being started, a cable that is being plugged in. */
const nobodyThere: readonly ErrorCode[] = ['connection-refused', 'host-unreachable', 'offline', 'timed-out', 'connection-lost', 'stalled'];
/** Somebody is there, or this machine, and has too much to do: the engine waits for that better than a person. */
const onlyBusy: readonly ErrorCode[] = ['server-error', 'server-busy', 'too-many-requests', 'upload-locked', 'machine-exhausted'];
const patienceMs = 10_000;
const pauseMs = 1_000;

/** Asks the destination before anything is queued whether it takes files; for ten seconds when nobody answers. */
export async function waitUntilUsable(destination: Destination, context: CommandContext): Promise<Usability> {
  const { queue, terminal, interruption } = context;
  const { clock, stderr } = terminal;
  const startedAt = clock.monotonicNow();
  let hasSaid = false;
  for (;;) {
    const answer = await orInterrupted(queue.ask('testDestination', { destinationId: destination.destinationId }), interruption.signal);
    if (answer === null) return { kind: 'interrupted' };
    if (answer.ok || onlyBusy.includes(answer.error.code)) return { kind: 'usable' };
    const isOutOfPatience = clock.monotonicNow() - startedAt + pauseMs > patienceMs;
    if (!nobodyThere.includes(answer.error.code) || isOutOfPatience) return { kind: 'unusable', error: answer.error };
    if (!hasSaid) {
      const { host } = answer.error.details;
      const what = host === undefined ? errorWords(answer.error).title : `Nothing answers at ${visibleText(host)}`;
      stderr.write(`${what}; trying again.\n`);
      hasSaid = true;
    }
    const woke = await orInterrupted(
      sleepOn(clock)(pauseMs, interruption.signal).then(() => true),
      interruption.signal,
    );
    if (woke === null) return { kind: 'interrupted' };
  }
}

/** What the promise gives, or null as soon as the signal aborts. */
function orInterrupted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value | null> {
  return new Promise((resolve, reject) => {
    const interrupted = (): void => resolve(null);
    if (signal.aborted) interrupted();
    signal.addEventListener('abort', interrupted, { once: true });
    promise
      .then(resolve, (error: unknown) => (signal.aborted ? resolve(null) : reject(error)))
      .finally(() => signal.removeEventListener('abort', interrupted));
  });
}
