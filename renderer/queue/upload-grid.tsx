import type { Range } from '@tanstack/react-virtual';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { ClipboardEvent, HTMLAttributes, MouseEvent, ReactNode } from 'react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { UploadId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import type { PlainText } from '../../shared/language/text.ts';
import { indexOf } from '../store/selection.ts';
import { selectedPaths } from '../store/selection-actions.ts';
import { useWindow, windowStore } from '../store/store.ts';
import type { Filter } from '../store/view.ts';
import type { FailureGroup, VisibleRows } from '../store/visible-rows.ts';
import { rowIndexOfCell, visibleRowAt } from '../store/visible-rows.ts';
import { useMedia } from '../ui/use-media.ts';
import { GridHeader } from './grid-header.tsx';
import { rowElementId } from './row-element-id.ts';
import { RowMenu } from './row-menu.tsx';
import { UploadRow } from './upload-row.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import './upload-grid.css';

const comfortableRow = 44;
const compactRow = 32;
const cardRow = 56;
const groupRow = 48;
const overscanRows = 8;
const headerHeight = 28;
const columnCount = 6;

export interface UploadGridProps {
  /** The heading of files that failed for one reason. */
  readonly renderFailureGroup: (group: FailureGroup) => ReactNode;
}

/** The list of files: only the rows in sight exist, however many there are. */
export function UploadGrid({ renderFailureGroup }: UploadGridProps) {
  const rows = useWindow((state) => state.list.visible);
  const density = useWindow((state) => state.density);
  const currentId = useWindow((state) => state.list.selection.currentId);
  const isNarrow = useMedia('(width < 900px)');
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = isNarrow ? cardRow : density === 'compact' ? compactRow : comfortableRow;

  const currentRow = useMemo(() => {
    const index = indexOf(rows, currentId);
    return index === -1 ? null : rowIndexOfCell(rows, index);
  }, [rows, currentId]);

  // A new function here would make the virtualizer measure the whole list again, with every frame of a scroll.
  const getItemKey = useCallback((index: number) => keyAt(rows, index), [rows]);

  const virtualizer = useVirtualizer({
    count: rows.rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (visibleRowAt(rows, index)?.kind === 'group' ? groupRow : rowHeight),
    getItemKey,
    overscan: overscanRows,
    rangeExtractor: (range) => rowsToDraw(range, currentRow),
    // A frame may be painted before its new rows are there; the overscan covers it, and scrolling never waits for React.
    useFlushSync: false,
    // The header sticks to the top and covers that much of the list.
    scrollPaddingEnd: isNarrow ? 0 : headerHeight,
  });

  const sizesKey = `${rowHeight} ${rows.groups.map((group) => group.rowIndex).join(' ')}`;
  useEffect(() => {
    // Sizes are remembered by the virtualizer; they change with the density and with where the headings stand.
    if (sizesKey !== '') virtualizer.measure();
  }, [virtualizer, sizesKey]);

  const reveal = useCallback(
    (uploadId: UploadId) => {
      const { visible } = windowStore.getState().list;
      virtualizer.scrollToIndex(rowIndexOfCell(visible, indexOf(visible, uploadId)), { align: 'auto' });
    },
    [virtualizer],
  );
  const toReveal = useWindow((state) => state.toReveal);
  useEffect(() => {
    if (toReveal === null) return;
    reveal(toReveal);
    windowStore.setState({ toReveal: null });
  }, [toReveal, reveal]);
  const rowsPerPage = (): number => Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
  const handleKey = useGridKeys({ rowsPerPage, reveal });
  const openMenu = useCallback((event: MouseEvent) => setMenuAt({ x: event.clientX, y: event.clientY }), []);
  const closeMenu = useCallback(() => setMenuAt(null), []);

  return (
    <div ref={scroller} className={`grid-scroller grid-${isNarrow ? 'cards' : density}`}>
      <table className="grid" {...gridSemantics(rows.rowCount + 1, currentId)} onKeyDown={handleKey} onCopy={copyPaths}>
        <GridHeader />
        <tbody className="grid-body" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = visibleRowAt(rows, item.index);
            if (row === null) return null;
            const place = { ariaRowIndex: item.index + 2, top: item.start };
            if (row.kind === 'file') return <UploadRow key={item.key} uploadId={row.cell.file.uploadId} {...place} onMenu={openMenu} />;
            return (
              <tr
                key={item.key}
                className="group-row"
                aria-rowindex={place.ariaRowIndex}
                style={{ transform: `translateY(${place.top}px)` }}
              >
                <td className="group-cell" colSpan={columnCount}>
                  {renderFailureGroup(row.group)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.rowCount === 0 ? <NothingHere /> : null}
      {menuAt === null ? null : <RowMenu at={menuAt} onClose={closeMenu} />}
    </div>
  );
}

function keyAt(rows: VisibleRows, index: number): string {
  const row = visibleRowAt(rows, index);
  if (row === null) return String(index);
  return row.kind === 'group' ? `group ${row.group.key}` : row.cell.file.uploadId;
}

/** The rows in sight, and the one that the keyboard is on wherever it is, so that neither focus nor screen reader loses it. */
function rowsToDraw(range: Range, currentRow: number | null): number[] {
  const inSight = defaultRangeExtractor(range);
  if (currentRow === null || inSight.includes(currentRow)) return inSight;
  return [...inSight, currentRow].sort((one, other) => one - other);
}

/** A table whose rows are selected and moved in is a grid; its rows and cells get their roles from their elements. */
function gridSemantics(rowCount: number, currentId: UploadId | null): HTMLAttributes<HTMLTableElement> {
  return {
    role: 'grid',
    'aria-label': say('Uploads'),
    'aria-rowcount': rowCount,
    'aria-multiselectable': true,
    'aria-activedescendant': currentId === null ? undefined : rowElementId(currentId),
    tabIndex: 0,
  };
}

function copyPaths(event: ClipboardEvent): void {
  const paths = selectedPaths();
  if (paths === '') return;
  event.preventDefault();
  event.clipboardData.setData('text/plain', paths);
}

/** The list is empty although the queue is not: say why. */
function NothingHere() {
  const view = useWindow((state) => state.list.view);
  const text = view.find.trim();
  return <p className="grid-empty">{text === '' ? say(nothingHere[view.filter]) : say('No name contains “{text}”.', { text })}</p>;
}

const nothingHere: Readonly<Record<Filter, PlainText>> = {
  all: 'No files yet.',
  active: 'Nothing moves at the moment.',
  waiting: 'Nothing waits.',
  failed: 'Nothing failed.',
  done: 'Nothing is done yet.',
};
