const mostCharacters = 4_000;

/** An http(s) link that may be handed on: whole, without user information; null for what is none. A relative one counts from `base`. */
export function httpLinkOf(text: string, base?: URL): string | null {
  if (text.trim() === '' || text.length > mostCharacters || !URL.canParse(text, base?.href)) return null;
  const link = new URL(text, base?.href);
  if (link.protocol !== 'https:' && link.protocol !== 'http:') return null;
  link.username = '';
  link.password = '';
  return link.href;
}
