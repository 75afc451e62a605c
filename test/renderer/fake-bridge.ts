import type { Answer, Bridge, RequestArguments, RequestName, RequestValue } from '../../shared/contract.ts';
import type { ChangeBatch, FileProgress } from '../../shared/progress.ts';
import type { FakeQueue } from './fake-queue.ts';

type Handlers = { readonly [Name in RequestName]?: (args: RequestArguments<Name>) => RequestValue<Name> };

/** `window.gantry` without a host: gives out a fake queue's list, and sends its changes when it is told to. */
export class FakeBridge implements Bridge {
  readonly #queue: FakeQueue;
  #listener: ((changes: ChangeBatch) => void) | null = null;
  readonly #dirty = new Map<string, FileProgress>();
  #sequence = 0;
  #acknowledged = 0;

  constructor(queue: FakeQueue) {
    this.#queue = queue;
  }

  mark(files: readonly FileProgress[]): void {
    for (const file of files) this.#dirty.set(file.uploadId, file);
  }

  flush(): void {
    if (this.#listener === null || this.#acknowledged < this.#sequence) return;
    this.#sequence += 1;
    const changes: ChangeBatch = {
      sequence: this.#sequence,
      uploads: [...this.#dirty.values()],
      batches: this.#batches(),
      totals: this.#queue.totalsOf(),
      removedBatchIds: [],
      settingsRevision: 0,
      opensSettings: false,
    };
    this.#dirty.clear();
    // A copy, as it would be across the process border.
    this.#listener(structuredClone(changes));
  }

  async request<Name extends RequestName>(name: Name, args: RequestArguments<Name>): Promise<Answer<RequestValue<Name>>> {
    const handler = this.#handlers[name];
    return handler === undefined ? { ok: false, error: { code: 'internal', details: {} } } : { ok: true, value: handler(args) };
  }

  onChanges(listener: (changes: ChangeBatch) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = null;
    };
  }

  acknowledge(sequence: number): void {
    this.#acknowledged = sequence;
  }

  pathForFile(): string {
    return '';
  }

  readonly #handlers: Handlers = {
    getOverview: () => ({ sequence: this.#sequence, batches: this.#batches(), totals: this.#queue.totalsOf() }),
    listUploads: ({ fromPosition, limit }) => {
      const uploads = [...this.#queue.files.values()].filter((file) => file.position >= fromPosition).slice(0, limit);
      const last = uploads.at(-1);
      return { uploads, nextPosition: uploads.length < limit || last === undefined ? null : last.position + 1 };
    },
  };

  #batches() {
    return this.#queue.batches.map((batch) => this.#queue.progressOf(batch));
  }
}
