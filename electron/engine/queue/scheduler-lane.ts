import type { DestinationId } from '../../../shared/ids.ts';
import type { Checkpoint } from '../protocols/protocol.ts';
import { PlanAhead } from './plan-ahead.ts';
import { PositionHeap } from './position-heap.ts';
import type { Queue } from './queue.ts';
import type { UploadRecord } from './upload-record.ts';

/** One destination's files that wait for a slot. */
export interface SchedulerLane {
  readonly destinationId: DestinationId;
  readonly files: PositionHeap<UploadRecord>;
  readonly planAhead: PlanAhead;
  active: number;
}

/** `planOf`: see `PlanAhead`. */
export function createSchedulerLane(
  destinationId: DestinationId,
  queue: Queue,
  planOf: (record: UploadRecord) => Checkpoint | null,
): SchedulerLane {
  const files = new PositionHeap<UploadRecord>();
  return { destinationId, files, planAhead: new PlanAhead(files, queue, planOf), active: 0 };
}
