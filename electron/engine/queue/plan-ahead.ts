import type { Checkpoint } from '../protocols/protocol.ts';
import { mayBegin } from './may-begin.ts';
import type { PositionHeap } from './position-heap.ts';
import type { Queue } from './queue.ts';
import type { UploadRecord } from './upload-record.ts';

/** So many files that come next have written down what they will begin with; after a crash each of them is looked for at its destination. */
const plannedFiles = 24;
/** After so many that began it is written down for as many again. */
const filesBetweenPlans = 16;

/** Has the files of one line plan ahead, so that a small file need not wait for a trip to the disk of its own. */
export class PlanAhead {
  readonly #files: PositionHeap<UploadRecord>;
  readonly #queue: Queue;
  readonly #planOf: (record: UploadRecord) => Checkpoint | null;
  #beganSince = filesBetweenPlans;

  /** `planOf`: what a file will begin with, null where that is not known before. */
  constructor(files: PositionHeap<UploadRecord>, queue: Queue, planOf: (record: UploadRecord) => Checkpoint | null) {
    this.#files = files;
    this.#queue = queue;
    this.#planOf = planOf;
  }

  /** One more of them begins. */
  noteBegun(): void {
    this.#beganSince += 1;
    if (this.#beganSince < filesBetweenPlans) return;
    this.#beganSince = 0;
    for (const record of this.#files.first(plannedFiles)) {
      if (!mayBegin(record) || record.checkpoint !== null) continue;
      const checkpoint = this.#planOf(record);
      if (checkpoint !== null) this.#queue.plan(record, checkpoint);
    }
  }
}
