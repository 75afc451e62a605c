import type { UploadStatus } from '../../shared/upload.ts';
import { controlUploads, idsOf } from './actions.ts';
import { windowStore } from './store.ts';
import type { UploadCell } from './upload-cell.ts';

export type RowControl = 'pause' | 'resume' | 'retry' | 'cancel';

const allowed: Readonly<Record<UploadStatus, readonly RowControl[]>> = {
  queued: ['pause', 'cancel'],
  checking: ['pause', 'cancel'],
  uploading: ['pause', 'cancel'],
  verifying: ['pause', 'cancel'],
  waiting: ['retry', 'pause', 'cancel'],
  paused: ['resume', 'cancel'],
  completed: [],
  failed: ['retry', 'cancel'],
  cancelled: ['retry'],
  skipped: [],
};

/** What a person can do with a file in this status. The engine's state table has the last word. */
export function controlsFor(status: UploadStatus): readonly RowControl[] {
  return allowed[status];
}

/** The selected files, in the order that is shown. */
export function selectedCells(): readonly UploadCell[] {
  const { selection, visible } = windowStore.getState().list;
  if (selection.uploadIds.size === 0) return [];
  return visible.cells.filter((cell) => selection.uploadIds.has(cell.file.uploadId));
}

/** Where the selected files lie on this computer, one a line. */
export function selectedPaths(): string {
  return selectedCells()
    .map((cell) => cell.file.sourcePath)
    .join('\n');
}

/** Those selected files that a control applies to. */
export function selectedFor(control: RowControl): readonly UploadCell[] {
  return selectedCells().filter((cell) => controlsFor(cell.file.status).includes(control));
}

export function controlSelected(control: RowControl): void {
  controlUploads(control, idsOf(selectedFor(control)));
}

/** Pauses what moves of the selection; where nothing does, resumes what is paused. */
export function pauseOrResumeSelected(): void {
  controlSelected(selectedFor('pause').length > 0 ? 'pause' : 'resume');
}
