import { readdirSync } from 'node:fs';

/** What stands in a folder; nothing where it is not there or may not be listed. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
