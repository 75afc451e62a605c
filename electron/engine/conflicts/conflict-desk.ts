import type { ConflictDecision, ConflictPage } from '../../../shared/conflict.ts';
import type { Affected } from '../../../shared/contract.ts';
import { decideConflict } from '../../../shared/decide-conflict.ts';
import type { BatchId, DestinationId } from '../../../shared/ids.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import type { ConflictQuery } from '../engine.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { BatchRecord } from '../queue/batch-record.ts';
import { betweenSlices, filesPerSlice } from '../queue/between-slices.ts';
import type { Queue } from '../queue/queue.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import { ConflictList, unknownStamp } from './conflict-list.ts';
import { settleChoice, sourceStampOf } from './settle-conflict.ts';

export interface ConflictDeskOptions {
  readonly queue: Queue;
  readonly remember: (destinationId: DestinationId, policy: ConflictPolicy) => void;
  /** These are decided, on disk, and may begin. */
  readonly onReady: (records: readonly UploadRecord[]) => void;
}

export interface ConflictDesk {
  listConflicts(query: ConflictQuery): Promise<ConflictPage>;
  resolveConflicts(batchId: BatchId, decision: ConflictDecision): Promise<Affected>;
}

/** Where a person sees what is there already, and says what becomes of it. */
export function createConflictDesk({ queue, remember, onReady }: ConflictDeskOptions): ConflictDesk {
  const list = new ConflictList();

  function batchOf(batchId: BatchId): BatchRecord {
    const batch = queue.batches.get(batchId);
    if (batch === undefined) throw new UploadError('batch-unknown', { details: { reason: batchId } });
    return batch;
  }

  function askedOf(batchId: BatchId): readonly UploadRecord[] {
    return [...queue.live()].filter((record) => record.batchId === batchId && isAsked(record));
  }

  return {
    listConflicts: async ({ batchId, ...page }) => {
      batchOf(batchId);
      return await list.pageOf(askedOf(batchId), page);
    },
    resolveConflicts: async (batchId, { policy, exceptions = [], isRemembered = false }) => {
      const batch = batchOf(batchId);
      if (batch.conflicts.looking > 0) {
        throw new UploadError('not-possible-now', { details: { reason: 'Gantry still looks at what is there.' } });
      }
      if (isRemembered) remember(batch.destinationId, policy);
      const choices = new Map(exceptions.map(({ uploadId, choice }) => [uploadId, choice]));
      const asked = askedOf(batchId);
      let affected = 0;
      for (let start = 0; start < asked.length; start += filesPerSlice) {
        if (start > 0) await betweenSlices();
        const ready: UploadRecord[] = [];
        // In between any of them may have been cancelled, or its batch have left the list.
        for (const record of asked.slice(start, start + filesPerSlice).filter((one) => queue.batches.has(batchId) && isAsked(one))) {
          const found = record.found ?? unknownStamp;
          const choice = choices.get(record.uploadId) ?? decideConflict(policy, sourceStampOf(record), found);
          if (choice === null) continue;
          affected += 1;
          if (settleChoice(queue, record, choice, found)) ready.push(record);
        }
        queue.commit();
        onReady(ready);
      }
      return { affected };
    },
  };
}

/** A person is to say what becomes of it. */
function isAsked({ conflictState, status }: UploadRecord): boolean {
  return conflictState === 'asks' && (status === 'queued' || status === 'paused');
}
