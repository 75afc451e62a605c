import { useVirtualizer } from '@tanstack/react-virtual';
import type { HTMLAttributes } from 'react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { ConflictChoice } from '../../shared/conflict.ts';
import { say } from '../../shared/language/say.ts';
import type { ConflictPolicy } from '../../shared/upload.ts';
import { useMedia } from '../ui/use-media.ts';
import { ConflictRow } from './conflict-row.tsx';
import type { ConflictFile, Exceptions } from './exceptions.ts';
import type { Conflicts } from './use-conflicts.ts';
import { useTreeKeys } from './use-tree-keys.ts';
import './conflict-tree.css';

const lineHeight = 28;
const cardHeight = 46;
const overscanRows = 8;

export interface ConflictTreeProps {
  readonly conflicts: Conflicts;
  readonly policy: ConflictPolicy;
  readonly exceptions: Exceptions;
  readonly onChoose: (file: ConflictFile, choice: ConflictChoice | null) => void;
}

/** What is there already, as a tree with both sides of each file; only the lines in sight exist, however many there are. */
export function ConflictTree({ conflicts, policy, exceptions, onChoose }: ConflictTreeProps) {
  const { rows, setOpen, want } = conflicts;
  const isNarrow = useMedia('(width < 860px)');
  const [currentKey, setCurrentKey] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const idBase = useId();
  const rowHeight = isNarrow ? cardHeight : lineHeight;
  const current = rows.findIndex(({ key }) => key === currentKey);

  // A new function here would make the virtualizer measure the whole tree again, with every frame of a scroll.
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: overscanRows,
    useFlushSync: false,
  });
  useEffect(() => {
    if (rowHeight > 0) virtualizer.measure();
  }, [virtualizer, rowHeight]);

  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => want(rows.slice(first, last + 1)), [want, rows, first, last]);

  const moveTo = (index: number): void => {
    setCurrentKey(rows[index]?.key ?? null);
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  const handleKey = useTreeKeys({
    rows,
    current,
    rowsPerPage: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1),
    moveTo,
    setOpen,
    decide: () => scroller.current?.querySelector<HTMLSelectElement>('.conflict-row-current select')?.focus(),
  });
  const semantics: HTMLAttributes<HTMLTableElement> = {
    role: 'treegrid',
    'aria-label': say('What is there already'),
    'aria-rowcount': rows.length + 1,
    'aria-activedescendant': current === -1 ? undefined : `${idBase}${current}`,
    tabIndex: 0,
  };

  return (
    <div className={isNarrow ? 'conflict-tree conflict-tree-cards' : 'conflict-tree'}>
      <div ref={scroller} className="conflict-scroller">
        <table
          className="conflict-table"
          {...semantics}
          onKeyDown={handleKey}
          onFocus={(event) => {
            if (event.target === event.currentTarget && current === -1) setCurrentKey(rows[0]?.key ?? null);
          }}
        >
          <ConflictColumns />
          <tbody className="conflict-body" style={{ height: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              return (
                <ConflictRow
                  key={item.key}
                  row={row}
                  elementId={`${idBase}${item.index}`}
                  ariaRowIndex={item.index + 2}
                  top={item.start}
                  isCurrent={item.index === current}
                  policy={policy}
                  exception={row.node?.kind === 'file' ? (exceptions.get(row.node.uploadId)?.choice ?? null) : null}
                  onCurrent={setCurrentKey}
                  onOpen={setOpen}
                  onChoose={onChoose}
                />
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function ConflictColumns() {
  return (
    <thead className="conflict-head">
      <tr className="conflict-line" aria-rowindex={1}>
        <th scope="col" className="conflict-name">
          {say('Name')}
        </th>
        <th scope="col" className="conflict-side" colSpan={2}>
          {say('On this computer')}
        </th>
        <th scope="col" className="conflict-side" colSpan={2}>
          {say('At the destination')}
        </th>
        <th scope="col" className="conflict-fate">
          {say('Then')}
        </th>
      </tr>
    </thead>
  );
}
