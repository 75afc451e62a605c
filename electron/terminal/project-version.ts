import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the nearest package.json above: the same whether the code is built, bundled in chunks or packaged. */
export function projectVersion(): string {
  for (let directory = import.meta.dirname; ; directory = dirname(directory)) {
    const version = versionIn(directory);
    if (version !== null) return version;
    if (directory === dirname(directory)) return 'unknown';
  }
}

function versionIn(directory: string): string | null {
  try {
    const content: unknown = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    if (typeof content !== 'object' || content === null) return null;
    if (!('name' in content) || content.name !== 'gantry' || !('version' in content)) return null;
    return String(content.version);
  } catch {
    return null;
  }
}
