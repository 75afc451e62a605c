import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { WindowBounds } from './window-bounds.ts';
import { parseWindowBounds } from './window-bounds.ts';

/** The remembered place of the window; null when there is none that can be read. */
export function readBounds(path: string): WindowBounds | null {
  try {
    return parseWindowBounds(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Remembers the place of the window: a new file takes the old one's place, so that a crash leaves one of the two whole. */
export function writeBounds(path: string, bounds: WindowBounds): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const unfinished = `${path}.new`;
    writeFileSync(unfinished, JSON.stringify(bounds));
    renameSync(unfinished, path);
  } catch {
    // A full disk costs the place of the window, nothing more.
  }
}
