import { describe, expect, it } from 'vitest';
import type { SeenFile, WorkerAnswer, WorkerQuestion } from '../../../electron/engine/source/read-in-worker.ts';
import type { ReaderThread, SmallFile, SmallFileReader } from '../../../electron/engine/source/small-file-reader.ts';
import { createSmallFileReader } from '../../../electron/engine/source/small-file-reader.ts';
import type { FakeClock } from '../../fakes/fake-clock.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

const seen: SeenFile = { size: 3, modifiedAtMs: 1, changedAtMs: 2, inode: '7', device: '1' };
const events: string[] = [];
const quietLog = { write: () => undefined };

class FakeThread implements ReaderThread {
  readonly questions: WorkerQuestion[] = [];
  readonly #listeners = new Map<string, (value: never) => void>();
  isEnded = false;

  postMessage(question: WorkerQuestion): void {
    this.questions.push(question);
  }

  on(event: string, listener: (value: never) => void): void {
    this.#listeners.set(event, listener);
  }

  unref(): void {
    // It is nothing that would hold the process.
  }

  terminate(): void {
    this.isEnded = true;
  }

  tell(event: string, value: unknown = undefined): void {
    this.#listeners.get(event)?.(value as never);
  }

  answer(id: number, text: string | null): void {
    const bytes = text === null ? null : new Uint8Array(Buffer.from(text));
    const answer: WorkerAnswer = { id, file: bytes === null ? null : { bytes, before: seen, after: seen } };
    this.tell('message', answer);
  }
}

interface Scene {
  readonly reader: SmallFileReader;
  readonly clock: FakeClock;
  readonly threads: readonly FakeThread[];
}

function scene(): Scene {
  const clock = createFakeClock();
  const threads: FakeThread[] = [];
  events.length = 0;
  const startThread = (): FakeThread => {
    const thread = new FakeThread();
    threads.push(thread);
    return thread;
  };
  const log = { write: (_level: string, event: string) => void events.push(event) };
  return { reader: createSmallFileReader({ clock, log, startThread }), clock, threads };
}

/** As after the first files of a folder. */
function readyScene(): Scene & { readonly thread: FakeThread } {
  const made = scene();
  for (let number = 0; number < 17; number += 1) expect(made.reader.read('/early', 3)).toBeNull();
  const [thread] = made.threads;
  if (thread === undefined) throw new Error('no thread was started');
  thread.tell('online');
  return { ...made, thread };
}

const bytesOf = async (reading: Promise<SmallFile | null> | null): Promise<string | null> => (await reading)?.bytes.toString() ?? null;

