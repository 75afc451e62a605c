import type { Clock } from '../../ports.ts';
import { SftpRefusal } from './sftp-refusal.ts';
import type { RemoteHandle, SftpSession } from './sftp-session.ts';

/** As much is kept as a mark at most; also what an attempt after a crash has to read back. */
const markBytes = 32 * 1024 * 1024;
/** Nobody is to lose more than this of a slow line's work. */
const markMs = 2_000;

export interface PartProgressOptions {
  readonly session: SftpSession;
  readonly handle: RemoteHandle;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly startByte: number;
  /** Resolves when it is written down that the server has these bytes for certain. */
  readonly onMark: (trustedBytes: number, confirmedBytes: number) => Promise<void>;
}

/**
 * Writes down how far a file is, beside the sending: one mark at a time. Where the server can bring a file to its disk, only what was brought there
 * counts as certain.
 */
export class PartProgress {
  readonly #options: PartProgressOptions;
  #markedBytes: number;
  #markedAtMs: number;
  #marking: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;

  constructor(options: PartProgressOptions) {
    this.#options = options;
    this.#markedBytes = options.startByte;
    this.#markedAtMs = options.clock.monotonicNow();
  }

  /** Throws what went wrong with a mark. */
  note(contiguousBytes: number): void {
    if (this.#failure !== null) throw this.#failure.error;
    if (this.#marking !== null || contiguousBytes === this.#markedBytes) return;
    const isDue = contiguousBytes - this.#markedBytes >= markBytes || this.#options.clock.monotonicNow() - this.#markedAtMs >= markMs;
    if (isDue) this.#marking = this.#mark(contiguousBytes);
  }

  /** Resolves when no mark is being written any more; throws what went wrong with one. */
  async settle(): Promise<void> {
    await this.#marking;
    if (this.#failure !== null) throw this.#failure.error;
  }

  async #mark(bytes: number): Promise<void> {
    const { session, handle, signal, clock, onMark } = this.#options;
    try {
      await syncIfOffered(session, handle, signal);
      await onMark(bytes, bytes);
      this.#markedBytes = bytes;
      this.#markedAtMs = clock.monotonicNow();
    } catch (error) {
      this.#failure = { error };
    } finally {
      this.#marking = null;
    }
  }
}

/** Brings what was written to the server's disk; a server that does not offer that is not asked to promise it. */
export async function syncIfOffered(session: SftpSession, handle: RemoteHandle, signal: AbortSignal): Promise<void> {
  try {
    await session.sync(handle, signal);
  } catch (error) {
    if (!(error instanceof SftpRefusal)) throw error;
    // A refusal of what is offered is the disk's own error.
    if (error.status !== 8) throw error;
  }
}
