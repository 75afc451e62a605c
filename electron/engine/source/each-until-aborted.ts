import { untilAborted } from './until-aborted.ts';

/**
 * What an iterable gives, until the signal aborts: then it throws the signal's reason at once, also while the iterable hangs in a look at
 * a drive that does not answer. That look is left behind.
 */
export async function* eachUntilAborted<Value>(iterable: AsyncIterable<Value>, signal: AbortSignal): AsyncGenerator<Value> {
  const iterator = iterable[Symbol.asyncIterator]();
  for (;;) {
    const next = await untilAborted(iterator.next(), signal);
    if (next.done === true) return;
    yield next.value;
  }
}
