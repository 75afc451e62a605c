import type { ConflictChoice, FoundStamp, SourceStamp } from '../../../shared/conflict.ts';
import { decideConflict } from '../../../shared/decide-conflict.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import type { Queue } from '../queue/queue.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import type { NameState } from './find-taken-names.ts';

export function sourceStampOf({ fingerprint }: UploadRecord): SourceStamp {
  return { sizeBytes: fingerprint.size, modifiedAtMs: fingerprint.modifiedAtMs };
}

/** Writes down what is known of a file's name and what follows from it by its batch's policy. True: the file may begin. */
export function settleName(queue: Queue, record: UploadRecord, state: NameState): boolean {
  const wasSent = record.conflictState === 'sent';
  switch (state.kind) {
    case 'free':
      queue.change(record, { conflictState: null });
      return true;
    case 'unknown':
      // Nobody can say more than that it arrived there once.
      if (wasSent) return skipAsSent(queue, record, null);
      queue.change(record, { conflictState: null });
      return true;
    case 'twin':
      // To replace a file of another name would be nobody's intention.
      return settleChoice(queue, record, 'rename', state.found);
    case 'taken': {
      const { found } = state;
      if (wasSent && (found.sizeBytes ?? record.fingerprint.size) === record.fingerprint.size) return skipAsSent(queue, record, found);
      const policy: ConflictPolicy = queue.batchOf(record).conflict ?? 'rename';
      const choice = decideConflict(policy, sourceStampOf(record), found);
      if (choice !== null) return settleChoice(queue, record, choice, found);
      queue.change(record, { conflictState: 'asks', found });
      return false;
    }
  }
}

/** Writes down what becomes of a file whose name is taken. True: it may begin. */
export function settleChoice(queue: Queue, record: UploadRecord, choice: ConflictChoice, found: FoundStamp | null): boolean {
  const decided = { conflictState: null, targetConflict: choice, found };
  if (choice !== 'skip') {
    queue.change(record, decided);
    return record.status === 'queued';
  }
  queue.move(record, 'skipped', { ...decided, error: null, checkpoint: null, bytesConfirmed: record.fingerprint.size });
  return false;
}

function skipAsSent(queue: Queue, record: UploadRecord, found: FoundStamp | null): false {
  queue.move(record, 'skipped', {
    conflictState: null,
    found,
    error: { code: 'duplicate', details: { path: record.sourcePath, reason: 'sent before' } },
    bytesConfirmed: record.fingerprint.size,
  });
  return false;
}
