import type { UploadId } from '../../../shared/ids.ts';
import type { DestinationRegistry } from '../destinations/destination-registry.ts';
import type { Clock } from '../ports.ts';
import type { Scheduler } from './scheduler.ts';
import type { UploadRecord } from './upload-record.ts';

const lookEveryMs = 250;
/** What can be left anywhere is given so long to come to a better place by itself. */
const patienceMs = 3_000;
/** A file of which one part rests is not held by another one that has shown no life for so long: more than any server is given for its answer. */
const longestSilenceMs = 150_000;

export interface DrainOptions {
  readonly clock: Clock;
  readonly scheduler: Pick<Scheduler, 'running' | 'stop' | 'letBegin'>;
  readonly destinations: Pick<DestinationRegistry, 'protocolFor'>;
}

/**
 * Brings what is on its way to a place where it can be left without sending anything twice: nothing new begins, a part that was begun is sent to its end, and
 * a file that cannot be gone on with is sent whole. Can be called off at any time, and then everything goes on where it is.
 */
export class Drain {
  readonly #options: DrainOptions;
  readonly #resting = new Map<UploadId, (() => void)[]>();
  /** Were told to stop and have not ended yet. */
  readonly #stopping = new Set<UploadId>();
  #waiting: ((isDone: boolean) => void)[] = [];
  #isOn = false;
  #beganAtMs = 0;
  #cancelLook: (() => void) | null = null;

  constructor(options: DrainOptions) {
    this.#options = options;
  }

  /** Resolves with true when nothing is on its way, and with false when it was called off or the engine was closed. */
  begin(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (!this.#isOn) {
        this.#isOn = true;
        this.#beganAtMs = this.#options.clock.monotonicNow();
        this.#options.scheduler.letBegin(false);
      }
      this.look();
    });
  }

  /** Everything goes on, and new files begin again; also after a drain that was done. */
  callOff(): void {
    if (!this.#isOn) return;
    this.#isOn = false;
    this.#tell(false);
    for (const uploadId of [...this.#resting.keys()]) this.#wake(uploadId);
    this.#options.scheduler.letBegin(true);
  }

  /** A file has written down how far it is: while this drains it rests there, until it is stopped or may go on. */
  async rest(record: UploadRecord): Promise<void> {
    if (!this.#isOn) return;
    const resting = this.#keepsBrokenRequests(record)
      ? null
      : new Promise<void>((resolve) => this.#resting.set(record.uploadId, [...(this.#resting.get(record.uploadId) ?? []), resolve]));
    this.#lookAt(record);
    await resting;
  }

  /** Looks who can be stopped, and whether that was the last one. */
  look(): void {
    this.#cancelLook?.();
    this.#cancelLook = null;
    if (!this.#isOn) return;
    const running = [...this.#options.scheduler.running()];
    for (const record of running) this.#lookAt(record);
    if (running.length === 0) this.#tell(true);
    else this.#cancelLook = this.#options.clock.setTimer(() => this.look(), lookEveryMs);
  }

  close(): void {
    this.#isOn = false;
    this.#tell(false);
    for (const uploadId of [...this.#resting.keys()]) this.#wake(uploadId);
  }

  #lookAt(record: UploadRecord): void {
    if (!this.#mayStop(record)) return;
    const { uploadId } = record;
    // Once for each run: its end is one look, however often it was looked at until then.
    if (!this.#stopping.has(uploadId)) {
      this.#stopping.add(uploadId);
      void this.#options.scheduler.stop(uploadId).then(() => {
        this.#stopping.delete(uploadId);
        this.look();
      });
    }
    // It was told to stop: what it does next ends it.
    this.#wake(uploadId);
  }

  #mayStop(record: UploadRecord): boolean {
    const { clock } = this.#options;
    // Not one byte of it is on its way: it is being looked at, or waits for its next try.
    if (record.status === 'checking') return true;
    const isQuiet = record.bytesSent <= record.bytesConfirmed;
    if (this.#keepsBrokenRequests(record)) return isQuiet || clock.monotonicNow() - this.#beganAtMs >= patienceMs;
    if (!this.#resting.has(record.uploadId)) return false;
    return isQuiet || clock.now() - (record.lastByteAt ?? 0) >= longestSilenceMs;
  }

  #keepsBrokenRequests({ destinationId }: UploadRecord): boolean {
    return this.#options.destinations.protocolFor(destinationId).keepsBrokenRequests ?? false;
  }

  #wake(uploadId: UploadId): void {
    const resting = this.#resting.get(uploadId) ?? [];
    this.#resting.delete(uploadId);
    for (const resolve of resting) resolve();
  }

  #tell(isDone: boolean): void {
    this.#cancelLook?.();
    this.#cancelLook = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(isDone);
  }
}
