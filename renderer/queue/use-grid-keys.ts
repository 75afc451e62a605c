import type { KeyboardEvent } from 'react';
import type { UploadId } from '../../shared/ids.ts';
import { openDetails } from '../store/diagnostics-actions.ts';
import { controlSelected, pauseOrResumeSelected, selectedPaths } from '../store/selection-actions.ts';
import { windowStore } from '../store/store.ts';
import { moveCurrent, selectEveryRow, selectNothing } from '../store/view-actions.ts';
import { copyText } from '../ui/copy-text.ts';

export interface GridKeysOptions {
  /** Whole rows that fit in the list. */
  readonly rowsPerPage: () => number;
  readonly reveal: (uploadId: UploadId) => void;
}

/** The keys of the grid: what a list in a file manager does, and Space, Delete and Enter for what ours is about. */
export function useGridKeys({ rowsPerPage, reveal }: GridKeysOptions): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target instanceof HTMLButtonElement && (event.key === ' ' || event.key === 'Enter')) return;
    const steps = stepsOf(event.key, rowsPerPage());
    if (steps !== null) {
      event.preventDefault();
      const current = moveCurrent(steps, event.shiftKey);
      if (current !== null) reveal(current);
      return;
    }
    if (handleCommand(event)) event.preventDefault();
  };
}

function stepsOf(key: string, rowsPerPage: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return rowsPerPage;
    case 'PageUp':
      return -rowsPerPage;
    case 'Home':
      return Number.NEGATIVE_INFINITY;
    case 'End':
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}

/** Whether the key was one of ours. */
function handleCommand(event: KeyboardEvent): boolean {
  switch (event.key) {
    case ' ':
      pauseOrResumeSelected();
      return true;
    case 'Delete':
    case 'Backspace':
      controlSelected('cancel');
      return true;
    case 'Escape':
      selectNothing();
      return true;
    case 'Enter': {
      const { currentId } = windowStore.getState().list.selection;
      if (currentId !== null) openDetails(currentId);
      return true;
    }
    case 'a':
      if (!(event.ctrlKey || event.metaKey)) return false;
      selectEveryRow();
      return true;
    case 'c': {
      const paths = selectedPaths();
      if (!(event.ctrlKey || event.metaKey) || paths === '') return false;
      copyText(paths);
      return true;
    }
    default:
      return false;
  }
}
