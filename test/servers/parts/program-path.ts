import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// Servers live in sbin, which is not in an ordinary user's PATH on Debian.
const alsoIn = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin', '/usr/local/bin'];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where the program is, or null when it is not installed. */
export function programPath(name: string): string | null {
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), ...alsoIn];
  return directories.map((directory) => join(directory, name)).find(isExecutable) ?? null;
}
