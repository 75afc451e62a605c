/** What was written, without the space around it; nothing is null. */
export function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
