import { dirname, parse } from 'node:path';
import { absolutePath } from './absolute-path.ts';

export interface TopPaths {
  /** Absolute, each once, none of them inside another. */
  readonly outer: readonly string[];
  /** Absolute and inside one of the others: usually met on the way through it. */
  readonly inner: ReadonlySet<string>;
}

/** Makes the given paths absolute, takes doubles out, and tells apart those that lie inside another one. */
export async function topPaths(paths: readonly string[]): Promise<TopPaths> {
  const absolute = new Set<string>();
  for (const path of paths) absolute.add(await absolutePath(path));
  const outer: string[] = [];
  const inner = new Set<string>();
  for (const path of absolute) {
    if (hasAncestorIn(path, absolute)) inner.add(path);
    else outer.push(path);
  }
  return { outer, inner };
}

function hasAncestorIn(path: string, candidates: ReadonlySet<string>): boolean {
  const { root } = parse(path);
  for (let ancestor = path; ancestor !== root && ancestor !== '.'; ) {
    ancestor = dirname(ancestor);
    if (candidates.has(ancestor)) return true;
  }
  return false;
}
