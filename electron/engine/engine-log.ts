import type { PlainError } from '../../shared/error-codes.ts';
import type { BatchId, DestinationId, UploadId } from '../../shared/ids.ts';
import type { WaitReason } from '../../shared/upload.ts';
import type { UploadError } from './errors/upload-error.ts';
import type { Log } from './ports.ts';

export interface StartFacts {
  readonly startsTransfers: boolean;
  readonly concurrency: number;
  readonly stallTimeoutMs: number;
  readonly batches: number;
  readonly unfinishedFiles: number;
  /** Where an unreadable queue was set aside. */
  readonly setAsidePath: string | null;
}

interface HoldFacts {
  readonly reason: WaitReason;
  readonly error: PlainError | null;
  readonly retryAt: number | null;
}

/** What somebody who helps later must find in the log. Nothing here is written for a file that simply arrives. */
export interface EngineLog {
  started(facts: StartFacts): void;
  stopped(): void;
  /** `hold`: null once files go there again. Says only what is news: a destination is looked at many times while it is gone. */
  destinationChanged(destinationId: DestinationId, hold: HoldFacts | null): void;
  /** The disk under the queue; null when it takes writes again. */
  queueTrouble(trouble: PlainError | null): void;
  uploadFailed(upload: { readonly uploadId: UploadId; readonly batchId: BatchId; readonly attempt: number }, error: UploadError): void;
}

export function createEngineLog(log: Log): EngineLog {
  const heldFor = new Map<DestinationId, string>();
  return {
    started: ({ setAsidePath, ...facts }) => {
      log.write('info', 'engine-started', facts);
      if (setAsidePath !== null) log.write('warn', 'queue-set-aside', { path: setAsidePath });
    },
    stopped: () => log.write('info', 'engine-stopped'),
    destinationChanged: (destinationId, hold) => {
      const news = hold === null ? undefined : `${hold.reason} ${hold.error?.code}`;
      if (heldFor.get(destinationId) === news) return;
      if (hold === null || news === undefined) {
        heldFor.delete(destinationId);
        log.write('info', 'destination-released', { destinationId });
      } else {
        heldFor.set(destinationId, news);
        const { reason, error, retryAt } = hold;
        log.write('info', 'destination-held', { destinationId, reason, error, retryAt });
      }
    },
    queueTrouble: (trouble) => {
      if (trouble === null) log.write('info', 'queue-writable-again');
      else log.write('error', 'queue-not-writable', { error: trouble });
    },
    uploadFailed: ({ uploadId, batchId, attempt }, error) => {
      log.write('warn', 'upload-failed', { uploadId, batchId, attempt, error: error.toPlain(), cause: systemCodeOf(error.cause) });
    },
  };
}

/** The code that the system or a library gave, such as `ECONNRESET`. */
function systemCodeOf(cause: unknown): string | null {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? code : null;
}
