const secretName = /token|password|passphrase|authorization|secret|cookie|api-?key/i;
const userInformation = /([a-z][a-z0-9+.-]*:\/\/)[^/?#\s"']*@/gi;
const bearer = /\b(bearer|basic)\s+[a-z0-9._~+/=-]{6,}/gi;
const deepest = 6;
const longestText = 4_000;
const mostEntries = 100;

/** A copy of a log entry's facts that is safe to write: plain JSON, bounded, and without anything that looks like a secret. */
export function redactFacts(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return redactRecord(Object.entries(facts), 0, new Set());
}

function redactRecord(
  entries: readonly (readonly [string, unknown])[],
  depth: number,
  above: ReadonlySet<object>,
): Record<string, unknown> {
  const redacted: Record<string, unknown> = {};
  for (const [name, value] of entries.slice(0, mostEntries)) {
    redacted[name] =
      secretName.test(name) && value !== null && typeof value !== 'boolean' ? '[redacted]' : redactValue(value, depth, above);
  }
  return redacted;
}

function redactValue(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
  switch (typeof value) {
    case 'string':
      return redactText(value);
    case 'bigint':
    case 'symbol':
      return value.toString();
    case 'function':
      return '[function]';
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'object':
      return value === null ? null : redactObject(value, depth, above);
    default:
      return value;
  }
}

function redactObject(value: object, depth: number, above: ReadonlySet<object>): unknown {
  if (depth >= deepest || above.has(value)) return '[left out]';
  const path = new Set(above).add(value);
  if (value instanceof Error) return redactRecord(errorEntries(value), depth + 1, path);
  if (value instanceof Date || value instanceof URL) return redactText(String(value));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, mostEntries).map((item: unknown) => redactValue(item, depth + 1, path));
  return redactRecord(Object.entries(value), depth + 1, path);
}

/** `message`, `stack` and `cause` are not enumerable, so that an error would be logged as `{}`. */
function errorEntries(error: Error): readonly (readonly [string, unknown])[] {
  const entries: [string, unknown][] = [
    ['name', error.name],
    ['message', error.message],
    ['stack', error.stack],
    ...Object.entries(error).filter(([name]) => name !== 'name'),
  ];
  if (error.cause !== undefined) entries.push(['cause', error.cause]);
  return entries;
}

function redactText(text: string): string {
  const safe = text.replace(userInformation, '$1[redacted]@').replace(bearer, '$1 [redacted]');
  return safe.length > longestText ? `${safe.slice(0, longestText)}…` : safe;
}
