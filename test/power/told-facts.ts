import type { BatchId, UploadId } from '../../shared/ids.ts';
import type { BatchProgress, FileProgress, ProgressEnvelope } from '../../shared/progress.ts';
import type { ToldLine } from './told-lines.ts';

/** What Gantry's people knew when the power went. */
export interface ToldFacts {
  readonly destinations: ReadonlySet<string>;
  /** The last that was said of each file and batch. */
  readonly files: ReadonlyMap<UploadId, FileProgress>;
  readonly batches: ReadonlyMap<BatchId, BatchProgress>;
  /** So many files of a batch were said to be cancelled. */
  readonly cancelled: ReadonlyMap<string, number>;
}

/** Reads what the terminal host printed before the cut; a program that was recorded as `cancel BATCH_ID` cancelled that batch. */
export function toldFactsAt(lines: readonly ToldLine[], cut: number): ToldFacts {
  const facts = {
    destinations: new Set<string>(),
    files: new Map<UploadId, FileProgress>(),
    batches: new Map<BatchId, BatchProgress>(),
    cancelled: new Map<string, number>(),
  };
  for (const { index, program, text } of lines) {
    if (index >= cut) break;
    const [, added] = /^Added (.+)\.$/.exec(text) ?? [];
    if (added !== undefined) facts.destinations.add(added);
    const [, cancelled] = /^Cancelled (\d+) files?\.$/.exec(text) ?? [];
    if (cancelled !== undefined) facts.cancelled.set(program.replace('cancel ', ''), Number(cancelled));
    if (!text.startsWith('{')) continue;
    const event = JSON.parse(text) as ProgressEnvelope;
    if (event.action === 'file_progress') facts.files.set(event.payload.uploadId, event.payload);
    else facts.batches.set(event.payload.batchId, event.payload);
  }
  return facts;
}

/** How many single things were told. */
export function countFacts({ destinations, files, batches, cancelled }: ToldFacts): number {
  return destinations.size + files.size + batches.size + cancelled.size;
}
