import type { Buffer } from 'node:buffer';
import type { ClientRequest } from 'node:http';
import { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import { giveBack } from '../../source/chunk-pool.ts';
import type { HttpBody } from './http-request.ts';
import type { Watched } from './stall-watch.ts';

const smallestPieceBytes = 16 * 1024;
const firstPieceBytes = 64 * 1024;
const largestPieceBytes = 1024 * 1024;
/** Pieces shrink and grow so that the network takes each in about this time: progress stays smooth, and slow is not taken for silent. */
const briefMs = 20;
const longMs = 100;

export interface BodyWriterParts {
  readonly request: ClientRequest;
  readonly body: HttpBody;
  readonly clock: Clock;
  readonly watched: Watched;
  /** Milliseconds of silence allowed once so many bytes were taken. */
  readonly silenceMs: (bytesTaken: number) => number;
  /** Stops the source when the exchange is over. */
  readonly signal: AbortSignal;
  readonly onBytesSent: (bytesSent: number) => void;
}

/**
 * Sends a body with back-pressure: one piece at a time, counted when the socket took it. Resolves when all of it is out.
 * Rejects with what the source threw, `source-short` when there were fewer bytes than promised, and the signal's reason.
 */
export async function writeBody(parts: BodyWriterParts): Promise<void> {
  const { request, body, clock, watched, signal } = parts;
  let bytesTaken = 0;
  let pieceBytes = firstPieceBytes;
  // While the source is read the network is not to blame for silence.
  watched.hold();
  for await (const chunk of body.chunks(signal)) {
    watched.touch();
    if (bytesTaken + chunk.byteLength > body.length) throw new UploadError('internal', { details: { reason: 'body-too-long' } });
    for (let offset = 0; offset < chunk.byteLength; ) {
      const piece = offset === 0 && chunk.byteLength <= pieceBytes ? chunk : chunk.subarray(offset, offset + pieceBytes);
      const startedMs = clock.monotonicNow();
      await written(request, piece, signal);
      offset += piece.byteLength;
      bytesTaken += piece.byteLength;
      watched.allow(parts.silenceMs(bytesTaken));
      parts.onBytesSent(bytesTaken);
      const tookMs = clock.monotonicNow() - startedMs;
      if (tookMs > longMs) pieceBytes = Math.max(smallestPieceBytes, pieceBytes / 2);
      else if (tookMs < briefMs && piece.byteLength === pieceBytes) pieceBytes = Math.min(largestPieceBytes, pieceBytes * 2);
    }
    giveBack(chunk);
    watched.hold();
  }
  if (bytesTaken < body.length) {
    throw new UploadError('source-short', { details: { expectedBytes: body.length, actualBytes: bytesTaken } });
  }
  watched.touch();
  request.end();
}

/** Resolves when the socket took the piece; a request that fails meanwhile is reported by its own events. */
function written(request: ClientRequest, piece: Buffer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    request.write(piece, (error) => {
      // The end of the exchange aborts the signal, which says more than this error.
      if (error) return;
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
  });
}
