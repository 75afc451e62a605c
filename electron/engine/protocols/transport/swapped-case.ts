/** The same letters, small ones large and large ones small. Those that would become several, such as `ß`, stay as they are. */
export function swappedCase(text: string): string {
  return Array.from(text, (letter) => {
    const lower = letter.toLowerCase();
    const other = lower === letter ? letter.toUpperCase() : lower;
    return other.length === letter.length ? other : letter;
  }).join('');
}
