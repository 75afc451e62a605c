import { basename } from 'node:path';
import type { BatchId, DestinationId } from '../../../shared/ids.ts';
import type { AddRequest } from '../engine.ts';
import type { Clock, Randomness } from '../ports.ts';
import type { BatchRecord } from './batch-record.ts';
import { emptySums } from './batch-record.ts';

export const defaultMaxAttempts = 8;

/** A batch of nothing yet, named after what was given. */
export function newBatch(request: AddRequest, destinationId: DestinationId, clock: Clock, randomness: Randomness): BatchRecord {
  const first = basename(request.paths[0] ?? '');
  const others = Math.max(0, request.paths.length - 1);
  return {
    batchId: randomness.uuid() as BatchId,
    name: others === 0 ? first : `${first} and ${others} more`,
    destinationId,
    conflict: request.conflict ?? null,
    verify: request.verify ?? false,
    maxAttempts: request.maxAttempts ?? defaultMaxAttempts,
    createdAt: clock.now(),
    watchId: null,
    watchedPath: null,
    isScanning: true,
    isCancelled: false,
    ignored: 0,
    refused: 0,
    settledAt: null,
    ...emptySums(),
  };
}
