import type { Scope } from '../../shared/contract.ts';
import type { BatchId, DestinationId, UploadId } from '../../shared/ids.ts';
import { ClientError } from '../client-error.ts';
import { engineClient } from '../engine-client.ts';
import { windowStore } from './store.ts';
import type { UploadCell } from './upload-cell.ts';

/** Ids in one request; the border takes at most 100,000. */
const mostIdsAtOnce = 50_000;
const mostNotices = 3;

type Control = 'pause' | 'resume' | 'retry' | 'cancel';
let lastNoticeId = 0;

/** Runs a request for its effect; what goes wrong is told in the window, once. */
export function perform(request: Promise<unknown>): void {
  request.catch(showError);
}

export function showError(error: unknown): void {
  const { code, details } = error instanceof ClientError ? error : new ClientError({ code: 'internal', details: {} });
  lastNoticeId += 1;
  const notice = { noticeId: lastNoticeId, error: { code, details } };
  windowStore.setState(({ notices }) => ({
    notices: [...notices.filter((known) => known.error.code !== code), notice].slice(-mostNotices),
  }));
}

export function dismissNotice(noticeId: number): void {
  windowStore.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.noticeId !== noticeId) }));
}

/** Asks for a control; the window shows its effect only when the engine's changes bring it. */
export function control(name: Control, scope: Scope): void {
  perform(engineClient().request(name, { scope }));
}

export function controlAll(name: 'pause' | 'resume'): void {
  control(name, { kind: 'all' });
}

export function controlBatch(name: Control, batchId: BatchId): void {
  control(name, { kind: 'batch', batchId });
}

export function controlUploads(name: Control, uploadIds: readonly UploadId[]): void {
  for (let start = 0; start < uploadIds.length; start += mostIdsAtOnce) {
    control(name, { kind: 'uploads', uploadIds: uploadIds.slice(start, start + mostIdsAtOnce) });
  }
}

/** Only what failed: the engine's "retry all" would also bring back what a person cancelled. */
export function retryFailed(batchId: BatchId | null): void {
  const { order } = windowStore.getState().list.table;
  const isMeant = (cell: UploadCell): boolean => cell.group === 'failed' && (batchId === null || cell.file.batchId === batchId);
  controlUploads('retry', idsOf(order.filter(isMeant)));
}

export function showSource(uploadId: UploadId): void {
  perform(engineClient().request('showSource', { uploadId }));
}

/** For this time: what this computer's state holds back goes on. */
export function goOnAnyway(): void {
  perform(engineClient().request('goOnAnyway', {}));
}

/** Takes what is over off the list; what arrived stays where it arrived. */
export function clearSettled(): void {
  perform(engineClient().request('clearSettled', {}));
}

export function idsOf(cells: readonly UploadCell[]): readonly UploadId[] {
  return cells.map((cell) => cell.file.uploadId);
}

/** Tries a held destination at once; what a person paused there stays paused. */
export function tryDestinationNow(destinationId: DestinationId): void {
  const { order, batches } = windowStore.getState().list.table;
  const batchIds = new Set(batches.filter((batch) => batch.destinationId === destinationId).map((batch) => batch.batchId));
  controlUploads('resume', idsOf(order.filter(({ file }) => file.status === 'waiting' && batchIds.has(file.batchId))));
}
