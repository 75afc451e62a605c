/** Where a batch stands: the seed's five statuses, and `paused`. */
export const batchStatuses = ['pending', 'processing', 'paused', 'completed', 'failed', 'cancelled'] as const;
export type BatchStatus = (typeof batchStatuses)[number];
