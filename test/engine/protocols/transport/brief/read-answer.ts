import { Buffer } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { AnswerBody } from '../../../../../electron/engine/protocols/transport/answer-body.ts';
import { AnswerParser } from '../../../../../electron/engine/protocols/transport/brief/answer-parser.ts';

export interface ReadAnswer {
  readonly status: number | null;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly isWhole: boolean;
  readonly leavesConnection: boolean;
}

export interface ReadAnswerOptions {
  readonly isForHead?: boolean;
  /** The server closes the connection after it. */
  readonly closes?: boolean;
  readonly mostKeptBytes?: number;
}

/** An answer as the parser reads it from these pieces (Latin-1), each of which is written over once it was read, as a connection does. */
export function readAnswer(pieces: readonly string[], options: ReadAnswerOptions = {}): ReadAnswer {
  const body = new AnswerBody(options.mostKeptBytes ?? 64 * 1024, null);
  const parser = new AnswerParser(options.isForHead ?? false, body);
  for (const piece of pieces) {
    const bytes = Buffer.from(piece, 'latin1');
    parser.take(bytes);
    bytes.fill('#');
  }
  if (options.closes === true) parser.close();
  const { head, isWhole, leavesConnection } = parser;
  return { status: head?.status ?? null, headers: head?.headers ?? {}, body: body.bytes().toString('latin1'), isWhole, leavesConnection };
}
