import type { ConflictDecision, ConflictPage } from '../../shared/conflict.ts';
import type { BatchId, DestinationId } from '../../shared/ids.ts';
import { needsDecision } from '../../shared/text/conflict-words.ts';
import { engineClient } from '../engine-client.ts';
import { controlBatch, perform } from './actions.ts';
import { loadDestinations } from './destination-actions.ts';
import { windowStore } from './store.ts';
import type { WindowState } from './window-state.ts';

/** Entries of one folder in one request. */
export const conflictPageSize = 500;

export function openConflicts(batchId: BatchId): void {
  windowStore.setState(({ toAsk }) => ({ dialog: { kind: 'conflicts', batchId }, toAsk: toAsk.filter((other) => other !== batchId) }));
}

/** A part of one folder of what a batch has met, from its entry `fromIndex` on. Throws `ClientError`. */
export function loadConflicts(batchId: BatchId, folder: string, fromIndex: number): Promise<ConflictPage> {
  const where = folder === '' ? {} : { folder };
  return engineClient().request('getConflicts', { batchId, ...where, fromIndex, limit: conflictPageSize });
}

/** Decides for a batch, and goes on to the next one that waits. Throws `ClientError`, for the dialog to show. */
export async function decideConflicts(batchId: BatchId, decision: ConflictDecision): Promise<void> {
  await engineClient().request('resolveConflicts', { batchId, decision });
  openNextAfter(batchId);
  if (decision.isRemembered === true) await loadDestinations();
}

/** Sends nothing more of a batch, and goes on to the next one that waits. */
export function cancelUndecided(batchId: BatchId): void {
  controlBatch('cancel', batchId);
  openNextAfter(batchId);
}

/** A person is asked again about names that are taken there. */
export function forgetConflictAnswer(destinationId: DestinationId): void {
  perform(engineClient().request('rememberConflict', { destinationId, conflict: null }).then(loadDestinations));
}

/** Opens the dialog for batches that were added here, as soon as each is known to need a decision and no other dialog is open. Returns its own end. */
export function askAboutConflicts(): () => void {
  return windowStore.subscribe((state) => {
    if (state.toAsk.length === 0) return;
    const batchId = nextToAsk(state);
    if (batchId !== null) openConflicts(batchId);
    else forgetSettled(state);
  });
}

function nextToAsk({ dialog, toAsk, list }: WindowState): BatchId | null {
  if (dialog !== null) return null;
  const waiting = list.table.batches.filter(({ conflicts }) => needsDecision(conflicts)).map(({ batchId }) => batchId);
  return toAsk.find((batchId) => waiting.includes(batchId)) ?? null;
}

/** What came to its end without a question is not asked about when somebody retries it much later. */
function forgetSettled({ toAsk, list }: WindowState): void {
  const settled = new Set(list.table.batches.filter((batch) => batch.settledAt !== null).map(({ batchId }) => batchId));
  const left = toAsk.filter((batchId) => !settled.has(batchId));
  if (left.length < toAsk.length) windowStore.setState({ toAsk: left });
}

function openNextAfter(batchId: BatchId): void {
  const { dialog, list } = windowStore.getState();
  // A person who closed it meanwhile, or opened another one, is not led elsewhere.
  if (dialog?.kind !== 'conflicts' || dialog.batchId !== batchId) return;
  const next = list.table.batches.find((batch) => batch.batchId !== batchId && needsDecision(batch.conflicts));
  if (next === undefined) windowStore.setState({ dialog: null });
  else openConflicts(next.batchId);
}
