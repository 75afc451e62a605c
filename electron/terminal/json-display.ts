import type { BatchProgress, ProgressEnvelope } from '../../shared/progress.ts';
import type { Display } from './display.ts';
import { jsonText } from './json-text.ts';
import type { Terminal } from './terminal.ts';

/**
 * NDJSON on stdout and nothing else; the last line is the final `batch_progress`. While the reader does not keep up, only the newest event
 * of each file and batch is kept: all values are absolute, so nothing is lost but steps in between.
 */
export function createJsonDisplay(terminal: Pick<Terminal, 'stdout' | 'stderr' | 'clock'>): Display {
  const { stdout, stderr, clock } = terminal;
  const kept = new Map<string, ProgressEnvelope>();
  let hasEnded = false;

  function write(event: ProgressEnvelope): void {
    stdout.write(`${jsonText(event)}\n`);
  }

  function writeKept(): void {
    for (const [key, event] of kept) {
      if (!hasEnded && stdout.isBlocked()) return;
      kept.delete(key);
      write(event);
    }
  }

  stdout.onDrain(writeKept);
  return {
    show(event) {
      if (hasEnded) return;
      if (!stdout.isBlocked() && kept.size === 0) return write(event);
      const key = event.action === 'file_progress' ? event.payload.uploadId : event.payload.batchId;
      // Taken out first, so that the order stays the order of the newest events.
      kept.delete(key);
      kept.set(key, event);
      writeKept();
    },
    say: (line) => stderr.write(`${line}\n`),
    end(_summary, batches: readonly BatchProgress[]) {
      hasEnded = true;
      writeKept();
      const timestamp = new Date(clock.now()).toISOString();
      for (const payload of batches) write({ action: 'batch_progress', payload, timestamp });
    },
  };
}
