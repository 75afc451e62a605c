import { ListX, Rows3, Rows4 } from 'lucide-react';
import { say } from '../../shared/language/say.ts';
import type { PlainText } from '../../shared/language/text.ts';
import { formatCount } from '../../shared/text/format-count.ts';
import { clearSettled } from '../store/actions.ts';
import { countOfFilter, hasSettledBatch } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import type { Filter } from '../store/view.ts';
import { setDensity, setFilter } from '../store/view-actions.ts';
import { IconButton } from '../ui/icon-button.tsx';
import './filter-bar.css';

const filters: readonly { readonly filter: Filter; readonly label: PlainText }[] = [
  { filter: 'all', label: 'All' },
  { filter: 'active', label: 'Active' },
  { filter: 'waiting', label: 'Waiting' },
  { filter: 'failed', label: 'Failed' },
  { filter: 'done', label: 'Done' },
];

export function FilterBar() {
  const density = useWindow((state) => state.density);
  const canClear = useWindow(hasSettledBatch);
  const isCompact = density === 'compact';
  return (
    <div className="filter-bar">
      <div className="filters" role="toolbar" aria-label={say('Filter')}>
        {filters.map(({ filter, label }) => (
          <FilterButton key={filter} filter={filter} label={say(label)} />
        ))}
      </div>
      <IconButton
        name={say('Clear finished batches')}
        title={say('Clear finished batches from the list')}
        icon={<ListX size={16} strokeWidth={1.5} />}
        isDisabled={!canClear}
        onPress={clearSettled}
      />
      <IconButton
        name={say('Compact rows')}
        title={say(isCompact ? 'Comfortable rows' : 'Compact rows')}
        icon={isCompact ? <Rows4 size={16} strokeWidth={1.5} /> : <Rows3 size={16} strokeWidth={1.5} />}
        isPressed={isCompact}
        onPress={() => setDensity(isCompact ? 'comfortable' : 'compact')}
      />
    </div>
  );
}

function FilterButton({ filter, label }: { readonly filter: Filter; readonly label: string }) {
  const count = useWindow(countOfFilter(filter));
  const isChosen = useWindow((state) => state.list.view.filter === filter);
  const isAlarming = filter === 'failed' && count > 0;
  return (
    <button
      type="button"
      className={isAlarming ? 'filter filter-alarming' : 'filter'}
      aria-pressed={isChosen}
      onClick={() => setFilter(filter)}
    >
      {label} <span className="filter-count">{formatCount(count)}</span>
    </button>
  );
}
