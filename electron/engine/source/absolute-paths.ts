import { setImmediate } from 'node:timers/promises';
import { absolutePath } from './absolute-path.ts';

const pathsAtOnce = 1_000;

/** Each made absolute, in the same order; a hundred thousand of them let everything else have its turn in between. */
export async function absolutePaths(paths: readonly string[]): Promise<readonly string[]> {
  const absolute: string[] = [];
  for (let start = 0; start < paths.length; start += pathsAtOnce) {
    if (start > 0) await setImmediate();
    absolute.push(...(await Promise.all(paths.slice(start, start + pathsAtOnce).map(absolutePath))));
  }
  return absolute;
}
