import type { MouseEvent } from 'react';
import { memo } from 'react';
import type { UploadId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import type { FileProgress } from '../../shared/progress.ts';
import { fileStateOf } from '../../shared/text/file-state.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { formatPercentage } from '../../shared/text/format-percentage.ts';
import { stateTone } from '../../shared/text/state-tone.ts';
import { isActive } from '../../shared/upload.ts';
import { openDetails } from '../store/diagnostics-actions.ts';
import { fileOf, isCurrent, isSelected } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { selectRow } from '../store/view-actions.ts';
import { ForeignName } from '../ui/foreign-name.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import type { NowEvery } from '../ui/use-now.ts';
import { useNow } from '../ui/use-now.ts';
import { folderOf } from './folder-of.ts';
import { RowControls } from './row-controls.tsx';
import { rowElementId } from './row-element-id.ts';
import { RowState } from './row-state.tsx';
import { StatusIcon } from './status-icon.tsx';

export interface UploadRowProps {
  readonly uploadId: UploadId;
  /** Counted from 1, the header's row included. */
  readonly ariaRowIndex: number;
  /** Pixels from the top of the list. */
  readonly top: number;
  readonly onMenu: (event: MouseEvent) => void;
}

/** One file. It reads its own file from the store, so a change elsewhere in the list does not touch it. */
export const UploadRow = memo(function UploadRow({ uploadId, ariaRowIndex, top, onMenu }: UploadRowProps) {
  const file = useWindow(fileOf(uploadId));
  const isRowSelected = useWindow(isSelected(uploadId));
  const isRowCurrent = useWindow(isCurrent(uploadId));
  const nowMs = useNow(file === undefined ? 'never' : clockOf(file));
  if (file === undefined) return null;

  const folder = folderOf(file);
  const tabIndex = isRowCurrent ? 0 : -1;
  const state = fileStateOf(file, nowMs);
  const tone = stateTone(state);
  return (
    <tr
      id={rowElementId(uploadId)}
      className={`row row-${file.status}${isRowCurrent ? ' row-current' : ''}`}
      aria-rowindex={ariaRowIndex}
      aria-selected={isRowSelected}
      aria-label={rowName(file, folder)}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={(event) => {
        if (!isOnButton(event) && event.button === 0) selectRow(uploadId, howOf(event));
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        if (!isRowSelected) selectRow(uploadId, 'only');
        onMenu(event);
      }}
      onClick={(event) => {
        // The button may be gone with the state that offered it; the keyboard stays in the list.
        if (isOnButton(event)) event.currentTarget.closest('table')?.focus();
      }}
      onDoubleClick={(event) => {
        if (!isOnButton(event)) openDetails(uploadId);
      }}
    >
      <td className="cell cell-icon">
        <StatusIcon state={state} waitReason={file.waitReason} />
      </td>
      <td className="cell cell-name">
        <ForeignName className="row-name" text={file.fileName} />
        {folder === '' ? null : <ForeignName className="row-folder" text={folder} />}
      </td>
      <td className="cell cell-size">{formatBytes(file.fileSize)}</td>
      <td className="cell cell-progress">
        <ProgressBar
          name={say('Progress of {name}', { name: file.fileName })}
          percentage={file.progressPercentage}
          tone={tone}
          valueText={formatPercentage(file.progressPercentage)}
        />
        <span className="row-percentage">{percentageText(file)}</span>
      </td>
      <td className="cell cell-state">
        <RowState file={file} nowMs={nowMs} tabIndex={tabIndex} />
      </td>
      <td className="cell cell-controls">
        <RowControls uploadId={uploadId} fileName={file.fileName} status={file.status} tabIndex={tabIndex} />
      </td>
    </tr>
  );
});

/** Countdowns and silence are counted in seconds, how long ago something arrived in minutes. */
function clockOf(file: FileProgress): NowEvery {
  if (isActive(file.status) || (file.status === 'waiting' && file.retryAt !== null)) return 'second';
  return file.status === 'completed' ? 'minute' : 'never';
}

function rowName(file: FileProgress, folder: string): string {
  return folder === '' ? file.fileName : say('{name}, in {folder}', { name: file.fileName, folder });
}

/** A file that has not begun has no percentage worth reading, and of a completed one the state says it all. */
function percentageText(file: FileProgress): string {
  if (file.status === 'completed') return '';
  return file.progressPercentage === 0 && file.status !== 'uploading' ? '' : formatPercentage(file.progressPercentage);
}

function howOf(event: MouseEvent): 'only' | 'toggle' | 'extend' {
  if (event.shiftKey) return 'extend';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'only';
}

function isOnButton(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('button') !== null;
}
