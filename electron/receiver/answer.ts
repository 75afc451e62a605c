import type { ServerResponse } from 'node:http';
import type { Refusal } from './refusal.ts';

export type AnswerHeaders = Readonly<Record<string, string>>;

const always: AnswerHeaders = { 'Tus-Resumable': '1.0.0', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/** Answers without the tus server; what comes of the request's body afterwards is read and dropped by Node. */
export function answer(response: ServerResponse, httpStatus: number, headers: AnswerHeaders = {}, words = ''): void {
  const type = words === '' ? {} : { 'Content-Type': 'text/plain; charset=utf-8' };
  const length = httpStatus === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(words)) };
  response.writeHead(httpStatus, { ...always, ...type, ...length, ...headers }).end(words);
}

export function answerRefusal(response: ServerResponse, refusal: Refusal): void {
  answer(response, refusal.status_code, refusal.headers, refusal.body);
}
