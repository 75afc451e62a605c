import { UploadError } from '../../errors/upload-error.ts';

/** Parts of one file that may be on their way besides the first. */
const mostExtraLanes = 3;

/** How many parts may be on their way beyond one for every transfer: shared by all, so that many files do not make many connections each. */
export class ExtraLanes {
  #free: number;

  constructor(count: number) {
    this.#free = count;
  }

  take(): boolean {
    if (this.#free === 0) return false;
    this.#free -= 1;
    return true;
  }

  giveBack(): void {
    this.#free += 1;
  }
}

/**
 * Does the work on every number, a few at a time. After a failure nothing new is begun; what is on its way is let finish, since it would have
 * to be sent again, unless the failure is the person's wish or will meet it as well. Throws the first failure once all is over.
 */
export async function inLanes(
  numbers: readonly number[],
  extra: ExtraLanes,
  signal: AbortSignal,
  work: (number: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const waiting = [...numbers];
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let failure: { readonly error: unknown } | null = null;
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && failure === null; next = waiting.shift()) {
      try {
        await work(next, either);
      } catch (error) {
        failure ??= { error };
        if (!(error instanceof UploadError && error.failureClass === 'transient')) stop.abort(error);
      }
    }
  };
  const extraLane = async (): Promise<void> => {
    try {
      await lane();
    } finally {
      extra.giveBack();
    }
  };
  const lanes = [lane()];
  while (lanes.length <= mostExtraLanes && waiting.length > 0 && extra.take()) lanes.push(extraLane());
  await Promise.all(lanes);
  signal.throwIfAborted();
  const ended = failure as { readonly error: unknown } | null;
  if (ended !== null) throw ended.error;
}
