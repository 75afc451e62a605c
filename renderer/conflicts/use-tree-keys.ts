import type { KeyboardEvent } from 'react';
import type { TreeRow } from './conflict-folders.ts';

export interface TreeKeysOptions {
  readonly rows: readonly TreeRow[];
  /** Place of the line that the keyboard is on; -1 for none. */
  readonly current: number;
  readonly rowsPerPage: () => number;
  readonly moveTo: (index: number) => void;
  readonly setOpen: (path: string, isOpen: boolean) => void;
  /** A person wants to decide about this one file. */
  readonly decide: (row: TreeRow) => void;
}

/** The keys of the tree, as in a file manager: right opens a folder, left closes it or goes up to it, Enter decides about a file. */
export function useTreeKeys(options: TreeKeysOptions): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const index = nextIndex(event.key, options);
    if (index !== null) {
      event.preventDefault();
      if (options.rows.length > 0) options.moveTo(Math.min(Math.max(index, 0), options.rows.length - 1));
      return;
    }
    const row = options.rows[options.current];
    if (row !== undefined && act(event.key, row, options)) event.preventDefault();
  };
}

function nextIndex(key: string, { rows, current, rowsPerPage }: TreeKeysOptions): number | null {
  switch (key) {
    case 'ArrowDown':
      return current + 1;
    case 'ArrowUp':
      return current - 1;
    case 'PageDown':
      return current + rowsPerPage();
    case 'PageUp':
      return current - rowsPerPage();
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    default:
      return null;
  }
}

/** Whether the key was one of ours. */
function act(key: string, row: TreeRow, { rows, current, moveTo, setOpen, decide }: TreeKeysOptions): boolean {
  const { node } = row;
  switch (key) {
    case 'ArrowRight':
      if (node?.kind === 'folder' && !row.isOpen) setOpen(node.path, true);
      else if (row.isOpen) moveTo(current + 1);
      return true;
    case 'ArrowLeft':
      if (node?.kind === 'folder' && row.isOpen) setOpen(node.path, false);
      else if (row.depth > 0) moveTo(parentOf(rows, current));
      return true;
    case 'Enter':
    case ' ':
      if (node?.kind === 'folder') setOpen(node.path, !row.isOpen);
      else decide(row);
      return true;
    default:
      return false;
  }
}

function parentOf(rows: readonly TreeRow[], current: number): number {
  const depth = rows[current]?.depth ?? 0;
  let index = current - 1;
  while (index > 0 && (rows[index]?.depth ?? 0) >= depth) index -= 1;
  return index;
}
