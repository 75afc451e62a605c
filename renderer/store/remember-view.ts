import { filterGroups } from './filter-group.ts';
import { listInView } from './list-state.ts';
import { windowStore } from './store.ts';
import type { Filter, Sort, SortKey, View } from './view.ts';
import { initialView } from './view.ts';
import type { Density } from './window-state.ts';

const key = 'view';
const filters: readonly Filter[] = ['all', ...filterGroups];
const sortKeys: readonly SortKey[] = ['queue', 'name', 'size', 'state'];

interface RememberedView extends Pick<View, 'filter' | 'sort'> {
  readonly density: Density;
}

/** Takes the order, the filter and the density of the last time, and remembers them from now on. What was looked for is not: it was for that moment. Returns its end. */
export function rememberView(storage: Pick<Storage, 'getItem' | 'setItem'>): () => void {
  const { density, ...view } = readView(storage.getItem(key));
  windowStore.setState(({ list }) => ({ density, list: listInView(list, { ...initialView, ...view }) }));
  let kept = textOf({ density, ...view });
  return windowStore.subscribe(({ density, list: { view } }) => {
    const text = textOf({ density, ...view });
    if (text === kept) return;
    kept = text;
    storage.setItem(key, text);
  });
}

function textOf({ density, filter, sort }: RememberedView): string {
  return JSON.stringify({ density, filter, sort });
}

/** Whatever of it is not ours is as it is at first. */
function readView(text: string | null): RememberedView {
  const read = parsed(text);
  const filter = filters.find((one) => one === read['filter']) ?? initialView.filter;
  return { filter, sort: readSort(read['sort']), density: read['density'] === 'compact' ? 'compact' : 'comfortable' };
}

function readSort(value: unknown): Sort {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('isDescending' in value)) return initialView.sort;
  const sortKey = sortKeys.find((one) => one === value.key);
  return sortKey === undefined || typeof value.isDescending !== 'boolean'
    ? initialView.sort
    : { key: sortKey, isDescending: value.isDescending };
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
