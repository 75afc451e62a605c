import type { Refusal } from '../../shared/contract.ts';
import type { BatchId } from '../../shared/ids.ts';
import type { BatchProgress, ProgressEnvelope, Totals } from '../../shared/progress.ts';
import { batchHold } from '../../shared/text/batch-hold.ts';
import type { DisplayFacts } from './display.ts';
import { emptyTotals } from './empty-totals.ts';
import type { QueueAccess } from './queue-access.ts';

/** Asked at every look, with the batches of the list and the queue that has them: a batch may turn out to lean on another one. */
export type ChooseBatches = (
  batches: readonly BatchProgress[],
  queue: Pick<QueueAccess, 'ask'>,
) => Promise<readonly BatchId[]> | readonly BatchId[];

const pageSize = 1_000;

/** What a command knows of the batches that it follows: as it last looked, with the events since then. */
export class BatchWatch {
  readonly #queue: QueueAccess;
  readonly #choose: ChooseBatches;
  readonly #refusals = new Map<BatchId, number>();
  #batches: readonly BatchProgress[] = [];
  #totals: Totals = emptyTotals;
  #trueRefusals = 0;

  constructor(queue: QueueAccess, choose: ChooseBatches) {
    this.#queue = queue;
    this.#choose = choose;
  }

  get batches(): readonly BatchProgress[] {
    return this.#batches;
  }

  get totals(): Totals {
    return this.#totals;
  }

  /** What could not be added. What is in the queue already is not among it: it arrives by that, so it is no failure. */
  get trueRefusals(): number {
    return this.#trueRefusals;
  }

  readonly facts = (): DisplayFacts => {
    const [only] = this.#batches;
    return this.#batches.length === 1 && only !== undefined ? { ...only, ...batchHold(only, this.#totals) } : this.#totals;
  };

  /** Looks at the list again; answers what could not be added since the last time. Throws `UploadError`. */
  async look(): Promise<readonly Refusal[]> {
    const { batches, totals } = await this.#queue.ask('getOverview', {});
    const chosen = new Set(await this.#choose(batches, this.#queue));
    const settledBefore = this.#batches.filter(
      ({ batchId, settledAt }) => settledAt !== null && !batches.some((one) => one.batchId === batchId),
    );
    // What somebody took off the list meanwhile ended as it was last seen.
    this.#batches = [...settledBefore, ...batches.filter(({ batchId }) => chosen.has(batchId))];
    this.#totals = totals;
    const refusals: Refusal[] = [];
    for (const batch of this.#batches) refusals.push(...(await this.#newRefusals(batch)));
    this.#trueRefusals += refusals.filter(({ code }) => code !== 'duplicate').length;
    return refusals;
  }

  /** The batches as another source has them, where nobody answers any more. */
  replace(batches: readonly BatchProgress[]): void {
    this.#batches = batches;
  }

  note(event: ProgressEnvelope): void {
    if (event.action !== 'batch_progress') return;
    this.#batches = this.#batches.map((batch) => (batch.batchId === event.payload.batchId ? event.payload : batch));
  }

  has(batchId: BatchId): boolean {
    return this.#batches.some((batch) => batch.batchId === batchId);
  }

  /** Tells every file of the batches as it is now. */
  async tellAll(show: (event: ProgressEnvelope) => void, timestamp: string): Promise<void> {
    for (const { batchId } of this.#batches) {
      for (let fromPosition: number | null = 0; fromPosition !== null; ) {
        const page: Awaited<ReturnType<typeof this.page>> = await this.page(batchId, fromPosition);
        for (const payload of page.uploads) show({ action: 'file_progress', payload, timestamp });
        fromPosition = page.nextPosition;
      }
    }
  }

  page(batchId: BatchId, fromPosition: number) {
    return this.#queue.ask('listUploads', { batchId, fromPosition, limit: pageSize });
  }

  async #newRefusals({ batchId, refused }: BatchProgress): Promise<readonly Refusal[]> {
    const refusals: Refusal[] = [];
    const known = this.#refusals.get(batchId) ?? 0;
    for (let fromIndex: number | null = refused > known ? known : null; fromIndex !== null; ) {
      const page: { readonly refusals: readonly Refusal[]; readonly nextIndex: number | null } = await this.#queue.ask('listRefusals', {
        ...{ batchId, fromIndex, limit: pageSize },
      });
      refusals.push(...page.refusals);
      fromIndex = page.nextIndex;
    }
    this.#refusals.set(batchId, known + refusals.length);
    return refusals;
  }
}
