import type { ConflictDecision, ConflictNode, ConflictPage, DecidingPolicy, PolicyEffects } from '../../../shared/conflict.ts';
import { decidingPolicies } from '../../../shared/conflict.ts';
import type { Affected } from '../../../shared/contract.ts';
import { decideConflict } from '../../../shared/decide-conflict.ts';
import type { BatchId, DestinationId } from '../../../shared/ids.ts';
import { compareNames } from '../../../shared/text/compare-names.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import type { ConflictQuery } from '../engine.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { BatchRecord } from '../queue/batch-record.ts';
import { betweenSlices, filesPerSlice } from '../queue/between-slices.ts';
import type { Queue } from '../queue/queue.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import { settleChoice, sourceStampOf } from './settle-conflict.ts';

export interface ConflictDeskOptions {
  readonly queue: Queue;
  readonly remember: (destinationId: DestinationId, policy: ConflictPolicy) => void;
  /** These are decided, on disk, and may begin. */
  readonly onReady: (records: readonly UploadRecord[]) => void;
}

export interface ConflictDesk {
  listConflicts(query: ConflictQuery): ConflictPage;
  resolveConflicts(batchId: BatchId, decision: ConflictDecision): Promise<Affected>;
}

const unknownStamp = { sizeBytes: null, modifiedAtMs: null };

/** Where a person sees what is there already, and says what becomes of it. */
export function createConflictDesk({ queue, remember, onReady }: ConflictDeskOptions): ConflictDesk {
  function batchOf(batchId: BatchId): BatchRecord {
    const batch = queue.batches.get(batchId);
    if (batch === undefined) throw new UploadError('batch-unknown', { details: { reason: batchId } });
    return batch;
  }

  function askedOf(batchId: BatchId): readonly UploadRecord[] {
    return [...queue.live()].filter((record) => record.batchId === batchId && isAsked(record));
  }

  return {
    listConflicts: ({ batchId, folder, fromIndex, limit }) => {
      batchOf(batchId);
      const asked = askedOf(batchId);
      const nodes = nodesOf(asked, folder);
      const end = fromIndex + limit;
      return {
        nodes: nodes.slice(fromIndex, end),
        nextIndex: end < nodes.length ? end : null,
        entries: nodes.length,
        effects: effectsOf(asked),
      };
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

function effectsOf(asked: readonly UploadRecord[]): Record<DecidingPolicy, PolicyEffects> {
  const effects = {} as Record<DecidingPolicy, PolicyEffects>;
  for (const policy of decidingPolicies) {
    const counts = { overwrite: 0, skip: 0, rename: 0 };
    const bytes = { overwrite: 0, skip: 0, rename: 0 };
    for (const record of asked) {
      const source = sourceStampOf(record);
      const choice = decideConflict(policy, source, record.found ?? unknownStamp);
      if (choice === null) continue;
      counts[choice] += 1;
      bytes[choice] += source.sizeBytes;
    }
    effects[policy] = { ...counts, bytes };
  }
  return effects;
}

/** The entries of one folder: its folders with how many files are below them, then its files, each by name. */
function nodesOf(asked: readonly UploadRecord[], folder: string): readonly ConflictNode[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const folders = new Map<string, number>();
  const files: Extract<ConflictNode, { kind: 'file' }>[] = [];
  for (const record of asked) {
    if (!record.relativePath.startsWith(prefix)) continue;
    const rest = record.relativePath.slice(prefix.length);
    const end = rest.indexOf('/');
    if (end >= 0) folders.set(rest.slice(0, end), (folders.get(rest.slice(0, end)) ?? 0) + 1);
    else {
      const found = record.found ?? unknownStamp;
      files.push({ kind: 'file', name: rest, uploadId: record.uploadId, source: sourceStampOf(record), found });
    }
  }
  const byName = (one: { readonly name: string }, other: { readonly name: string }): number => compareNames(one.name, other.name);
  return [
    ...[...folders].map(([name, count]): ConflictNode => ({ kind: 'folder', name, path: `${prefix}${name}`, files: count })).sort(byName),
    ...files.sort(byName),
  ];
}
