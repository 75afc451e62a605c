import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { scanPaths } from '../../../electron/engine/source/scan.ts';
import type { ScanEvent } from '../../../electron/engine/source/scan-event.ts';
import type { ScanFilters } from '../../../electron/engine/source/scan-filters.ts';

const never = new AbortController().signal;

/** Makes files, with the folders around them, whose content is their path. */
export function writeFiles(directory: string, ...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), path);
  }
}

export async function scan(paths: readonly string[], filters?: ScanFilters): Promise<ScanEvent[]> {
  const events: ScanEvent[] = [];
  for await (const event of scanPaths(paths, filters === undefined ? { signal: never } : { signal: never, filters })) events.push(event);
  return events;
}

/** The relative paths of the files that were found. */
export function filesOf(events: readonly ScanEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'file' ? [event.relativePath] : []));
}

/** Name and error code of each entry that was refused. */
export function refusalsOf(events: readonly ScanEvent[]): string[][] {
  return events.flatMap((event) => (event.kind === 'refused' ? [[basename(event.path), event.error.code]] : []));
}

/** Name and reason of each entry that was left out. */
export function ignoredOf(events: readonly ScanEvent[]): string[][] {
  return events.flatMap((event) => (event.kind === 'ignored' ? [[basename(event.path), event.reason]] : []));
}