describe('the reader of small files', () => {
  it('starts no thread for a few files, and waits for none that starts', () => {
    const { reader, threads } = scene();
    for (let number = 0; number < 16; number += 1) expect(reader.read('/a', 3)).toBeNull();
    expect(threads).toHaveLength(0);
    expect(reader.read('/a', 3)).toBeNull();
    expect(reader.read('/a', 3)).toBeNull();
    expect(threads).toHaveLength(1);
  });

  it('gives each asker its own file, in whatever order they come', async () => {
    const { reader, thread } = readyScene();
    const readings = [reader.read('/one', 3), reader.read('/two', 3), reader.read('/gone', 3)];
    expect(thread.questions.map(({ path, sizeBytes }) => `${path} ${sizeBytes}`)).toEqual(['/one 3', '/two 3', '/gone 3']);
    const [one, two, gone] = thread.questions.map(({ id }) => id);
    thread.answer(two ?? 0, 'two');
    thread.answer(gone ?? 0, null);
    thread.answer(one ?? 0, 'one');
    expect(await Promise.all(readings.map(bytesOf))).toEqual(['one', 'two', null]);
  });

  it('tells how the file was, without a change time that nobody knows', async () => {
    const { reader, thread } = readyScene();
    const reading = reader.read('/one', 3);
    thread.tell('message', {
      id: thread.questions[0]?.id,
      file: { bytes: new Uint8Array(3), before: { ...seen, changedAtMs: 0 }, after: seen },
    });
    const file = await reading;
    expect(file?.before).toEqual({ size: 3, modifiedAtMs: 1, inode: '7', device: '1' });
    expect(file?.after).toEqual(seen);
  });

  it('sends nobody to queue up behind a slow file', async () => {
    const { reader, clock, thread } = readyScene();
    const slow = reader.read('/slow', 3);
    await clock.advance(40);
    const inTime = reader.read('/behind', 3);
    expect(inTime).not.toBeNull();
    await clock.advance(1);
    expect(reader.read('/late', 3)).toBeNull();
    for (const { id } of thread.questions) thread.answer(id, 'abc');
    expect(await bytesOf(slow)).toBe('abc');
    expect(await bytesOf(inTime)).toBe('abc');
    expect(reader.read('/after', 3)).not.toBeNull();
  });

  it('gives up on a file that hangs, and asks for no other until that has come back', async () => {
    const { reader, clock, thread } = readyScene();
    const hanging = reader.read('/hangs', 3);
    await clock.advance(30);
    const behind = reader.read('/behind', 3);
    await clock.advance(220);
    expect(await bytesOf(hanging)).toBeNull();
    await clock.advance(30);
    expect(await bytesOf(behind)).toBeNull();
    expect(reader.read('/other', 3)).toBeNull();
    for (const { id } of thread.questions) thread.answer(id, 'abc');
    const after = reader.read('/after', 3);
    thread.answer(thread.questions.at(-1)?.id ?? 0, 'now');
    expect(await bytesOf(after)).toBe('now');
  });

  it('gives its memory back when there is nothing to do, and starts again with the next folder', async () => {
    const { reader, clock, threads, thread } = readyScene();
    void reader.read('/one', 3);
    thread.answer(thread.questions[0]?.id ?? 0, 'abc');
    await clock.advance(29_000);
    void reader.read('/two', 3);
    thread.answer(thread.questions[1]?.id ?? 0, 'abc');
    await clock.advance(29_000);
    expect(thread.isEnded).toBe(false);
    await clock.advance(2_000);
    expect(thread.isEnded).toBe(true);
    expect(clock.pendingTimers()).toBe(0);
    for (let number = 0; number < 17; number += 1) expect(reader.read('/next', 3)).toBeNull();
    expect(threads).toHaveLength(2);
  });

  it('neither ends nor replaces a thread that hangs', async () => {
    const { reader, clock, threads, thread } = readyScene();
    void reader.read('/hangs', 3);
    await clock.advance(120_000);
    for (let number = 0; number < 40; number += 1) expect(reader.read('/next', 3)).toBeNull();
    expect(thread.isEnded).toBe(false);
    expect(threads).toHaveLength(1);
  });

  it('leaves all to the ordinary way once a thread has failed', async () => {
    const { reader, clock, threads, thread } = readyScene();
    const reading = reader.read('/one', 3);
    thread.tell('error', new Error('out of memory'));
    expect(await bytesOf(reading)).toBeNull();
    expect(events).toEqual(['the thread for small files ended']);
    for (let number = 0; number < 40; number += 1) expect(reader.read('/next', 3)).toBeNull();
    expect(threads).toHaveLength(1);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('leaves all to the ordinary way where the system starts no more threads', () => {
    const failing = createSmallFileReader({
      clock: createFakeClock(),
      log: quietLog,
      startThread: () => {
        // As `new Worker` does at once when the system says EAGAIN.
        throw Object.assign(new Error('EAGAIN'), { code: 'ERR_WORKER_INIT_FAILED' });
      },
    });
    for (let number = 0; number < 40; number += 1) expect(failing.read('/a', 3)).toBeNull();
    failing.close();
  });

  it('ends with the engine, and nobody waits for it', async () => {
    const { reader, clock, thread } = readyScene();
    const reading = reader.read('/one', 3);
    reader.close();
    expect(await bytesOf(reading)).toBeNull();
    expect(thread.isEnded).toBe(true);
    expect(clock.pendingTimers()).toBe(0);
    expect(reader.read('/two', 3)).toBeNull();
  });
});
