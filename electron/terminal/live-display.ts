import type { UploadId } from '../../shared/ids.ts';
import type { FileProgress } from '../../shared/progress.ts';
import { batchSentence } from '../../shared/text/batch-sentence.ts';
import { fileStateOf } from '../../shared/text/file-state.ts';
import { formatPercentage } from '../../shared/text/format-percentage.ts';
import { statusWords } from '../../shared/text/status-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { isActive } from '../../shared/upload.ts';
import type { Display, DisplayFacts } from './display.ts';
import { createFailureLines } from './failure-lines.ts';
import { fitEnd, fitStart, padEnd } from './fit-text.ts';
import { progressBar } from './progress-bar.ts';
import { inStateColor, stateSign } from './state-sign.ts';
import type { Terminal } from './terminal.ts';

const drawEveryMs = 100;
/** Countdowns and silences go on also while nothing else happens. */
const tickMs = 1_000;
const mostFiles = 5;
const widestBar = 40;
const narrowestWithBar = 24;
const widestName = 60;
const widestWords = 48;
const clearToEnd = '\u001b[0J';

/** A few lines at the bottom of a screen, drawn again at most ten times a second; what was said stays above them. */
export function createLiveDisplay(
  terminal: Pick<Terminal, 'stdout' | 'stderr' | 'clock' | 'columns' | 'hasColors'>,
  facts: () => DisplayFacts,
): Display {
  const { stdout, stderr, clock, columns, hasColors } = terminal;
  const failureLine = createFailureLines();
  /** Files on their way, and those that wait to be. */
  const shown = new Map<UploadId, FileProgress>();
  let drawnLines = 0;
  let cancelTimer: (() => void) | null = null;
  let cancelTick: (() => void) | null = null;
  let hasEnded = false;

  const dim = (text: string): string => (hasColors ? `\u001b[2m${text}\u001b[22m` : text);
  const green = (text: string): string => (hasColors ? `\u001b[32m${text}\u001b[39m` : text);

  function clear(): void {
    if (drawnLines > 0) stdout.write(`\u001b[${drawnLines}A\r${clearToEnd}`);
    drawnLines = 0;
  }

  function fileLine(file: FileProgress, cells: number): string {
    const nowMs = clock.now();
    const { state, detail } = statusWords(file, nowMs);
    const fileState = fileStateOf(file, nowMs);
    const words = `${formatPercentage(file.progressPercentage).padStart(5)} · ${fileState === 'uploading' ? state : `${state} · ${detail}`}`;
    // Columns of their own, so that nothing jumps while the words change.
    const wordCells = Math.min(widestWords, Math.floor(cells / 2) - 1);
    const nameCells = Math.max(1, Math.min(widestName, cells - 5 - wordCells));
    const sign = inStateColor(fileState, stateSign(fileState), hasColors);
    return `  ${sign} ${padEnd(fitStart(visibleText(file.relativePath), nameCells), nameCells)} ${dim(fitEnd(words, wordCells))}`;
  }

  function draw(): void {
    cancelTimer?.();
    cancelTimer = null;
    cancelTick?.();
    cancelTick = shown.size > 0 && !hasEnded ? clock.setTimer(draw, tickMs) : null;
    // A slow screen is spared: the next drawing shows the newest state anyway.
    if (hasEnded || stdout.isBlocked()) return;
    // The last cell stays free, because some terminals break the line when it is filled.
    const cells = Math.max(10, columns() - 1);
    const current = facts();
    const percentage = formatPercentage(current.progressPercentage);
    const barCells = Math.min(widestBar, cells - percentage.length - 1);
    const bar = cells < narrowestWithBar ? '' : `${green(progressBar(current.progressPercentage, barCells))} `;
    const files = [...shown.values()].sort(movingFirst).slice(0, mostFiles);
    const lines = [`${bar}${percentage}`, fitEnd(batchSentence(current), cells), ...files.map((file) => fileLine(file, cells))];
    const back = drawnLines > 0 ? `\u001b[${drawnLines}A\r` : '';
    // One write, so that no half drawing is seen.
    stdout.write(`${back}${clearToEnd}${lines.join('\n')}\n`);
    drawnLines = lines.length;
  }

  function drawSoon(): void {
    if (!hasEnded) cancelTimer ??= clock.setTimer(draw, drawEveryMs);
  }

  function say(line: string): void {
    clear();
    stderr.write(`${line}\n`);
    drawSoon();
  }

  drawSoon();
  return {
    show(event) {
      const line = failureLine(event);
      if (line !== null) say(line);
      if (event.action === 'file_progress') {
        const { uploadId, status } = event.payload;
        if (isActive(status) || status === 'waiting') shown.set(uploadId, event.payload);
        else shown.delete(uploadId);
      }
      drawSoon();
    },
    say,
    end(summary) {
      hasEnded = true;
      cancelTimer?.();
      cancelTick?.();
      clear();
      if (summary !== null) stdout.write(`${summary}\n`);
    },
  };
}

function movingFirst(one: FileProgress, other: FileProgress): number {
  const oneWaits = one.status === 'waiting' ? 1 : 0;
  const otherWaits = other.status === 'waiting' ? 1 : 0;
  return oneWaits - otherWaits || one.position - other.position;
}
