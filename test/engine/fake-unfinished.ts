import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { UnfinishedUpload, UnfinishedUploads } from '../../electron/engine/protocols/protocol.ts';

/** What a destination keeps of uploads that never ended, and what it was asked to remove. */
export interface FakeUnfinished extends UnfinishedUploads {
  readonly kept: Map<string, UnfinishedUpload>;
  readonly removed: string[];
  /** Before a removal is carried out; throws what the server says. */
  onRemove: (id: string, signal: AbortSignal) => Promise<void>;
  /** How often it was asked for all. */
  lists: number;
  /** One more: `id` is also what a checkpoint of it has. */
  keep(id: string, relativePath: string, changes?: Partial<UnfinishedUpload>): void;
}

/** Unfinished uploads at a destination whose checkpoints have the form `{id}`. */
export function createFakeUnfinished(): FakeUnfinished {
  const fake: FakeUnfinished = {
    kept: new Map(),
    removed: [],
    onRemove: async () => undefined,
    lists: 0,
    keep: (id, relativePath, changes = {}) => {
      fake.kept.set(id, { id, relativePath, startedAtMs: 1_000, storedBytes: 10, ...changes });
    },
    list: async () => {
      fake.lists += 1;
      return [...fake.kept.values()];
    },
    remove: async (id, signal) => {
      await fake.onRemove(id, signal);
      if (!fake.kept.has(id)) throw new UploadError('not-found');
      fake.removed.push(id);
      fake.kept.delete(id);
    },
    idOf: ({ id }) => (typeof id === 'string' ? id : null),
  };
  return fake;
}
