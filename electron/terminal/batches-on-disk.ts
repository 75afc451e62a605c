import type { BatchProgress } from '../../shared/progress.ts';
import { openQueueReader } from '../engine/storage/queue-reader.ts';

/** The batches as they are written down, whoever holds the queue. Throws what `openQueueReader` throws. */
export function batchesOnDisk(dataDirectory: string): readonly BatchProgress[] {
  const reader = openQueueReader(dataDirectory);
  try {
    return reader?.overview().batches ?? [];
  } finally {
    reader?.close();
  }
}
