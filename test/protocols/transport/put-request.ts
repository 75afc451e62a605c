import type { HttpRequest } from '../../../electron/engine/protocols/transport/http-request.ts';

const never = new AbortController().signal;

/** A PUT without a body, and whatever else a test wants of it. */
export function putRequest(url: string, rest: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'PUT', url: new URL(url), body: null, signal: never, ...rest };
}
