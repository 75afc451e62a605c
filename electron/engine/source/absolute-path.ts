import { realpath } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

/**
 * The path made absolute, so that it means the same in the next process. Never throws: one that leads nowhere stays as it leads nowhere.
 * `..` after a symbolic link means the parent of what the link leads to, so that part is resolved by the system and not by its text;
 * otherwise another folder than the named one would be sent. Windows itself resolves by the text.
 */
export async function absolutePath(path: string): Promise<string> {
  if (path === '' || sep === '\\') return path === '' ? '' : resolve(path);
  const segments = path.split('/');
  const lastParent = segments.lastIndexOf('..');
  if (lastParent === -1) return resolve(path);
  try {
    return join(await realpath(segments.slice(0, lastParent + 1).join('/')), ...segments.slice(lastParent + 1));
  } catch {
    return path.startsWith('/') ? path : `${process.cwd()}/${path}`;
  }
}
