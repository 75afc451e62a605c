import type { UploadStatus } from '../../shared/upload.ts';

export const filterGroups = ['active', 'waiting', 'failed', 'done'] as const;
/** The four parts into which the filters divide the list; every file is in exactly one. */
export type FilterGroup = (typeof filterGroups)[number];

const groups: Readonly<Record<UploadStatus, FilterGroup>> = {
  queued: 'waiting',
  checking: 'active',
  uploading: 'active',
  verifying: 'active',
  waiting: 'waiting',
  paused: 'waiting',
  completed: 'done',
  failed: 'failed',
  cancelled: 'done',
  skipped: 'done',
};

export function filterGroupOf(status: UploadStatus): FilterGroup {
  return groups[status];
}
