import type { BatchId, WatchId } from '../../shared/ids.ts';
import { batchSentence } from '../../shared/text/batch-sentence.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { watchNoteWords, watchStateWords } from '../../shared/text/watch-words.ts';
import type { WatchedFolder } from '../../shared/watched-folder.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { sleepOn } from '../engine/source/sleep-on.ts';
import { createFailureLines } from './failure-lines.ts';
import { createJsonDisplay } from './json-display.ts';
import { createProblemLines } from './problem-lines.ts';
import type { QueueAccess } from './queue-access.ts';
import type { Terminal } from './terminal.ts';

export interface FollowWatchesOptions {
  readonly queue: QueueAccess;
  readonly terminal: Terminal;
  readonly isJson: boolean;
  /** Ends it. */
  readonly signal: AbortSignal;
}

const lookEveryMs = 1_000;

/** Says what watched folders do: a line when one comes or goes, when a batch has ended, for each file that failed; or each event as NDJSON. */
export async function followWatches({ queue, terminal, isJson, signal }: FollowWatchesOptions): Promise<void> {
  const { stdout, stderr, clock } = terminal;
  const json = isJson ? createJsonDisplay(terminal) : null;
  const failureLine = createFailureLines();
  const ended = new Map<BatchId, number | null>();
  const say = (line: string): void => void stderr.write(`${line}\n`);
  const problems = createProblemLines(say);
  const stop = await queue.follow({
    onEvent(event) {
      json?.show(event);
      const line = failureLine(event);
      if (line !== null) say(line);
      if (event.action !== 'batch_progress' || json !== null) return;
      const { batchId, settledAt, name, destinationName } = event.payload;
      const isNews = settledAt !== null && ended.get(batchId) !== settledAt;
      ended.set(batchId, settledAt);
      if (isNews) stdout.write(`${visibleText(name)} → ${visibleText(destinationName)}: ${batchSentence(event.payload)}\n`);
    },
    onGap: () => undefined,
  });
  const shown = new Map<WatchId, string>();
  try {
    say(await introOf(queue));
    while (!signal.aborted) {
      for (const folder of (await queue.ask('listWatchedFolders', {})).folders) tellChange(folder, shown, say);
      problems.holds((await queue.ask('getOverview', {})).totals);
      await sleepOn(clock)(lookEveryMs, signal).catch(() => undefined);
    }
  } catch (error) {
    // The end of the holder is told by itself.
    if (!(error instanceof UploadError) || error.code !== 'holder-gone') throw error;
  } finally {
    stop();
    json?.end(null, []);
  }
}

async function introOf(queue: QueueAccess): Promise<string> {
  const { folders } = await queue.ask('listWatchedFolders', {});
  const watching = `${countOf(folders.length, 'watched folder')}; Ctrl-C ends it.`;
  if (queue.holder === null) return watching;
  return queue.holder.host === 'window'
    ? `The open window watches. This goes on in its place when it is closed: ${watching}`
    : `Another command holds the list. Watching begins when it has ended: ${watching}`;
}

/** Only what a person would want to hear of: its state, and what is wrong. */
function tellChange(folder: WatchedFolder, shown: Map<WatchId, string>, say: (line: string) => void): void {
  const note = watchNoteWords(folder);
  const state = folder.state === 'looking' ? 'watching' : folder.state;
  const key = `${state} ${note ?? ''}`;
  if (shown.get(folder.watchId) === key) return;
  shown.set(folder.watchId, key);
  const words = note === null ? watchStateWords(folder) : `${watchStateWords(folder)} · ${note}`;
  say(`${visibleText(folder.path)}: ${visibleText(words)}`);
}
