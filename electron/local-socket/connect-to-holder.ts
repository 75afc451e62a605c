import { connect } from 'node:net';
import type { Clock } from '../engine/ports.ts';
import { readAddressFile } from './address-file.ts';
import type { HolderConnection } from './holder-connection.ts';
import { HolderDialogue } from './holder-dialogue.ts';
import { HolderProof } from './holder-proof.ts';
import { createLineSplitter } from './line-splitter.ts';
import { longestAnswer } from './socket-protocol.ts';

export interface ConnectOptions {
  readonly dataDirectory: string;
  readonly clock: Clock;
  /** Who asks, for the holder's log. */
  readonly client: string;
}

const answerTimeoutMs = 3_000;

/**
 * Connects to whoever holds the queue of a data directory; null when nobody listens there, nobody that knows the token, or nobody that we understand.
 * Never rejects.
 */
export async function connectToHolder({ dataDirectory, clock, client }: ConnectOptions): Promise<HolderConnection | null> {
  const found = readAddressFile(dataDirectory, process.getuid?.() ?? null);
  if (found === null) return null;
  const socket = connect(found.address);
  const splitter = createLineSplitter(longestAnswer);
  const say = (message: unknown): void => void socket.write(`${JSON.stringify(message)}\n`);
  const dialogue = new HolderDialogue(say);
  // Told by 'close', which follows.
  socket.on('error', () => undefined);
  const proof = new HolderProof(found.token, client);
  let isProven = false;
  socket.on('connect', () => say(proof.hello));
  const hear = (line: unknown): void => {
    if (isProven) {
      dialogue.hear(line);
      return;
    }
    const reply = proof.replyTo(line);
    isProven = reply !== null;
    if (isProven) say(reply);
    else socket.destroy();
  };
  socket.on('data', (bytes) => {
    try {
      for (const line of splitter.take(bytes)) hear(JSON.parse(line));
    } catch {
      // Whoever speaks like that is no holder of ours.
      socket.destroy();
    }
  });
  socket.on('close', () => dialogue.end());
  const cancelTimer = clock.setTimer(() => void socket.destroy(), answerTimeoutMs);
  const holder = await dialogue.greeted;
  cancelTimer();
  if (holder === null) {
    socket.destroy();
    return null;
  }
  return {
    holder,
    ask: (name, args) => dialogue.ask(name, args),
    subscribe: (listener) => dialogue.subscribe(listener),
    catchUp: () => dialogue.catchUp(),
    letGo: () => dialogue.letGo(),
    ended: dialogue.ended,
    close: () => void socket.destroy(),
  };
}
