import type { UploadId } from '../../shared/ids.ts';
import type { ListState } from './list-state.ts';
import { listInView, listOverTable } from './list-state.ts';
import type { Selection } from './selection.ts';
import { extendTo, noSelection, rowFrom, selectAll, selectOne, toggleOne } from './selection.ts';
import { windowStore } from './store.ts';
import type { Filter, SortKey, View } from './view.ts';
import type { Density } from './window-state.ts';

export function setFilter(filter: Filter): void {
  changeView({ filter });
}

export function setFind(find: string): void {
  changeView({ find });
}

/** The first click sorts up, the second down, the third goes back to the queue's own order. */
export function sortBy(key: SortKey): void {
  const { sort } = windowStore.getState().list.view;
  if (sort.key !== key) changeView({ sort: { key, isDescending: false } });
  else if (sort.isDescending) changeView({ sort: { key: 'queue', isDescending: false } });
  else changeView({ sort: { key, isDescending: true } });
}

export function setDensity(density: Density): void {
  windowStore.setState({ density });
}

export function selectRow(uploadId: UploadId, how: 'only' | 'toggle' | 'extend'): void {
  changeSelection(({ selection, visible }) => {
    if (how === 'toggle') return toggleOne(selection, uploadId);
    return how === 'extend' ? extendTo(selection, visible, uploadId) : selectOne(uploadId);
  });
}

/** Moves the keyboard's row; returns where it came to. */
export function moveCurrent(steps: number, isExtending: boolean): UploadId | null {
  const { selection, visible } = windowStore.getState().list;
  const next = rowFrom(selection, visible, steps);
  if (next !== null) selectRow(next, isExtending ? 'extend' : 'only');
  return next;
}

export function selectEveryRow(): void {
  changeSelection(({ selection, visible }) => selectAll(selection, visible));
}

export function selectNothing(): void {
  changeSelection(() => noSelection);
}

/** Sorts names anew, by the rules of the language that is spoken from now on. */
export function sortNamesAnew(): void {
  const { list } = windowStore.getState();
  if (list.view.sort.key === 'name') windowStore.setState({ list: listOverTable(list, list.table) });
}

function changeView(part: Partial<View>): void {
  windowStore.setState(({ list }) => ({ list: listInView(list, { ...list.view, ...part }) }));
}

function changeSelection(change: (list: ListState) => Selection): void {
  windowStore.setState(({ list }) => ({ list: { ...list, selection: change(list) } }));
}
