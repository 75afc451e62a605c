import { Buffer } from 'node:buffer';
import type { AnswerBody } from '../answer-body.ts';
import type { AnswerHead } from './answer-head.ts';
import { parseAnswerHead } from './answer-head.ts';
import type { AnswerLength } from './answer-length.ts';
import { answerLength, isKept } from './answer-length.ts';
import { BrokenAnswer } from './broken-answer.ts';
import { ChunkedBody } from './chunked-body.ts';

/** With the empty line after it; Node's parser takes as much. */
const mostHeadBytes = 16 * 1024;
const headEnd = '\r\n\r\n';

/** The answer to one request, as its bytes come (RFC 9112). Strict: what could be read in two ways is not read at all. */
export class AnswerParser {
  readonly #isForHead: boolean;
  readonly #body: AnswerBody;
  /** The beginning of a head that is not all there. */
  #unread: Buffer | null = null;
  #head: AnswerHead | null = null;
  #length: AnswerLength = 0;
  #readBytes = 0;
  #chunks: ChunkedBody | null = null;
  #isWhole = false;
  #isEnough = false;
  #hasMore = false;

  /** `isForHead`: the request was a HEAD, whose answer only tells of a body. */
  constructor(isForHead: boolean, body: AnswerBody) {
    this.#isForHead = isForHead;
    this.#body = body;
  }

  /** Of the final answer; null until all of it is there. */
  get head(): AnswerHead | null {
    return this.#head;
  }

  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** The rest of the body is not wanted. */
  get isEnough(): boolean {
    return this.#isEnough;
  }

  /** The answer is whole, came alone, and leaves a connection for the next request. */
  get leavesConnection(): boolean {
    return this.#isWhole && !this.#hasMore && this.#head !== null && isKept(this.#head, this.#length);
  }

  /** What came next; it is copied where it is kept. Throws `BrokenAnswer`. */
  take(bytes: Buffer): void {
    const all = this.#unread === null ? bytes : Buffer.concat([this.#unread, bytes]);
    const start = this.#head === null ? this.#takeHead(all) : 0;
    if (this.#head === null) return;
    const end = this.#isWhole || this.#isEnough ? start : this.#takeBody(all, start);
    if (end < all.length) this.#hasMore = true;
  }

  /** The server closed the connection: the end of an answer that has no other. */
  close(): void {
    if (this.#head !== null && this.#length === 'until-closed') this.#isWhole = true;
  }

  /** Answers where the body begins. */
  #takeHead(bytes: Buffer): number {
    let lookedAtBytes = this.#unread?.length ?? 0;
    this.#unread = null;
    // Some servers end a body with one more line than they count, and it comes late.
    for (let start = lookedAtBytes === 0 ? afterEmptyLines(bytes) : 0; start < bytes.length; lookedAtBytes = 0) {
      const end = bytes.indexOf(headEnd, start + Math.max(0, lookedAtBytes - 3), 'latin1');
      const headBytes = end === -1 ? bytes.length - start + 1 : end + headEnd.length - start;
      if (headBytes > mostHeadBytes) throw new BrokenAnswer('HPE_HEADER_OVERFLOW');
      if (end === -1) {
        refuseEarly(bytes.toString('latin1', start), lookedAtBytes);
        this.#unread = Buffer.from(bytes.subarray(start));
        return bytes.length;
      }
      start += headBytes;
      this.#begin(parseAnswerHead(bytes.toString('latin1', start - headBytes, end)));
      if (this.#head !== null) return start;
    }
    return bytes.length;
  }

  #begin(head: AnswerHead): void {
    // Nobody asked for another protocol (RFC 9110 §7.8).
    if (head.status === 101) throw new BrokenAnswer('HPE_INVALID_STATUS');
    // "Wait" and the like: the answer itself comes after it (§15.2).
    if (head.status < 200) return;
    this.#length = answerLength(head, this.#isForHead);
    this.#head = head;
    if (this.#length === 'chunked') this.#chunks = new ChunkedBody((bytes) => this.#keep(bytes));
    this.#isWhole = this.#length === 0;
  }

  #takeBody(bytes: Buffer, start: number): number {
    if (this.#chunks !== null) {
      const end = this.#chunks.read(bytes, start);
      this.#isWhole = this.#chunks.isWhole;
      return end;
    }
    const leftBytes = typeof this.#length === 'number' ? this.#length - this.#readBytes : bytes.length;
    const end = Math.min(bytes.length, start + leftBytes);
    if (end > start) this.#keep(bytes.subarray(start, end));
    this.#readBytes += end - start;
    this.#isWhole = this.#readBytes === this.#length;
    return end;
  }

  #keep(bytes: Buffer): void {
    if (!this.#isEnough && !this.#body.take(Buffer.from(bytes))) this.#isEnough = true;
  }
}

function afterEmptyLines(bytes: Buffer): number {
  const start = bytes.findIndex((byte) => byte !== 0x0d && byte !== 0x0a);
  return start === -1 ? bytes.length : start;
}

/** What will never be an answer is not waited for: another protocol's greeting, or lines that end in another way. So much was looked at before. */
function refuseEarly(text: string, lookedAtBytes: number): void {
  const expected = 'HTTP/1.';
  if (!text.startsWith(expected.slice(0, text.length))) {
    throw new BrokenAnswer(text.startsWith('HTTP/') ? 'HPE_INVALID_VERSION' : 'HPE_INVALID_CONSTANT');
  }
  const bareEnd = /(?<!\r)\n|\r(?!\n|$)/g;
  bareEnd.lastIndex = Math.max(0, lookedAtBytes - 1);
  if (bareEnd.test(text)) throw new BrokenAnswer('HPE_CR_EXPECTED');
}
