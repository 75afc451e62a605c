import { Buffer } from 'node:buffer';
import type { HttpAnswer } from '../../../../electron/engine/protocols/transport/http-answer.ts';

/** An answer as the transport gives it. */
export function answerOf(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body = '',
  url = 'https://h.example/files/',
): HttpAnswer {
  return { status, headers, body: Buffer.from(body, 'utf8'), url: new URL(url) };
}
