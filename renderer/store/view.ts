import type { FilterGroup } from './filter-group.ts';

export type Filter = 'all' | FilterGroup;
export type SortKey = 'queue' | 'name' | 'size' | 'state';

export interface Sort {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/** What of the list a person looks at, and in which order. */
export interface View {
  readonly filter: Filter;
  readonly find: string;
  readonly sort: Sort;
}

export const initialView: View = { filter: 'all', find: '', sort: { key: 'queue', isDescending: false } };
