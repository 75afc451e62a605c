import type { ConflictChoice, ConflictNode, ConflictPage, PolicyEffects } from '../../shared/conflict.ts';
import { decideConflict } from '../../shared/decide-conflict.ts';
import type { UploadId } from '../../shared/ids.ts';
import type { ConflictPolicy } from '../../shared/upload.ts';

export type ConflictFile = Extract<ConflictNode, { readonly kind: 'file' }>;

export interface Exception {
  readonly file: ConflictFile;
  readonly choice: ConflictChoice;
}

/** Files for which something else was decided than for all, by their id. */
export type Exceptions = ReadonlyMap<UploadId, Exception>;

export const noExceptions: Exceptions = new Map();

/** With one file decided on its own; `null`: as all the others. */
export function withException(exceptions: Exceptions, file: ConflictFile, choice: ConflictChoice | null): Exceptions {
  const next = new Map(exceptions);
  if (choice === null) next.delete(file.uploadId);
  else next.set(file.uploadId, { file, choice });
  return next;
}

/** What a policy would do to all files together with the exceptions from it; `ask` does nothing of itself. */
export function effectsWith(policy: ConflictPolicy, effects: ConflictPage['effects'], exceptions: Exceptions): PolicyEffects {
  const before = policy === 'ask' ? null : effects[policy];
  const counts = { overwrite: before?.overwrite ?? 0, skip: before?.skip ?? 0, rename: before?.rename ?? 0 };
  const bytes = { overwrite: before?.bytes.overwrite ?? 0, skip: before?.bytes.skip ?? 0, rename: before?.bytes.rename ?? 0 };
  for (const { file, choice } of exceptions.values()) {
    const usual = decideConflict(policy, file.source, file.found);
    if (usual !== null) {
      counts[usual] -= 1;
      bytes[usual] -= file.source.sizeBytes;
    }
    counts[choice] += 1;
    bytes[choice] += file.source.sizeBytes;
  }
  return { ...counts, bytes };
}
