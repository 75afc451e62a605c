import type { Clock } from '../../ports.ts';
import { giveBack } from '../../source/chunk-pool.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import type { UploadSource } from '../../source/upload-source.ts';
import { sourceBody } from '../transport/source-body.ts';
import { AcknowledgedBytes } from './acknowledged-bytes.ts';
import type { RemoteHandle, SftpSession } from './sftp-session.ts';

export interface SendPartOptions {
  readonly session: SftpSession;
  readonly handle: RemoteHandle;
  readonly source: UploadSource;
  readonly startByte: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Absolute, of the file: what the server has, and the beginning of it that has no gap. Throwing ends the sending. */
  readonly onAcknowledged: (bytes: { readonly totalBytes: number; readonly contiguousBytes: number }) => void;
}

/**
 * Writes the source from `startByte` to its end with many requests on their way at once. Resolves when all of them are sent, with a promise for
 * their answers. Rejects with the first refusal, with what the source threw, or with the signal's reason.
 */
export async function sendPart(options: SendPartOptions): Promise<{ readonly answered: Promise<void> }> {
  const { session, handle, source, startByte, clock, signal, onAcknowledged } = options;
  const { window } = session;
  const acknowledged = new AcknowledgedBytes(startByte);
  const flight = new Flight();
  let offset = startByte;

  const write = (piece: Buffer, onAnswered: () => void): void => {
    const bytes = piece.byteLength;
    const acknowledge = acknowledged.expect(offset + bytes, bytes);
    const sentMs = clock.monotonicNow();
    flight.begin();
    session.write(handle, piece, offset).then(
      () => {
        window.leave(bytes, clock.monotonicNow() - sentMs);
        onAnswered();
        acknowledge();
        flight.finish(() => onAcknowledged(acknowledged));
      },
      (error: unknown) => {
        window.leave(bytes, null);
        flight.fail(error);
      },
    );
    offset += bytes;
  };

  for await (const chunk of sourceBody(source, startByte, source.fingerprint.size).chunks(signal)) {
    let isWritten = false;
    let waiting = 0;
    // What was answered is not looked at any more; what the library may still hold is never given back.
    const onAnswered = (): void => {
      waiting -= 1;
      if (isWritten && waiting === 0) giveBack(chunk);
    };
    for (let used = 0; used < chunk.byteLength; ) {
      const piece = chunk.subarray(used, used + window.pieceBytes);
      flight.throwIfFailed();
      const leave = window.enter(piece.byteLength);
      if (leave !== null) await entered(leave, piece.byteLength);
      waiting += 1;
      write(piece, onAnswered);
      used += piece.byteLength;
    }
    isWritten = true;
    if (waiting === 0) giveBack(chunk);
  }
  return { answered: untilAborted(flight.over(), signal) };

  async function entered(leave: Promise<void>, bytes: number): Promise<void> {
    try {
      await untilAborted(leave, signal);
    } catch (error) {
      // Its place comes later, and is given on.
      void leave.then(() => window.leave(bytes, null));
      throw error;
    }
  }
}

/** The requests on their way, and the first thing that went wrong with one. */
class Flight {
  #count = 0;
  #failure: { readonly error: unknown } | null = null;
  #onOver: (() => void) | null = null;

  begin(): void {
    this.#count += 1;
  }

  finish(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#failure ??= { error };
    }
    this.#end();
  }

  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#end();
  }

  throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }

  async over(): Promise<void> {
    if (this.#count > 0 && this.#failure === null) {
      await new Promise<void>((resolve) => {
        this.#onOver = resolve;
      });
    }
    this.throwIfFailed();
  }

  #end(): void {
    this.#count -= 1;
    if (this.#count === 0 || this.#failure !== null) this.#onOver?.();
  }
}
