import type { ConflictFile } from '../../../renderer/conflicts/exceptions.ts';
import type { ConflictEffects, ConflictPage, PolicyEffects } from '../../../shared/conflict.ts';
import type { UploadId } from '../../../shared/ids.ts';

const none: ConflictEffects = { overwrite: 0, skip: 0, rename: 0 };

/** So many files of each choice, each of a kilobyte. */
export function effects(counts: Partial<ConflictEffects>): PolicyEffects {
  const all = { ...none, ...counts };
  return { ...all, bytes: { overwrite: all.overwrite * 1_000, skip: all.skip * 1_000, rename: all.rename * 1_000 } };
}

export const effectsOfNothing: ConflictPage['effects'] = {
  overwrite: effects({}),
  'skip-same': effects({}),
  skip: effects({}),
  newer: effects({}),
  rename: effects({}),
};

/** A file of 1,000 bytes, which the destination has as it is here. */
export function conflictFile(name: string, found: Partial<ConflictFile['found']> = {}): ConflictFile {
  return {
    kind: 'file',
    name,
    uploadId: `upload ${name}` as UploadId,
    source: { sizeBytes: 1_000, modifiedAtMs: 1_780_000_000_000 },
    found: { sizeBytes: 1_000, modifiedAtMs: 1_780_000_000_000, ...found },
  };
}
