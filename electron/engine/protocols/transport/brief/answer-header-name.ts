import { BrokenAnswer } from './broken-answer.ts';

/** What becomes of a second line with the same name: it is added, left out, kept apart, or breaks the answer. */
type Repetition = 'joined' | 'left-out' | 'listed' | 'broken';

export interface AnswerHeaderName {
  readonly lowerCase: string;
  readonly repetition: Repetition;
  /** Between two values that are joined. */
  readonly separator: string;
}

/** As Node has it ("message.headers" in its documentation). */
const leftOut: ReadonlySet<string> = new Set([
  'age',
  'authorization',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);

/** Servers say the same few names in every answer; a name that they make up anew each time is not remembered. */
const mostKnownNames = 256;
const known = new Map<string, AnswerHeaderName>();

/** What to do with a line of that name, written as the server did. Throws `BrokenAnswer` for what is no token (RFC 9110 §5.1). */
export function answerHeaderName(written: string): AnswerHeaderName {
  const found = known.get(written);
  if (found !== undefined) return found;
  if (!/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/.test(written)) throw new BrokenAnswer('HPE_INVALID_HEADER_TOKEN');
  const lowerCase = written.toLowerCase();
  const name = { lowerCase, repetition: repetitionOf(lowerCase), separator: lowerCase === 'cookie' ? '; ' : ', ' };
  if (known.size < mostKnownNames) known.set(written, name);
  return name;
}

function repetitionOf(lowerCase: string): Repetition {
  // Two lengths, even the same one twice: somebody on the way is confused (RFC 9112 §6.3).
  if (lowerCase === 'content-length') return 'broken';
  if (lowerCase === 'set-cookie') return 'listed';
  return leftOut.has(lowerCase) ? 'left-out' : 'joined';
}
