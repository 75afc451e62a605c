import type { UploadId } from '../../shared/ids.ts';
import { UploadError } from './errors/upload-error.ts';
import type { Clock } from './ports.ts';
import type { Protocol } from './protocols/protocol.ts';
import type { Queue } from './queue/queue.ts';

/** A person waits for it. */
const patienceMs = 15_000;

export interface LinkOfUploadParts {
  readonly queue: Pick<Queue, 'get'>;
  readonly protocolFor: (destinationId: NonNullable<ReturnType<Queue['get']>>['destinationId']) => Protocol;
  readonly clock: Clock;
}

/**
 * A link to hand on for a file that arrived; null where its destination has none. Only http(s). Throws `upload-unknown`, what the destination says, and
 * `timed-out` where it says nothing.
 */
export async function linkOfUpload({ queue, protocolFor, clock }: LinkOfUploadParts, uploadId: UploadId): Promise<string | null> {
  const record = queue.get(uploadId);
  if (record === null) throw new UploadError('upload-unknown', { details: { reason: uploadId } });
  const hasArrived = record.status === 'completed' || record.status === 'skipped';
  if (!hasArrived || record.location === null) return null;
  const protocol = protocolFor(record.destinationId);
  if (protocol.linkTo === undefined) return null;
  const late = new AbortController();
  const cancelTimer = clock.setTimer(() => late.abort(new UploadError('timed-out')), patienceMs);
  try {
    const link = await protocol.linkTo(record.location, late.signal);
    return link !== null && /^https?:\/\//i.test(link) ? link : null;
  } finally {
    cancelTimer();
  }
}
