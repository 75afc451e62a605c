import { readdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { readConfiguration } from './read-configuration.ts';

/** As deep as ssh itself follows. */
const deepestInclude = 16;

/** The text of `~/.ssh/config` with what it includes in place; empty when there is none. Wildcards count in the last part of a path only. */
export async function readSshConfig(home: string): Promise<string> {
  return await filledIn(join(home, '.ssh', 'config'), home, 0);
}

async function filledIn(path: string, home: string, depth: number): Promise<string> {
  const text = (await readConfiguration(path)) ?? '';
  const lines: string[] = [];
  let block = 'Host *';
  for (const line of text.split(/\r?\n/)) {
    const [, included] = /^\s*include(?:\s*=\s*|\s+)(.*?)\s*$/i.exec(line) ?? [];
    if (/^\s*(?:host|match)[\s=]/i.test(line)) block = line;
    if (included === undefined) lines.push(line);
    else if (depth < deepestInclude) {
      for (const pattern of included.split(/\s+/)) {
        for (const found of await filesOf(pattern.replace(/^"(.*)"$/, '$1'), home)) lines.push(await filledIn(found, home, depth + 1));
      }
      // What follows belongs to the block around it again.
      lines.push(block);
    }
  }
  return lines.join('\n');
}

async function filesOf(pattern: string, home: string): Promise<readonly string[]> {
  const homely = pattern.replace(/^~(?=\/)/, home);
  const path = isAbsolute(homely) ? homely : join(home, '.ssh', homely);
  const last = basename(path);
  if (!/[*?]/.test(last)) return [path];
  const fits = new RegExp(
    `^${last
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
  const names = await readdir(dirname(path)).catch((): string[] => []);
  return names
    .filter((name) => fits.test(name) && !name.startsWith('.'))
    .sort()
    .map((name) => join(dirname(path), name));
}
