/** An http or https address in which nobody's name and password stand; null for anything else. */
export function plainAddressOf(text: string): URL | null {
  if (!/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === '' && url.password === '' && url.hostname !== '' ? url : null;
}
