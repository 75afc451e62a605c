import { realpath } from 'node:fs/promises';
import { dirname, join, parse, resolve, sep } from 'node:path';
import { UploadError } from '../errors/upload-error.ts';
import { classifySourceError } from './classify-source-error.ts';

export interface TopPaths {
  /** Absolute, each once, none of them inside another. */
  readonly outer: readonly string[];
  /** Absolute and inside one of the others: usually met on the way through it. */
  readonly inner: ReadonlySet<string>;
  readonly refused: readonly { readonly path: string; readonly error: UploadError }[];
}

/** Makes the given paths absolute, takes doubles out, and tells apart those that lie inside another one. */
export async function topPaths(paths: readonly string[]): Promise<TopPaths> {
  const absolute = new Set<string>();
  const refused: { path: string; error: UploadError }[] = [];
  for (const path of paths) {
    if (path === '') {
      refused.push({ path, error: new UploadError('source-missing', { details: { path } }) });
      continue;
    }
    try {
      absolute.add(await toAbsolute(path));
    } catch (error) {
      refused.push({ path, error: classifySourceError(error, path) });
    }
  }
  const outer: string[] = [];
  const inner = new Set<string>();
  for (const path of absolute) {
    if (hasAncestorIn(path, absolute)) inner.add(path);
    else outer.push(path);
  }
  return { outer, inner, refused };
}

/**
 * `..` after a symbolic link means the parent of what the link leads to, so that part is resolved by the system and not by
 * its text; otherwise another folder than the named one would be sent. Windows itself resolves by the text.
 */
async function toAbsolute(path: string): Promise<string> {
  if (sep === '\\') return resolve(path);
  const segments = path.split('/');
  const lastParent = segments.lastIndexOf('..');
  if (lastParent === -1) return resolve(path);
  return join(await realpath(segments.slice(0, lastParent + 1).join('/')), ...segments.slice(lastParent + 1));
}

function hasAncestorIn(path: string, candidates: ReadonlySet<string>): boolean {
  const { root } = parse(path);
  for (let ancestor = path; ancestor !== root; ) {
    ancestor = dirname(ancestor);
    if (candidates.has(ancestor)) return true;
  }
  return false;
}
