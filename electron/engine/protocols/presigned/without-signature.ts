import type { HttpAnswer } from '../transport/http-answer.ts';
import { withoutEcho } from '../transport/without-echo.ts';

const shortestSecret = 8;

/** The answer without what signed the address that it answers: stores quote it in their refusals. */
export function withoutSignature(answer: HttpAnswer, url: URL): HttpAnswer {
  const values = [...url.searchParams.values()].filter((value) => value.length >= shortestSecret && /^[\x21-\x7e]+$/.test(value));
  return values.reduce((safe, token) => withoutEcho(safe, { kind: 'bearer', token }), answer);
}
