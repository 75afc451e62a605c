import type { Buffer } from 'node:buffer';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock } from '../ports.ts';
import { fingerprintOf, sameFile } from './fingerprint.ts';
import type { Pace } from './pace.ts';
import { paced } from './paced.ts';
import { untilAborted } from './until-aborted.ts';
import type { Fingerprint, SourcePin, UploadSource } from './upload-source.ts';

/** After this long the file is looked at again before anybody is told that it is unchanged. */
const freshMs = 250;

export interface HeldSourceOptions {
  readonly path: string;
  /** All of the file, and what it was before and after it was read. */
  readonly bytes: Buffer;
  readonly fingerprint: Fingerprint;
  readonly clock: Clock;
  readonly pace: Pace;
  /** Of the attempt. */
  readonly signal: AbortSignal;
}

/** A small file that was read whole between two looks at which it was the pinned one: what is handed out cannot be a mixture. */
export class HeldSource implements UploadSource {
  readonly path: string;
  readonly fingerprint: Fingerprint;
  readonly #options: HeldSourceOptions;
  #lookedAtMs: number;

  constructor(options: HeldSourceOptions) {
    this.path = options.path;
    this.fingerprint = options.fingerprint;
    this.#options = options;
    this.#lookedAtMs = options.clock.monotonicNow();
  }

  pin(): SourcePin {
    return { fingerprint: this.fingerprint, readPrefix: null };
  }

  read(startByte: number, endByte: number, signal: AbortSignal): AsyncIterable<Buffer> {
    return paced(this.peek(startByte, endByte, signal), this.#options.pace, signal);
  }

  async *peek(startByte: number, endByte: number, signal: AbortSignal): AsyncGenerator<Buffer> {
    const { path, bytes } = this.#options;
    signal.throwIfAborted();
    if (startByte >= endByte) return;
    if (endByte > bytes.byteLength) {
      throw new UploadError('source-short', { details: { path, expectedBytes: endByte, actualBytes: bytes.byteLength } });
    }
    yield bytes.subarray(startByte, endByte);
  }

  async checkUnchanged(): Promise<void> {
    const { clock, path, signal } = this.#options;
    if (clock.monotonicNow() - this.#lookedAtMs < freshMs) return;
    const now = await untilAborted(fingerprintOf(path), signal);
    if (!sameFile(now, this.fingerprint)) {
      throw new UploadError('source-changed', { details: { path, expectedBytes: this.fingerprint.size, actualBytes: now.size } });
    }
    this.#lookedAtMs = clock.monotonicNow();
  }

  /** The file was closed as soon as it was read. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
