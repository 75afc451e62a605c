import type { Clock } from '../../ports.ts';
import { SftpRefusal, sftpStatus } from './sftp-refusal.ts';
import type { RemoteHandle, SftpSession } from './sftp-session.ts';

/** A mark is kept after so much, or so long. */
const markBytes = 32 * 1024 * 1024;
const markMs = 2_000;
/** Bringing it to the disk holds everything else up there, so it is done less often: what lies between is read back by an attempt after a cut. */
const syncBytes = 128 * 1024 * 1024;
const syncMs = 20_000;

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
  /** null: not known yet. */
  #canSync: boolean | null = null;
  #syncedBytes = 0;
  #syncedAtMs = 0;
  #marking: Promise<void> | null = null;
  #hasEnded = false;
  #failure: { readonly error: unknown } | null = null;

  constructor(options: PartProgressOptions) {
    this.#options = options;
    this.#markedBytes = options.startByte;
    this.#markedAtMs = options.clock.monotonicNow();
  }

  /** Throws what went wrong with a mark. */
  note(contiguousBytes: number): void {
    if (this.#failure !== null) throw this.#failure.error;
    if (this.#hasEnded || this.#marking !== null || contiguousBytes === this.#markedBytes) return;
    const isDue = contiguousBytes - this.#markedBytes >= markBytes || this.#options.clock.monotonicNow() - this.#markedAtMs >= markMs;
    if (isDue) this.#marking = this.#mark(contiguousBytes);
  }

  /** No mark begins from here on. */
  end(): void {
    this.#hasEnded = true;
  }

  /** Resolves when no mark is being written any more; throws what went wrong with one. */
  async settle(): Promise<void> {
    await this.#marking;
    if (this.#failure !== null) throw this.#failure.error;
  }

  async #mark(bytes: number): Promise<void> {
    const { clock, onMark } = this.#options;
    try {
      await this.#syncNowAndThen(bytes);
      await onMark(this.#canSync === true ? this.#syncedBytes : bytes, bytes);
      this.#markedBytes = bytes;
      this.#markedAtMs = clock.monotonicNow();
    } catch (error) {
      this.#failure = { error };
    } finally {
      this.#marking = null;
    }
  }

  async #syncNowAndThen(bytes: number): Promise<void> {
    const { session, handle, signal, clock } = this.#options;
    const isDue = bytes - this.#syncedBytes >= syncBytes || clock.monotonicNow() - this.#syncedAtMs >= syncMs;
    if (this.#canSync === false || (this.#canSync === true && !isDue)) return;
    this.#canSync = await syncIfOffered(session, handle, signal);
    this.#syncedBytes = bytes;
    this.#syncedAtMs = clock.monotonicNow();
  }
}

/** Brings what was written to the server's disk; a server that does not offer that is not asked to promise it, and the answer is false. */
export async function syncIfOffered(session: SftpSession, handle: RemoteHandle, signal: AbortSignal): Promise<boolean> {
  try {
    await session.sync(handle, signal);
    return true;
  } catch (error) {
    if (!(error instanceof SftpRefusal)) throw error;
    // A refusal of what is offered is the disk's own error.
    if (error.status !== sftpStatus.unsupported) throw error;
    return false;
  }
}
