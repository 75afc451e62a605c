import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { absolutePaths } from './absolute-paths.ts';

/** A hundred thousand may be given, and nothing else may stand still for them. */
const pathsAtOnce = 2_000;

export interface TopPaths {
  /** Absolute, each once, none of them inside another. */
  readonly outer: readonly string[];
  /** Absolute and inside one of the others: usually met on the way through it. */
  readonly inner: ReadonlySet<string>;
}

/** Makes the given paths absolute, takes doubles out, and tells apart those that lie inside another one. */
export async function topPaths(paths: readonly string[]): Promise<TopPaths> {
  const absolute = new Set(await absolutePaths(paths));
  const outer: string[] = [];
  const inner = new Set<string>();
  // Of each folder it is asked once, however many of its files were given.
  const isInsideByFolder = new Map<string, boolean>();
  for (const [index, path] of [...absolute].entries()) {
    if (index % pathsAtOnce === pathsAtOnce - 1) await setImmediate();
    const folder = dirname(path);
    const isInside = path !== folder && (isInsideByFolder.get(folder) ?? isOrLiesIn(folder, absolute));
    isInsideByFolder.set(folder, isInside);
    if (isInside) inner.add(path);
    else outer.push(path);
  }
  return { outer, inner };
}

/** Whether it is one of them, or inside one. */
function isOrLiesIn(folder: string, candidates: ReadonlySet<string>): boolean {
  for (let ancestor = folder; ; ancestor = dirname(ancestor)) {
    if (candidates.has(ancestor)) return true;
    if (ancestor === dirname(ancestor)) return false;
  }
}
