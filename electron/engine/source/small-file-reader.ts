import { Buffer } from 'node:buffer';
import { Worker } from 'node:worker_threads';
import type { Clock, Log } from '../ports.ts';
import type { SeenFile, WorkerAnswer, WorkerQuestion } from './read-in-worker.ts';
import { readInWorker } from './read-in-worker.ts';
import type { Fingerprint } from './upload-source.ts';

/** A file that was read whole, and how it was before and after that. */
export interface SmallFile {
  readonly bytes: Buffer;
  readonly before: Fingerprint;
  readonly after: Fingerprint;
}

/** Reads small files in a thread of its own, in one trip each: five trips to Node's pool cost the main thread a fifth of all that a small file takes. */
export interface SmallFileReader {
  /**
   * All of a file of `sizeBytes`. null, or resolved with null: it has to be opened in the ordinary way, which also says what is wrong with it. Never rejects, and
   * never waits long: a drive that is slow or hangs is left to the pool, which has more threads.
   */
  read(path: string, sizeBytes: number): Promise<SmallFile | null> | null;
  close(): void;
}

/** The thread: Node's `Worker`, or a test's. */
export interface ReaderThread {
  postMessage(question: WorkerQuestion): void;
  on(event: 'message', listener: (answer: WorkerAnswer) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'online', listener: () => void): unknown;
  unref(): void;
  terminate(): unknown;
}

/** Whoever sends a few files has no use for one more thread. */
const worthAThread = 16;
/** Nobody else queues up behind a file that takes so long. */
const slowMs = 40;
/** Nobody waits longer than this for a thread that does not answer. */
const longestWaitMs = 250;
/** Without work for so long the thread gives its memory back. */
const restMs = 30_000;

interface Question {
  readonly askedAtMs: number;
  /** null: nobody waits for it any more. */
  resolve: ((file: SmallFile | null) => void) | null;
}

export interface SmallFileReaderOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly startThread?: () => ReaderThread;
}

export function createSmallFileReader(options: SmallFileReaderOptions): SmallFileReader {
  return new ReaderInThread(options);
}

class ReaderInThread implements SmallFileReader {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #startThread: () => ReaderThread;
  /** Without an answer yet, the oldest first. */
  readonly #open = new Map<number, Question>();
  #thread: ReaderThread | null = null;
  #state: 'resting' | 'starting' | 'ready' | 'over' = 'resting';
  #askedSinceRest = 0;
  #lastId = 0;
  #lastAskedAtMs = 0;
  #cancelLateTimer: (() => void) | null = null;
  #cancelRestTimer: (() => void) | null = null;

  constructor({ clock, log, startThread = startWorker }: SmallFileReaderOptions) {
    this.#clock = clock;
    this.#log = log;
    this.#startThread = startThread;
  }

  read(path: string, sizeBytes: number): Promise<SmallFile | null> | null {
    this.#askedSinceRest += 1;
    if (this.#state === 'resting' && this.#askedSinceRest > worthAThread) this.#start();
    const thread = this.#thread;
    if (this.#state !== 'ready' || thread === null) return null;
    const askedAtMs = this.#clock.monotonicNow();
    const [oldest] = this.#open.values();
    if (oldest !== undefined && askedAtMs - oldest.askedAtMs > slowMs) return null;
    this.#lastAskedAtMs = askedAtMs;
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#open.set(id, { askedAtMs, resolve });
      thread.postMessage({ id, path, sizeBytes });
      this.#watchForLate(longestWaitMs);
    });
  }

  close(): void {
    this.#state = 'over';
    this.#end();
  }

  #start(): void {
    let thread: ReaderThread;
    try {
      thread = this.#startThread();
    } catch (error) {
      // The system starts no more threads: the ordinary way is always there.
      this.#log.write('warn', 'the thread for small files did not start', { error });
      this.close();
      return;
    }
    this.#thread = thread;
    this.#state = 'starting';
    thread.on('online', () => {
      if (this.#thread === thread && this.#state === 'starting') this.#state = 'ready';
    });
    thread.on('message', ({ id, file }) => {
      const question = this.#open.get(id);
      this.#open.delete(id);
      question?.resolve?.(file === null ? null : smallFileOf(file));
    });
    // Whatever ended it would end the next one: the ordinary way is always there.
    thread.on('error', (error) => {
      this.#log.write('warn', 'the thread for small files ended', { error });
      if (this.#thread === thread) this.close();
    });
    thread.unref();
    this.#lastAskedAtMs = this.#clock.monotonicNow();
    this.#restWhenDone();
  }

  #giveUpOnLate(): void {
    this.#cancelLateTimer = null;
    const nowMs = this.#clock.monotonicNow();
    for (const question of this.#open.values()) {
      if (nowMs - question.askedAtMs < longestWaitMs) {
        this.#watchForLate(question.askedAtMs + longestWaitMs - nowMs);
        return;
      }
      question.resolve?.(null);
      question.resolve = null;
    }
  }

  #watchForLate(delayMs: number): void {
    this.#cancelLateTimer ??= this.#clock.setTimer(() => this.#giveUpOnLate(), delayMs);
  }

  #restWhenDone(): void {
    // One that hangs in a drive cannot be ended, and another one would only join it there.
    const leftMs = this.#open.size > 0 ? restMs : this.#lastAskedAtMs + restMs - this.#clock.monotonicNow();
    if (leftMs > 0) {
      this.#cancelRestTimer = this.#clock.setTimer(() => this.#restWhenDone(), leftMs);
      return;
    }
    this.#state = 'resting';
    this.#askedSinceRest = 0;
    this.#end();
  }

  #end(): void {
    this.#cancelLateTimer?.();
    this.#cancelLateTimer = null;
    this.#cancelRestTimer?.();
    this.#cancelRestTimer = null;
    for (const { resolve } of this.#open.values()) resolve?.(null);
    this.#open.clear();
    this.#thread?.terminate();
    this.#thread = null;
  }
}

function startWorker(): ReaderThread {
  // It holds no more than what it reads; with what Node gives by itself it would take as much memory as the engine.
  const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32, stackSizeMb: 1 };
  return new Worker(`(${readInWorker.toString()})()`, { eval: true, execArgv: [], name: 'small-files', resourceLimits });
}

function smallFileOf({ bytes, before, after }: NonNullable<WorkerAnswer['file']>): SmallFile {
  return {
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    before: fingerprintOfSeen(before),
    after: fingerprintOfSeen(after),
  };
}

function fingerprintOfSeen({ changedAtMs, ...seen }: SeenFile): Fingerprint {
  return changedAtMs > 0 ? { ...seen, changedAtMs } : seen;
}
