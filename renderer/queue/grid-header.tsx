import { ArrowDown, ArrowUp } from 'lucide-react';
import { say } from '../../shared/language/say.ts';
import { useWindow } from '../store/store.ts';
import type { SortKey } from '../store/view.ts';
import { sortBy } from '../store/view-actions.ts';

/** The first row of the grid: what the columns are, and what they are sorted by. */
export function GridHeader() {
  return (
    <thead className="grid-header">
      <tr className="grid-header-row" aria-rowindex={1}>
        <th className="cell cell-icon" scope="col" aria-label={say('Status')} />
        <SortableHeader sortKey="name" label={say('Name')} />
        <SortableHeader sortKey="size" label={say('Size')} />
        <th className="cell cell-progress" scope="col">
          {say('Progress')}
        </th>
        <SortableHeader sortKey="state" label={say('State')} />
        <th className="cell cell-controls" scope="col" aria-label={say('Controls')} />
      </tr>
    </thead>
  );
}

function SortableHeader({ sortKey, label }: { readonly sortKey: SortKey; readonly label: string }) {
  const direction = useWindow(({ list: { view } }) => {
    if (view.sort.key !== sortKey) return 'none';
    return view.sort.isDescending ? 'descending' : 'ascending';
  });
  return (
    <th className={`cell cell-${sortKey}`} scope="col" aria-sort={direction}>
      <button type="button" className="sort-button" tabIndex={-1} onClick={() => sortBy(sortKey)}>
        {label}
        {direction === 'ascending' ? <ArrowUp size={12} strokeWidth={1.5} aria-hidden="true" /> : null}
        {direction === 'descending' ? <ArrowDown size={12} strokeWidth={1.5} aria-hidden="true" /> : null}
      </button>
    </th>
  );
}
