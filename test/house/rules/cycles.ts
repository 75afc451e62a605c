import { importsOf } from '../imports-of.ts';
import type { HouseRule } from '../source-file.ts';
import { isTypeScript } from '../source-file.ts';

/** No file imports itself, however long the way round; also not by its types, since they would have to be read together. */
export const cycles: HouseRule = (files) => {
  const targets = new Map<string, readonly string[]>();
  for (const file of files) {
    if (!isTypeScript(file.path)) continue;
    targets.set(
      file.path,
      importsOf(file).flatMap(({ target }) => (target === null ? [] : [target])),
    );
  }
  const found = new Set<string>();
  const finished = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) {
      found.add(nameCycle(way.slice(start)));
      return;
    }
    if (finished.has(path)) return;
    for (const next of targets.get(path) ?? []) walk(next, [...way, path]);
    finished.add(path);
  };
  for (const path of targets.keys()) walk(path, []);
  return [...found];
};

/** The same words wherever the walk came upon it. */
function nameCycle(way: readonly string[]): string {
  const first = way.indexOf([...way].sort()[0] ?? '');
  const turned = [...way.slice(first), ...way.slice(0, first)];
  return `${turned[0]}:1 imports itself: ${[...turned, turned[0]].join(' → ')}`;
}
