import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { Clock } from '../../engine/ports.ts';
import type { BusCall, BusMessage } from './bus-message.ts';
import { decodeMessage, encodeCall, lengthOfMessage } from './bus-message.ts';

const answerMs = 5_000;
const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interfaceName: 'org.freedesktop.DBus' } as const;

export interface MessageBusOptions {
  /** See `sessionBusPath`. */
  readonly path: string;
  /** Of this process's person. */
  readonly userId: number;
  readonly clock: Clock;
}

/** The bus on which the programs of a Linux desktop talk to each other. */
export interface MessageBus {
  /** Resolves with the answer. Rejects where the other side refuses, says nothing for five seconds, or the bus is gone. */
  call(call: BusCall): Promise<BusMessage>;
  /** Hears every signal of an interface from now on, or those that are about one name; its answer ends that. */
  onSignal(interfaceName: string, listener: (signal: BusMessage) => void, about?: string): () => void;
  /** The bus went away by itself. */
  onGone(listener: () => void): void;
  close(): void;
}

/**
 * Joins the bus, by the D-Bus Specification 0.43: who we are is known by the socket, and nothing but methods is called and signals are heard. Rejects where
 * there is none, and where it does not let us in within five seconds.
 */
export async function joinMessageBus({ path, userId, clock }: MessageBusOptions): Promise<MessageBus> {
  const socket = await connected(path);
  const waiting = new Map<number, (answer: BusMessage | Error) => void>();
  const listeners = new Set<(signal: BusMessage) => void>();
  const goneListeners = new Set<() => void>();
  let received: Buffer = Buffer.alloc(0);
  let lastSerial = 0;
  let isClosed = false;

  const end = (): void => {
    for (const settle of [...waiting.values()]) settle(new Error('the message bus is gone'));
    if (isClosed) return;
    isClosed = true;
    for (const listener of goneListeners) listener();
  };
  const take = (message: BusMessage): void => {
    if (message.kind === 'signal') for (const listener of [...listeners]) listener(message);
    if (message.replySerial === null) return;
    const settle = waiting.get(message.replySerial);
    if (message.kind === 'answer') settle?.(message);
    if (message.kind === 'error') settle?.(new Error('the call was refused'));
  };
  const read = (chunk: Buffer): void => {
    received = Buffer.concat([received, chunk]);
    try {
      for (let length = lengthOfMessage(received); length !== null && received.length >= length; length = lengthOfMessage(received)) {
        const whole = received.subarray(0, length);
        received = received.subarray(length);
        take(decodeMessage(whole));
      }
    } catch {
      // Where one message ends and the next begins is not known any more.
      socket.destroy();
    }
  };
  const call = (wanted: BusCall): Promise<BusMessage> =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) {
        reject(new Error('the message bus is gone'));
        return;
      }
      lastSerial += 1;
      const serial = lastSerial;
      const settle = (answer: BusMessage | Error): void => {
        cancelTimer();
        waiting.delete(serial);
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      };
      const cancelTimer = clock.setTimer(() => settle(new Error('nobody answered')), answerMs);
      waiting.set(serial, settle);
      socket.write(encodeCall(wanted, serial));
    });

  socket.on('error', () => undefined);
  socket.on('close', end);
  // What takes the connection and says nothing is no bus.
  const cancelLimit = clock.setTimer(() => socket.destroy(), answerMs);
  try {
    await signIn(socket, userId);
    socket.on('data', read);
    await call({ ...bus, member: 'Hello' });
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    cancelLimit();
  }
  // Nobody waits for the bus at the end of the process.
  socket.unref();
  return {
    call,
    onSignal(interfaceName, listener, about) {
      const hear = (signal: BusMessage): void => {
        if (signal.interfaceName === interfaceName && (about === undefined || signal.body[0] === about)) listener(signal);
      };
      const first = about === undefined ? '' : `,arg0='${about}'`;
      const rule = { ...bus, signature: 's', body: [`type='signal',interface='${interfaceName}'${first}`] };
      listeners.add(hear);
      call({ ...rule, member: 'AddMatch' }).catch(() => undefined);
      return () => {
        listeners.delete(hear);
        call({ ...rule, member: 'RemoveMatch' }).catch(() => undefined);
      };
    },
    onGone: (listener) => void goneListeners.add(listener),
    close() {
      isClosed = true;
      socket.destroy();
    },
  };
}

async function connected(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** The system tells the bus who holds the other end of the socket; what we say has to agree with it. */
async function signIn(socket: Socket, userId: number): Promise<void> {
  const identity = Buffer.from(String(userId)).toString('hex');
  socket.write(`\0AUTH EXTERNAL ${identity}\r\n`);
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => reject(new Error('the message bus refused'));
    socket.once('error', fail);
    socket.once('close', fail);
    socket.once('data', (answer) => {
      socket.off('error', fail);
      socket.off('close', fail);
      if (answer.toString('latin1').startsWith('OK ')) resolve();
      else fail();
    });
  });
  socket.write('BEGIN\r\n');
}
