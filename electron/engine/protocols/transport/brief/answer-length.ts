import type { AnswerHead } from './answer-head.ts';
import { BrokenAnswer } from './broken-answer.ts';

/** Where the body of an answer ends: after so many bytes, where its chunks say so, or with the connection. */
export type AnswerLength = number | 'chunked' | 'until-closed';

/** RFC 9112 §6.3. Throws `BrokenAnswer` where the head says two different things, or nothing that makes sense. */
export function answerLength({ status, headers }: AnswerHead, isForHead: boolean): AnswerLength {
  const coding = headers['transfer-encoding'];
  const length = headers['content-length'];
  if (coding !== undefined && length !== undefined) throw new BrokenAnswer('HPE_INVALID_TRANSFER_ENCODING');
  if (length !== undefined && !(/^\d+$/.test(length) && Number.isSafeInteger(Number(length)))) {
    throw new BrokenAnswer('HPE_INVALID_CONTENT_LENGTH');
  }
  if (isForHead || status === 204 || status === 304) return 0;
  if (coding !== undefined) return lengthOfCoding(coding);
  return length === undefined ? 'until-closed' : Number(length);
}

function lengthOfCoding(coding: string): AnswerLength {
  const codings = coding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const place = codings.indexOf('chunked');
  // It must come last, and once.
  if (codings.includes('') || (place !== -1 && place !== codings.length - 1)) throw new BrokenAnswer('HPE_INVALID_TRANSFER_ENCODING');
  return place === -1 ? 'until-closed' : 'chunked';
}

/** Whether the connection may be used again after an answer with that head (RFC 9112 §9.3). */
export function isKept({ minorVersion, headers }: AnswerHead, length: AnswerLength): boolean {
  if (length === 'until-closed') return false;
  const { connection } = headers;
  // Most answers say nothing, or this.
  if (minorVersion === 1 && (connection === undefined || connection === 'Keep-Alive' || connection === 'keep-alive')) return true;
  const options = (connection ?? '')
    .toLowerCase()
    .split(',')
    .map((option) => option.trim());
  if (options.includes('close')) return false;
  // What went before HTTP/1.1 knows no chunks: an answer that has them was put together by somebody who should not be trusted (§6.1).
  return minorVersion === 1 || (options.includes('keep-alive') && headers['transfer-encoding'] === undefined);
}
