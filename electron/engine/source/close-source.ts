import type { Clock, Log } from '../ports.ts';
import type { FileSource } from './file-source.ts';

/** A file of a drive that hangs is closed by itself some day; neither a pause nor the end of the program waits longer for it. */
const longestCloseMs = 1_000;

/** Closes a source, or leaves it to end by itself. Nothing was written to it: what closing says changes nothing for what was sent. */
export async function closeSource(
  source: Pick<FileSource, 'close'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<void> {
  let cancelTimer: () => void = () => undefined;
  const tooLong = new Promise<void>((resolve) => {
    cancelTimer = clock.setTimer(resolve, longestCloseMs);
  });
  const closed = source.close().catch((error: unknown) => log.write('warn', 'a source could not be closed', { error }));
  await Promise.race([closed, tooLong]);
  cancelTimer();
}
