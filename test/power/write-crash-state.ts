import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CrashState } from './crash-state.ts';

/** Makes the folder `directory` hold what the disk held under `under` (`''`: all) after the power loss, and nothing else. */
export function writeCrashState(state: CrashState, under: string, directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const prefix = under === '' ? '' : `${under}/`;
  for (const folder of state.folders)
    if (folder.startsWith(prefix)) mkdirSync(join(directory, folder.slice(prefix.length)), { recursive: true });
  const written = new Map<Buffer, string>();
  for (const [path, content] of state.files) {
    if (!path.startsWith(prefix)) continue;
    const target = join(directory, path.slice(prefix.length));
    mkdirSync(dirname(target), { recursive: true });
    const firstName = written.get(content);
    if (firstName !== undefined) linkSync(firstName, target);
    else {
      writeFileSync(target, content);
      written.set(content, target);
    }
  }
}
