import type { Buffer } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';

/** A final answer, with at most the first 64 KiB of its body. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Where it came from, after redirects. */
  readonly url: URL;
}

/** The value of a header of an answer; several lines of it joined as RFC 9110 §5.3 says. `name` in lower case. */
export function headerOf(answer: HttpAnswer, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

export function isSuccess(answer: HttpAnswer): boolean {
  return answer.status >= 200 && answer.status <= 299;
}

/** A header that holds a count of bytes; null when it is missing or no whole number. */
export function byteCountOf(answer: HttpAnswer, name: string): number | null {
  const text = headerOf(answer, name)?.trim() ?? '';
  if (!/^\d+$/.test(text)) return null;
  const count = Number(text);
  return Number.isSafeInteger(count) ? count : null;
}
