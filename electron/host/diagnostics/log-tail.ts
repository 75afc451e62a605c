import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** From the newest file, and from the one before it where that is short: just after a rotation the newest says little. */
const fileNames = ['gantry.log', 'gantry.1.log'];

/** The last lines of the log, the oldest first; nothing where there is none that can be read. */
export function logTail(directory: string, mostLines: number, mostBytes: number): readonly string[] {
  let lines: readonly string[] = [];
  let bytesLeft = mostBytes;
  for (const name of fileNames) {
    const text = endOf(join(directory, name), bytesLeft);
    bytesLeft -= text.length;
    lines = [...text.split('\n').filter((line) => line !== ''), ...lines];
    if (lines.length >= mostLines || bytesLeft <= 0) break;
  }
  return lines.slice(-mostLines);
}

function endOf(path: string, mostBytes: number): string {
  try {
    const file = openSync(path, 'r');
    try {
      const size = fstatSync(file).size;
      const start = Math.max(0, size - mostBytes);
      const bytes = Buffer.alloc(size - start);
      const read = readSync(file, bytes, 0, bytes.byteLength, start);
      const text = bytes.toString('utf8', 0, read);
      // The first line may be cut.
      return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
