import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { replaceFile } from '../../host/replace-file.ts';
import type { AutostartCommand } from './autostart-entry.ts';
import { autostartEntry, isAutostartOf, isSameAutostart } from './autostart-entry.ts';

/**
 * Writes the entry for opening Gantry at login, or takes it away. Another Gantry's, with a queue of its own, stays as it is when this one is not to be opened.
 * Throws what the disk says, and `UploadError` where the entry cannot be.
 */
export function keepAutostart(path: string, isOn: boolean, command: AutostartCommand): void {
  const there = textAt(path);
  if (!isOn) {
    if (there !== null && isAutostartOf(there, command.dataDirectory)) rmSync(path);
    return;
  }
  const wanted = autostartEntry(command);
  if (there !== null && isSameAutostart(there, wanted)) return;
  mkdirSync(dirname(path), { recursive: true });
  replaceFile(path, wanted);
}

function textAt(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
