/** Whether a file or folder is left out, by its path under the destination. */
export type IsLeftOut = (relativePath: string) => boolean;

/**
 * What a person's patterns leave out. Without a `/` a pattern is about the name of a file or folder anywhere: `*.tmp`, `node_modules`. With one it is about
 * the end of a path: `cache/*.bak` is what is so called in any folder `cache`. `*` stands for any letters but `/`, `?` for one, `**` for any folders.
 * Capitals are the same as small letters, and accents however they are written. What is in a folder that is left out is left out with it.
 */
export function leftOutBy(patterns: readonly string[]): IsLeftOut {
  const compiled = patterns.map((pattern) => segmentsOf(pattern)).filter((segments) => segments.length > 0);
  if (compiled.length === 0) return () => false;
  return (relativePath) => {
    const path = segmentsOf(relativePath);
    return compiled.some((pattern) => endMatches(pattern, path));
  };
}

function segmentsOf(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.');
}

/** Whether the last folders and the name are as the pattern says; the folders before them are free. */
function endMatches(pattern: readonly string[], path: readonly string[]): boolean {
  const [only, ...more] = pattern;
  // The usual case, and it is asked for every file of every look.
  if (only !== undefined && only !== '**' && more.length === 0) return path.length > 0 && nameMatches(only, path.at(-1) ?? '');
  // `reachable[i]`: the pattern up to here may end before segment i of the path. No way is tried twice, so no pattern takes long.
  let reachable = Array.from({ length: path.length + 1 }, () => true);
  for (const segment of pattern) {
    const next = Array.from({ length: path.length + 1 }, () => false);
    for (let index = 0; index <= path.length; index++) {
      const name = path[index - 1];
      if (segment === '**') next[index] = reachable.slice(0, index + 1).includes(true);
      else if (name !== undefined && reachable[index - 1] === true) next[index] = nameMatches(segment, name);
    }
    reachable = next;
  }
  return reachable[path.length] === true;
}

/** `*` and `?` in one name. Goes back to the last star alone, so that the time is at most length times length. */
function nameMatches(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let index = 0; index < name.length; ) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at++;
      taken = index;
    } else if (wanted === '?' || wanted === name[index]) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++taken;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
