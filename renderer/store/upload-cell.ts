import type { FileProgress } from '../../shared/progress.ts';
import type { FilterGroup } from './filter-group.ts';
import { filterGroupOf } from './filter-group.ts';
import { stateRankOf } from './state-rank.ts';

/**
 * The place of one file in the window's table. The cell stays, `file` is replaced whole with every change: so a changed row
 * costs one assignment however long the list is, and a row's selector sees a new reference exactly when its file changed.
 */
export interface UploadCell {
  file: FileProgress;
  group: FilterGroup;
  rank: number;
  /** Lower case, composed; made when somebody first searches. */
  searchText: string | null;
}

export function cellOf(file: FileProgress): UploadCell {
  return { file, group: filterGroupOf(file.status), rank: stateRankOf(file.status), searchText: null };
}
