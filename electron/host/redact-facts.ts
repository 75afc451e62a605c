import type { Redact } from './redactor.ts';
import { isSecretName, withoutSecretShapes } from './secret-shapes.ts';

const deepest = 6;
const longestText = 4_000;
const mostEntries = 100;

/** A copy of a log entry's facts that is safe to write: plain JSON, bounded, and without anything that looks like a secret. */
export function redactFacts(facts: Readonly<Record<string, unknown>>, redact: Redact = withoutSecretShapes): Record<string, unknown> {
  return record(Object.entries(facts), 0, new Set());

  function record(entries: readonly (readonly [string, unknown])[], depth: number, above: ReadonlySet<object>): Record<string, unknown> {
    const redacted: Record<string, unknown> = {};
    for (const [name, value] of entries.slice(0, mostEntries)) {
      const isSecret = isSecretName(name) && value !== null && typeof value !== 'boolean';
      redacted[text(name)] = isSecret ? '[redacted]' : plain(value, depth, above);
    }
    return redacted;
  }

  function plain(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
    switch (typeof value) {
      case 'string':
        return text(value);
      case 'bigint':
      case 'symbol':
        return text(value.toString());
      case 'function':
        return '[function]';
      case 'number':
        return Number.isFinite(value) ? value : String(value);
      case 'object':
        return value === null ? null : object(value, depth, above);
      default:
        return value;
    }
  }

  function object(value: object, depth: number, above: ReadonlySet<object>): unknown {
    if (depth >= deepest || above.has(value)) return '[left out]';
    const path = new Set(above).add(value);
    if (value instanceof Error) return record(errorEntries(value), depth + 1, path);
    if (value instanceof Date || value instanceof URL) return text(String(value));
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (Array.isArray(value)) return value.slice(0, mostEntries).map((item: unknown) => plain(item, depth + 1, path));
    return record(Object.entries(value), depth + 1, path);
  }

  function text(long: string): string {
    // Bounded before and after: the shapes are not to be looked for in a whole file that somebody logged.
    const safe = redact(long.length > 2 * longestText ? long.slice(0, 2 * longestText) : long);
    return safe.length > longestText ? `${safe.slice(0, longestText)}…` : safe;
  }
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
