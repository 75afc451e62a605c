import type { Buffer } from 'node:buffer';
import type { ClientChannel } from 'ssh2';
import { AnswerReader } from './answer-reader.ts';
import { AnswerSplitter } from './answer-splitter.ts';
import { fillPackets } from './fill-packets.ts';
import type { RequestField } from './request-bytes.ts';
import { requestBytes } from './request-bytes.ts';
import { sftpMessage } from './sftp-message.ts';

const ourVersion = 3;

/** What came back: its kind, and its content from behind the number of the request. */
export type TakeAnswer = (type: number, answer: AnswerReader) => void;

export interface SftpChannelParts {
  readonly stream: Pick<ClientChannel, 'write' | 'on'>;
  /** Something is to be sent: `flush` is to be called at the end of this turn. */
  readonly willWrite: () => void;
  /** The server speaks something else. */
  readonly onNonsense: (error: Error) => void;
}

/**
 * The messages of SFTP over a channel of the SSH library, which has the ciphers, the signatures and the windows. What is asked in one turn of the
 * event loop goes out together.
 */
export class SftpChannel {
  readonly #parts: SftpChannelParts;
  readonly #splitter = new AnswerSplitter();
  readonly #waiting = new Map<number, TakeAnswer>();
  readonly #extensions = new Map<string, string>();
  #unsent: Buffer[] = [];
  #lastId = 0;
  #onVersion: (() => void) | null = null;
  #isBroken = false;

  constructor(parts: SftpChannelParts) {
    this.#parts = parts;
    parts.stream.on('data', (chunk: Buffer) => this.#take(chunk));
  }

  /** Calls back once the server has said what it can. */
  begin(onReady: () => void): void {
    this.#onVersion = onReady;
    this.#send([requestBytes(sftpMessage.init, null, [ourVersion])]);
  }

  /** Whether the server offers it, in a version that we know. */
  offers(extension: string, version: string): boolean {
    return this.#extensions.get(extension) === version;
  }

  /** `data` goes behind the fields, with its length before it; nobody may change it until the request is answered. */
  ask(type: number, fields: readonly RequestField[], data: Buffer | null, onAnswer: TakeAnswer): void {
    this.#lastId = (this.#lastId + 1) >>> 0;
    const id = this.#lastId;
    this.#waiting.set(id, onAnswer);
    if (data === null) this.#send([requestBytes(type, id, fields)]);
    else this.#send([requestBytes(type, id, [...fields, data.byteLength], data.byteLength), data]);
  }

  /** Hands what was asked to the library. */
  flush(): void {
    if (this.#unsent.length === 0) return;
    const segments = this.#unsent;
    this.#unsent = [];
    fillPackets(segments, (bytes) => void this.#parts.stream.write(bytes));
  }

  #send(segments: readonly Buffer[]): void {
    this.#unsent.push(...segments);
    this.#parts.willWrite();
  }

  #take(chunk: Buffer): void {
    if (this.#isBroken) return;
    try {
      for (const answer of this.#splitter.take(chunk)) this.#answer(new AnswerReader(answer));
    } catch (error) {
      // Nothing that follows can be told apart any more.
      this.#isBroken = true;
      this.#parts.onNonsense(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #answer(answer: AnswerReader): void {
    const type = answer.uint8();
    if (type === sftpMessage.version) {
      this.#meet(answer);
      return;
    }
    const id = answer.uint32();
    const take = this.#waiting.get(id);
    if (take === undefined) throw new RangeError('an answer to nothing');
    this.#waiting.delete(id);
    take(type, answer);
  }

  #meet(answer: AnswerReader): void {
    if (answer.uint32() < ourVersion) throw new RangeError('a version of SFTP that is too old');
    while (!answer.isAtEnd) {
      const name = answer.text();
      this.#extensions.set(name, answer.text());
    }
    this.#onVersion?.();
    this.#onVersion = null;
  }
}
