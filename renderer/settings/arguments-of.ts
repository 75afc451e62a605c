/** Arguments as a person writes them, one on a line, each exactly as it stands there; only the end of the last line is none. */
export function argumentsOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
