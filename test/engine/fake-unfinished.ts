import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { UnfinishedUpload, UnfinishedUploads } from '../../electron/engine/protocols/protocol.ts';

/** What a destination keeps of uploads that never ended, and what it was asked to remove. */
export interface FakeUnfinished extends UnfinishedUploads {
  readonly kept: Map<string, UnfinishedUpload>;
  readonly removed: string[];
  /** Of these it says that they are gone, and keeps them. */
  readonly falselyRemoved: Set<string>;
  /** Before a removal is carried out; throws what the server says. */
  onRemove: (id: string, signal: AbortSignal) => Promise<void>;
  onList: () => Promise<void>;
  /** One more: `id` is also what a checkpoint of it has. */
  keep(id: string, relativePath: string, changes?: Partial<UnfinishedUpload>): void;
}

/** Unfinished uploads at a destination whose checkpoints have the form `{id}`. */
export function createFakeUnfinished(): FakeUnfinished {
  const fake: FakeUnfinished = {
    kept: new Map(),
    removed: [],
    falselyRemoved: new Set(),
    onRemove: async () => undefined,
    onList: async () => undefined,
    keep: (id, relativePath, changes = {}) => {
      fake.kept.set(id, { id, relativePath, startedAtMs: 1_000, storedBytes: 10, ...changes });
    },
    list: async () => {
      await fake.onList();
      return [...fake.kept.values()];
    },
    remove: async (id, signal) => {
      await fake.onRemove(id, signal);
      if (!fake.kept.has(id)) throw new UploadError('not-found');
      fake.removed.push(id);
      if (!fake.falselyRemoved.has(id)) fake.kept.delete(id);
    },
    idOf: ({ id }) => (typeof id === 'string' ? id : null),
  };
  return fake;
}
