import type { FileHandle } from 'node:fs/promises';
import { appendFile } from 'node:fs/promises';

/** Often enough that a power failure costs little of a large file, seldom enough that the disk is not held up. */
const markEveryBytes = 64 * 1024 * 1024;

/** How much of an unfinished upload survives a power failure. A line in its description, after that itself. */
export interface SafeMark {
  /** Up to here the data was synced before the mark was written. */
  readonly safeBytes: number;
  /** In this boot all that was written is there. */
  readonly boot: string;
}

/** The last mark that was not torn; without one, nothing is safe. */
export function safeMarkIn(descriptionText: string): SafeMark {
  for (const line of descriptionText.split('\n').slice(1).reverse()) {
    try {
      const mark: unknown = JSON.parse(line);
      if (typeof mark !== 'object' || mark === null) continue;
      const { safeBytes, boot } = mark as Partial<Record<string, unknown>>;
      if (typeof safeBytes === 'number' && safeBytes >= 0 && typeof boot === 'string') return { safeBytes, boot };
    } catch {
      // A power failure cut it: the one before it counts.
    }
  }
  return { safeBytes: 0, boot: '' };
}

/** Marks what is safe while an upload is written; `written` starts it, and `idle` must be awaited before the file is closed. */
export function createSafeMarks(file: FileHandle, descriptionPath: string, from: { readonly offset: number; readonly boot: string }) {
  let marked = from.offset;
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;

  async function mark(safeBytes: number): Promise<void> {
    try {
      await file.datasync();
    } catch (error) {
      // A disk says once that it lost something, and takes the next sync for good: what is there must not be believed again.
      await file.truncate(0).catch(() => undefined);
      throw error;
    }
    await appendSafeMark(descriptionPath, { safeBytes, boot: from.boot });
    isRunning = false;
  }

  return {
    written: (endBytes: number): void => {
      if (isRunning || endBytes - marked < markEveryBytes) return;
      isRunning = true;
      marked = endBytes;
      running = mark(endBytes);
      // Awaited by `idle`; until then a failure must not count as unhandled.
      running.catch(() => undefined);
    },
    idle: async (): Promise<void> => {
      try {
        await running;
      } catch (error) {
        // What came after it went on where it stood: a hole with an end is longer than nothing, and would be believed.
        await file.truncate(0).catch(() => undefined);
        throw error;
      }
    },
  };
}

/** Takes away what comes after the mark. What was called safe beyond it is gone, and what comes in its place is not safe yet. */
export async function dropAfter(file: FileHandle, mark: SafeMark, descriptionPath: string | null): Promise<void> {
  await file.truncate(mark.safeBytes);
  if (descriptionPath !== null) await appendSafeMark(descriptionPath, mark);
}

/** A mark that cannot be written only makes more be sent again. */
export async function appendSafeMark(descriptionPath: string, mark: SafeMark): Promise<void> {
  await appendFile(descriptionPath, `\n${JSON.stringify(mark)}`, { flush: true }).catch(() => undefined);
}
