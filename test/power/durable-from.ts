import { posix } from 'node:path';
import type { RecordedOperation } from './recorded-operation.ts';

/** What has to be synced for an operation to be durable: the file for its bytes, the folder for its name; null: nothing is to be kept. */
function subjectOf(operation: RecordedOperation): string | null {
  switch (operation.kind) {
    case 'write':
    case 'truncate':
      return `file ${operation.file}`;
    case 'rename':
      return `folder ${folderOf(operation.newPath)}`;
    case 'create':
    case 'make-directory':
    case 'link':
    case 'remove':
      return `folder ${folderOf(operation.path)}`;
    case 'sync-begin':
    case 'sync-end':
    case 'mark':
      return null;
  }
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

/**
 * For each operation the index from which on a power loss cannot take it back any more: that of the end of the first sync
 * that began after it; Infinity where none did.
 */
export function durableFrom(operations: readonly RecordedOperation[]): readonly number[] {
  const from = operations.map(() => Number.POSITIVE_INFINITY);
  const pending = new Map<string, number[]>();
  const covered = new Map<string, readonly number[]>();
  for (const [index, operation] of operations.entries()) {
    if (operation.kind === 'sync-begin') {
      const subject = operation.file === null ? `folder ${operation.path}` : `file ${operation.file}`;
      covered.set(operation.syncId, pending.get(subject) ?? []);
      pending.set(subject, []);
    } else if (operation.kind === 'sync-end') {
      for (const earlier of covered.get(operation.syncId) ?? []) from[earlier] = index;
    }
    const subject = subjectOf(operation);
    if (subject === null) continue;
    const list = pending.get(subject);
    if (list === undefined) pending.set(subject, [index]);
    else list.push(index);
  }
  return from;
}
