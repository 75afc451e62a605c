import type { IncomingHttpHeaders } from 'node:http';

/** A header as a number; null when it is missing or not a number. */
export function numberHeader(headers: IncomingHttpHeaders, name: string): number | null {
  const value = headers[name];
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
