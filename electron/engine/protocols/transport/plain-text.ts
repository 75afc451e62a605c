const mostCharacters = 300;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The words of an answer's body for people: no markup, no control or direction characters, one line, at most 300 characters. */
export function plainTextOf(body: string): string {
  const text = /<[a-z!/]/i.test(body) ? withoutMarkup(body) : body;
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    // Direction overrides could make the words read as something else.
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\p{Surrogate}/gu, '\ufffd');
  if (line.length <= mostCharacters) return line;
  return `${line.slice(0, mostCharacters - 1).replace(/\p{Surrogate}/gu, '')}…`;
}

function withoutMarkup(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(-->|$)/g, ' ')
    .replace(/<(script|style|head)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<[^>]*(>|$)/g, ' ')
    .replace(/&(#x?[\da-f]{1,6}|[a-z]{1,8});/gi, (entity, name: string) => characterOf(name) ?? entity);
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return entities[name.toLowerCase()];
  const hexadecimal = name[1] === 'x' || name[1] === 'X';
  const codePoint = hexadecimal ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return codePoint > 0 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : undefined;
}
