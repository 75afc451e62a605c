import type { PlainError } from '../../shared/error-codes.ts';
import { inEnglish } from '../../shared/language/in-english.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock, Log } from '../engine/ports.ts';
import { answerRequest } from '../requests/answer-request.ts';
import type { ChangePublisher } from '../requests/change-publisher.ts';
import { createChangePublisher } from '../requests/change-publisher.ts';
import type { KeptSettings } from '../requests/kept-settings.ts';
import type { Connection } from './connection.ts';
import { Greeting } from './greeting.ts';
import { createLineSplitter } from './line-splitter.ts';
import type { SocketHandlers } from './socket-handlers.ts';
import type { Goodbye, RequestId, ServerHello, ServerMessage } from './socket-protocol.ts';
import { clientMessageSchema, longestAnswer, longestHello, longestRequest } from './socket-protocol.ts';

export interface LocalSessionOptions {
  readonly connection: Connection;
  readonly engine: Engine;
  readonly settings: KeptSettings;
  readonly handlers: SocketHandlers;
  readonly clock: Clock;
  readonly log: Log;
  readonly hello: ServerHello;
  /** What a client has to know. */
  readonly token: string;
  /** Somebody began or ceased to follow what the queue does, and the holder stays as long. */
  onFollowing(isFollowing: boolean): void;
  /** Somebody else wants to hold the queue; true: it is given up now. */
  letGo(): boolean;
}

export interface LocalSession {
  take(bytes: Uint8Array): void;
  /** The other side took what was waiting. */
  drained(): void;
  /** The other side has said all that it wants to say: it is answered, then the connection ends. */
  heardAll(): void;
  /** The connection is gone. */
  closed(): void;
  /** Hears no more, and when what was asked is answered says that the queue is given up, and ends. */
  sayGoodbye(word: Goodbye): void;
}

const helloTimeoutMs = 5_000;
/** For the words of a refusal to arrive. */
const partingMs = 1_000;
const mostAtATime = 4;
/** While more than that waits to be read by the other side, nothing more is answered to it. */
const mostWaitingBytes = 1_024 * 1_024;

/**
 * Serves one connection: its hello within five seconds, then requests, at most four at a time, each through the schemas of the contract. Who does not
 * read is not answered, and what changes is kept for it as the newest values alone, so that a slow reader costs the engine nothing.
 */
export function createLocalSession(options: LocalSessionOptions): LocalSession {
  const { connection, engine, clock, log, hello } = options;
  const splitter = createLineSplitter(longestHello);
  let lines: string[] = [];
  let answering = 0;
  const greeting = new Greeting(options.token, hello.hello);
  let hasGreeted = false;
  let isLastHeard = false;
  let goodbye: Goodbye | null = null;
  let isOver = false;
  let isFollowing = false;
  let publisher: ChangePublisher | null = null;
  const cancelHelloTimer = clock.setTimer(() => refuse('no hello in time'), helloTimeoutMs);

  function send(message: ServerMessage): void {
    if (!isOver) connection.write(`${JSON.stringify(message)}\n`);
  }

  function refuse(reason: string): void {
    if (isOver) return;
    log.write('warn', 'local-client-refused', { reason });
    const error: PlainError = { code: 'bad-request', details: { reason } };
    send({ error, words: wordsOf(error) });
    end();
    connection.end();
    clock.setTimer(connection.destroy, partingMs);
  }

  function end(): void {
    isOver = true;
    lines = [];
    cancelHelloTimer();
    publisher?.close();
    if (isFollowing) options.onFollowing(false);
    isFollowing = false;
  }

  function greet(line: string): void {
    const greeted = greeting.hear(parsed(line));
    if (greeted.kind === 'refused') refuse(greeted.reason);
    else if (greeted.kind === 'asked') send(greeted.message);
    else {
      cancelHelloTimer();
      hasGreeted = true;
      splitter.longest = longestRequest;
      log.write('info', 'local-client', { client: greeted.client });
      send(hello);
    }
  }

  function hear(line: string): void {
    if (!hasGreeted) {
      greet(line);
      return;
    }
    const checked = clientMessageSchema.safeParse(parsed(line));
    if (!checked.success) {
      refuse('a line is no message');
      return;
    }
    if ('acknowledge' in checked.data) {
      publisher?.acknowledge(checked.data.acknowledge);
      return;
    }
    const { id, request, args } = checked.data;
    answering += 1;
    // Never rejects.
    void answer(id, request, args).finally(() => {
      answering -= 1;
      goOn();
    });
  }

  async function answer(id: RequestId, request: string, args: unknown): Promise<void> {
    switch (request) {
      case 'subscribe':
        subscribe(args);
        return send({ id, ok: true, value: { sequence: 0 } });
      case 'catchUp':
        await publisher?.whenCaughtUp();
        return send({ id, ok: true, value: {} });
      case 'letGo':
        return send({ id, ok: true, value: { letsGo: options.letGo() } });
      default: {
        const context = { engine, settings: options.settings, log, currentSequence: () => publisher?.currentSequence() ?? 0 };
        const answered = await answerRequest(options.handlers, context, request, args ?? {});
        if (!answered.ok) return send({ id, ...answered, words: wordsOf(answered.error) });
        const text = JSON.stringify({ id, ...answered });
        if (text.length <= longestAnswer) return isOver ? undefined : connection.write(`${text}\n`);
        const error: PlainError = {
          code: 'not-possible-now',
          details: { reason: 'The answer is too long for one line: ask for less at once.' },
        };
        send({ id, ok: false, error, words: wordsOf(error) });
      }
    }
  }

  function leave(word: Goodbye): void {
    send({ goodbye: word });
    end();
    connection.end();
  }

  function subscribe(args: unknown): void {
    if (isOver) return;
    publisher ??= createChangePublisher({
      engine,
      clock,
      log,
      send: (changes) => send({ changes }),
      acknowledgementTimeoutMs: Number.POSITIVE_INFINITY,
    });
    publisher.subscribe();
    if (isFollowing || !asksToStay(args)) return;
    isFollowing = true;
    options.onFollowing(true);
  }

  function goOn(): void {
    while (!isOver && goodbye === null && lines.length > 0 && answering < mostAtATime && connection.waitingBytes() <= mostWaitingBytes) {
      const line = lines.shift();
      if (line !== undefined) hear(line);
    }
    if (isOver) return;
    if (goodbye !== null) {
      if (answering === 0) leave(goodbye);
      return;
    }
    if (isLastHeard && lines.length === 0 && answering === 0) {
      end();
      connection.end();
      return;
    }
    // What is not read stays with the other side.
    if (lines.length > 0) connection.pause();
    else connection.resume();
  }

  return {
    take(bytes) {
      if (isOver || goodbye !== null) return;
      try {
        lines.push(...splitter.take(bytes));
      } catch (error) {
        return refuse(error instanceof RangeError ? `a line has more than ${splitter.longest} bytes` : 'a line is not UTF-8');
      }
      goOn();
    },
    drained: goOn,
    heardAll() {
      isLastHeard = true;
      goOn();
    },
    closed() {
      if (!isOver) end();
    },
    sayGoodbye(word) {
      goodbye = word;
      goOn();
    },
  };
}

/** What is no JSON is no message either. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function asksToStay(args: unknown): boolean {
  return typeof args === 'object' && args !== null && 'stay' in args && args.stay === true;
}

/** Read by terminals and other programs, which speak English. */
function wordsOf(error: PlainError): string {
  const { title, remedy } = inEnglish(() => errorWords(error));
  return `${title}. ${remedy}`;
}
