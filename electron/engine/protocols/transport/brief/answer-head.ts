import type { IncomingHttpHeaders } from 'node:http';
import { answerHeaderName } from './answer-header-name.ts';
import { BrokenAnswer } from './broken-answer.ts';

export interface AnswerHead {
  readonly status: number;
  /** 0 or 1, of HTTP/1. */
  readonly minorVersion: number;
  /** In the shape that Node gives them. */
  readonly headers: IncomingHttpHeaders;
}

const statusEnd = 12;

/**
 * The head of an answer (RFC 9112 §4 and §5), in Latin-1, without the empty line that ends it. Throws `BrokenAnswer` for all that is not as it
 * should be; as Node's parser does, also for a value that goes on in a second line (§5.2).
 */
export function parseAnswerHead(text: string): AnswerHead {
  if (/\r(?!\n)|[^\r]\n/.test(text)) throw new BrokenAnswer('HPE_CR_EXPECTED');
  if (/[^\t\r\n\x20-\x7e\x80-\xff]/.test(text)) throw new BrokenAnswer('HPE_INVALID_HEADER_TOKEN');
  const { status, minorVersion } = statusOf(text);
  const headers: IncomingHttpHeaders = {};
  for (let end = text.indexOf('\r\n'); end !== -1; ) {
    const start = end + 2;
    end = text.indexOf('\r\n', start);
    add(headers, text.slice(start, end === -1 ? undefined : end));
  }
  return { status, minorVersion, headers };
}

function statusOf(text: string): Pick<AnswerHead, 'status' | 'minorVersion'> {
  if (!text.startsWith('HTTP/')) throw new BrokenAnswer('HPE_INVALID_CONSTANT');
  const minorVersion = text.charCodeAt(7) - 48;
  if (!text.startsWith('1.', 5) || (minorVersion !== 0 && minorVersion !== 1) || text[8] !== ' ') {
    throw new BrokenAnswer('HPE_INVALID_VERSION');
  }
  const after = text[statusEnd];
  const digits = text.slice(9, statusEnd);
  // The reason may be missing, and some leave out the space before it too.
  if (!/^[1-9]\d\d$/.test(digits) || (after !== undefined && after !== ' ' && after !== '\r')) {
    throw new BrokenAnswer('HPE_INVALID_STATUS');
  }
  return { status: Number(digits), minorVersion };
}

function add(headers: IncomingHttpHeaders, line: string): void {
  const colon = line.indexOf(':');
  if (colon === -1) throw new BrokenAnswer('HPE_INVALID_HEADER_TOKEN');
  const { lowerCase, repetition, separator } = answerHeaderName(line.slice(0, colon));
  const value = withoutSpace(line, colon + 1);
  const before = headers[lowerCase];
  if (repetition === 'listed') headers[lowerCase] = Array.isArray(before) ? [...before, value] : [value];
  else if (typeof before !== 'string') headers[lowerCase] = value;
  else if (repetition === 'joined') headers[lowerCase] = before + separator + value;
  else if (repetition === 'broken') throw new BrokenAnswer('HPE_UNEXPECTED_CONTENT_LENGTH');
}

/** From there on, without the spaces and tabs around it (RFC 9110 §5.5); `trim` would take more. */
function withoutSpace(line: string, from: number): string {
  let start = from;
  let end = line.length;
  while (start < end && isSpace(line.charCodeAt(start))) start += 1;
  while (end > start && isSpace(line.charCodeAt(end - 1))) end -= 1;
  return line.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
