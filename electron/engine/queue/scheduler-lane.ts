import type { DestinationId } from '../../../shared/ids.ts';
import type { PlanAheadOptions } from './plan-ahead.ts';
import { PlanAhead } from './plan-ahead.ts';
import { PositionHeap } from './position-heap.ts';
import type { UploadRecord } from './upload-record.ts';

/** One destination's files that wait for a slot. */
export interface SchedulerLane {
  readonly destinationId: DestinationId;
  readonly files: PositionHeap<UploadRecord>;
  readonly planAhead: PlanAhead;
  active: number;
}

export function createSchedulerLane(destinationId: DestinationId, options: PlanAheadOptions): SchedulerLane {
  const files = new PositionHeap<UploadRecord>();
  return { destinationId, files, planAhead: new PlanAhead(destinationId, files, options), active: 0 };
}
