import type { Refusal } from '../../../shared/contract.ts';
import type { PlainError } from '../../../shared/error-codes.ts';
import type { BatchProgress } from '../../../shared/progress.ts';
import { errorWords } from '../../../shared/text/error-words.ts';
import type { BatchFacts } from './mcp-schemas.ts';

/** A batch as programs are told of it. */
export function batchFactsOf(batch: BatchProgress): BatchFacts {
  return {
    batchId: batch.batchId,
    name: batch.name,
    destination: batch.destinationName,
    status: batch.status,
    files: {
      total: batch.total,
      arrived: batch.successful,
      skipped: batch.skipped,
      failed: batch.failed,
      cancelled: batch.cancelled,
      underWay: batch.active,
      waiting: batch.waiting,
      queued: batch.queued,
      paused: batch.paused,
    },
    notAdded: batch.refused,
    isScanning: batch.isScanning,
    progressPercentage: batch.progressPercentage,
    bytesTotal: batch.bytesTotal,
    bytesConfirmed: batch.bytesConfirmed,
    bytesPerSecond: batch.speedBytesPerSecond,
    secondsLeft: batch.secondsLeft,
    createdAt: new Date(batch.createdAt).toISOString(),
    settledAt: batch.settledAt === null ? null : new Date(batch.settledAt).toISOString(),
  };
}

/** An error in words, never with anything else of it. */
export function problemOf(error: PlainError): { readonly what: string; readonly whatToDo: string } {
  const { title, remedy } = errorWords(error);
  return { what: title, whatToDo: remedy };
}

export function notAddedOf({ path, ...error }: Refusal): { readonly path: string; readonly what: string; readonly whatToDo: string } {
  return { path, ...problemOf(error) };
}
