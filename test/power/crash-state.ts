import { durableFrom } from './durable-from.ts';
import type { RecordedOperation } from './recorded-operation.ts';

/** What the disk did with an operation that nobody had synced. `torn`: only some sectors of a write; asked for each of them. */
export type Fate = 'kept' | 'dropped' | { readonly kind: 'torn'; readonly sectorBytes: number; keeps(): boolean };

/** Asked in order for each operation before the cut that is not durable; `isLast`: nothing else came after it before the power went. */
export type Fates = (operation: RecordedOperation, index: number) => Fate;

/** The files and folders of a disk after power was lost, by their paths. Two names of one file have the very same buffer. */
export interface CrashState {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly folders: ReadonlySet<string>;
}

export interface CrashStates {
  readonly operations: readonly RecordedOperation[];
  /** `cut`: so many operations happened before the power went. `fatesOf`: null for what cannot be lost. */
  at(cut: number, fates: Fates): CrashState;
}

/**
 * The disks that a power loss may leave behind.
 *
 * The model, after "Atomic Commit In SQLite" (sqlite.org/atomiccommit.html: writes are reordered by the disk, a write may be done in part,
 * sector by sector) and "All File Systems Are Not Created Equal" (ALICE, OSDI 2014: what an application may rely on):
 * - What came before a sync of the same file is on the disk once that sync has ended. What came after it may be there or not,
 *   each write for itself, in any order; of one write also some sectors only. A file that was made longer by it reads as zeros there.
 * - A name (made, removed, changed, linked) is safe once its folder was synced; before that each may be there or not, but is never half.
 *   That a sync of a new file also saves its name is true on ext4, but promised by nobody: it does not count here.
 * - A file below a folder that is not there is lost with it.
 * - SQLite's -shm holds nothing that is to be kept: it is gone in every state.
 */
export function crashStatesOf(operations: readonly RecordedOperation[]): CrashStates {
  const durable = durableFrom(operations);
  return {
    operations,
    at: (cut, fates) => {
      const contents = new Map<number, Buffer>();
      const names = new Map<string, number | 'folder'>();
      for (let index = 0; index < cut; index += 1) {
        const operation = operations[index];
        if (operation === undefined || operation.kind.startsWith('sync') || operation.kind === 'mark') continue;
        const fate = (durable[index] ?? 0) < cut ? 'kept' : fates(operation, index);
        if (fate !== 'dropped') apply(operation, fate, contents, names);
      }
      return reachable(names, contents);
    },
  };
}

function apply(
  operation: RecordedOperation,
  fate: Exclude<Fate, 'dropped'>,
  contents: Map<number, Buffer>,
  names: Map<string, number | 'folder'>,
): void {
  switch (operation.kind) {
    case 'create':
    case 'link':
      names.set(operation.path, operation.file);
      return;
    case 'make-directory':
      names.set(operation.path, 'folder');
      return;
    case 'remove':
      names.delete(operation.path);
      return;
    case 'rename':
      names.delete(operation.path);
      names.set(operation.newPath, operation.file);
      return;
    case 'truncate': {
      const content = resized(contents.get(operation.file), operation.sizeBytes, true);
      contents.set(operation.file, content);
      return;
    }
    case 'write': {
      const { file, offset, data } = operation;
      const content = resized(contents.get(file), offset + data.length, false);
      contents.set(file, content);
      if (fate === 'kept') data.copy(content, offset);
      else copySectors(content, data, offset, fate);
      return;
    }
    case 'sync-begin':
    case 'sync-end':
    case 'mark':
      return;
  }
}

function copySectors(content: Buffer, data: Buffer, offset: number, { sectorBytes, keeps }: Exclude<Fate, string>): void {
  for (let at = offset; at < offset + data.length; ) {
    const end = Math.min((Math.floor(at / sectorBytes) + 1) * sectorBytes, offset + data.length);
    if (keeps()) data.copy(content, at, at - offset, end - offset);
    at = end;
  }
}

const grownBytes = 64 * 1024;

/** A view of a buffer with room to grow, so that a log of many small writes is not copied for each of them. */
function resized(content: Buffer | undefined, sizeBytes: number, isExact: boolean): Buffer {
  const held = content ?? Buffer.alloc(0);
  if (sizeBytes === held.length || (sizeBytes < held.length && !isExact)) return held;
  if (sizeBytes < held.length) {
    const shorter = Buffer.alloc(sizeBytes);
    held.copy(shorter);
    return shorter;
  }
  if (held.byteOffset === 0 && held.buffer.byteLength >= sizeBytes) return Buffer.from(held.buffer, 0, sizeBytes);
  const longer = new ArrayBuffer(Math.max(sizeBytes * 2, grownBytes));
  held.copy(Buffer.from(longer));
  return Buffer.from(longer, 0, sizeBytes);
}

function reachable(names: ReadonlyMap<string, number | 'folder'>, contents: ReadonlyMap<number, Buffer>): CrashState {
  const files = new Map<string, Buffer>();
  const folders = new Set<string>();
  const empty = new Map<number, Buffer>();
  const emptyOf = (file: number): Buffer => {
    const content = empty.get(file) ?? Buffer.alloc(0);
    empty.set(file, content);
    return content;
  };
  for (const [path, held] of names) {
    const parents = path.split('/').slice(0, -1);
    const isReachable = parents.every((_, index) => names.get(parents.slice(0, index + 1).join('/')) === 'folder');
    if (!isReachable || path.endsWith('-shm')) continue;
    if (held === 'folder') folders.add(path);
    else files.set(path, contents.get(held) ?? emptyOf(held));
  }
  return { files, folders };
}
