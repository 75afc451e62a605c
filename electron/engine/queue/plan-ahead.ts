import type { DestinationId } from '../../../shared/ids.ts';
import type { Checkpoint } from '../protocols/protocol.ts';
import type { ArrivedNames } from './arrived-names.ts';
import { mayBegin } from './may-begin.ts';
import type { PositionHeap } from './position-heap.ts';
import type { Queue } from './queue.ts';
import type { UploadRecord } from './upload-record.ts';

/** So many files that come next have written down what they will begin with; after a crash each of them is looked for at its destination. */
const plannedFiles = 48;
/** After so many that began it is written down for as many again. */
const filesBetweenPlans = 32;

export interface PlanAheadOptions {
  readonly queue: Queue;
  readonly arrived: Pick<ArrivedNames, 'lookAhead'>;
  /** What a file will begin with, null where that is not known before its turn. */
  readonly planOf: (record: UploadRecord) => Checkpoint | null;
}

/** Has the files of one line plan ahead, so that a small file need not wait for a trip to the disk, or look into the database, on its own. */
export class PlanAhead {
  readonly #destinationId: DestinationId;
  readonly #files: PositionHeap<UploadRecord>;
  readonly #options: PlanAheadOptions;
  #beganSince = filesBetweenPlans;

  constructor(destinationId: DestinationId, files: PositionHeap<UploadRecord>, options: PlanAheadOptions) {
    this.#destinationId = destinationId;
    this.#files = files;
    this.#options = options;
  }

  /** One more of them begins. */
  noteBegun(): void {
    this.#beganSince += 1;
    if (this.#beganSince < filesBetweenPlans) return;
    this.#beganSince = 0;
    const { queue, arrived, planOf } = this.#options;
    const next = this.#files.first(plannedFiles).filter(mayBegin);
    arrived.lookAhead(this.#destinationId, next);
    for (const record of next) {
      if (record.checkpoint !== null) continue;
      const checkpoint = planOf(record);
      if (checkpoint !== null) queue.plan(record, checkpoint);
    }
  }
}
