import { say } from '../../shared/language/say.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import type { Engine } from '../engine/engine.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { Log, Ports } from '../engine/ports.ts';
import type { Message } from './tell-person.ts';

/** Enough for what it has to put in its place; a connection that never ends must not hold up the end of the app. */
const longestReceiverCloseMs = 1_000;

export interface Receiver {
  readonly destinationUrl: string;
  close(): Promise<void>;
}

export interface OpenQueueOptions {
  readonly dataDirectory: string;
  /** Where "This computer" puts what it receives. */
  readonly receiveDirectory: string;
  readonly ports: Ports;
  startReceiver(options: {
    readonly directory: string;
    readonly port: number;
    readonly host: string;
    readonly log: Log;
  }): Promise<Receiver>;
  createEngine(options: {
    readonly dataDirectory: string;
    readonly ports: Ports;
    readonly receiveDirectory: string;
    readonly builtInDestinationUrl?: string;
  }): Engine | Promise<Engine>;
}

export interface OpenQueue {
  readonly engine: Engine;
  /** What the person must know: "This computer" does not work this time. */
  readonly problem: Message | null;
  close(): Promise<void>;
}

/**
 * Starts the built-in receiver and opens the queue. Without a receiver the queue still opens: other destinations work.
 * Throws `UploadError` `queue-held`, `queue-newer`, `queue-unusable`, `queue-disk-full`, and leaves nothing running then.
 */
export async function openQueue(options: OpenQueueOptions): Promise<OpenQueue> {
  const { dataDirectory, receiveDirectory, ports } = options;
  let receiver: Receiver | null = null;
  let problem: Message | null = null;
  try {
    receiver = await options.startReceiver({ directory: receiveDirectory, port: 0, host: '127.0.0.1', log: ports.log });
  } catch (error) {
    ports.log.write('error', 'receiver-not-started', { directory: receiveDirectory, error });
    const words = error instanceof UploadError ? errorWords(error.toPlain()) : null;
    const advice = say('Check the folder {path}, then start Gantry again. Other destinations work.', { path: receiveDirectory });
    problem = {
      title: say('The destination “This computer” cannot be used now'),
      remedy: words === null ? advice : `${words.title}. ${advice}`,
    };
  }
  try {
    const builtIn = receiver === null ? {} : { builtInDestinationUrl: receiver.destinationUrl };
    const engine = await options.createEngine({ dataDirectory, ports, receiveDirectory, ...builtIn });
    return {
      engine,
      problem,
      // The engine first: its last bytes may still be on their way to the receiver.
      async close() {
        await engine.close();
        if (receiver !== null) await closeReceiver(receiver, ports);
      },
    };
  } catch (error) {
    await receiver?.close();
    throw error;
  }
}

async function closeReceiver(receiver: Receiver, { clock, log }: Ports): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const cancelTimer = clock.setTimer(() => {
      log.write('warn', 'receiver-close-cut-short', { afterMs: longestReceiverCloseMs });
      resolve();
    }, longestReceiverCloseMs);
    receiver.close().then(resolve, reject).finally(cancelTimer);
  });
}
