/** The candidate that a mistyped word most likely means, or null when none is near: at most two letters wrong, and not most of it. */
export function closestWord(word: string, candidates: readonly string[]): string | null {
  let closest: string | null = null;
  let least = Math.min(2, Math.floor(word.length / 2));
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > least) continue;
    const distance = editDistance(word, candidate);
    if (distance > least || (distance === least && closest !== null)) continue;
    closest = candidate;
    least = distance;
  }
  return closest;
}

/** Letters to put in, take out or exchange until one word is the other. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const exchanged = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(exchanged, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
