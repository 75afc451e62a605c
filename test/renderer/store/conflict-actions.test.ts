import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addFiles, addPaths } from '../../../renderer/store/add-actions.ts';
import { askOnceKnown } from '../../../renderer/store/ask-once-known.ts';
import { askAboutConflicts, cancelUndecided, decideConflicts, openConflicts } from '../../../renderer/store/conflict-actions.ts';
import { emptyList, listOverTable } from '../../../renderer/store/list-state.ts';
import { emptyTable } from '../../../renderer/store/queue-table.ts';
import { windowStore } from '../../../renderer/store/store.ts';
import { initialState } from '../../../renderer/store/window-state.ts';
import type { Destination } from '../../../shared/destination.ts';
import type { BatchId, DestinationId } from '../../../shared/ids.ts';
import type { BatchProgress } from '../../../shared/progress.ts';
import { batchProgress } from '../file-progress.ts';

const one = 'batch-1' as BatchId;
const two = 'batch-2' as BatchId;
const none = { overwrite: 0, skip: 0, rename: 0 };
const calls: [name: string, args: unknown][] = [];
const answers: Record<string, unknown> = {};
// The window's client keeps the first bridge that it meets.
vi.stubGlobal('window', {
  gantry: {
    request: async (name: string, args: unknown) => {
      calls.push([name, args]);
      return answers[name] ?? { ok: true, value: {} };
    },
    pathForFile: ({ name }: File) => (name.startsWith('/') ? name : ''),
  },
});

const asks = (batchId: BatchId, asked: number, looking = 0): BatchProgress =>
  batchProgress({ batchId, total: 10, createdAt: batchId === one ? 1 : 2, conflicts: { looking, asked, decided: none } });
const show = (...batches: readonly BatchProgress[]): void =>
  windowStore.setState({ list: listOverTable(emptyList(), emptyTable(batches)) });
const dialog = () => windowStore.getState().dialog;

let end = (): void => undefined;
beforeEach(() => {
  calls.length = 0;
  windowStore.setState(initialState(), true);
  end = askAboutConflicts();
});
afterEach(() => end());

describe('adding', () => {
  it('names the destination that the window shows, whatever another program has chosen since', async () => {
    const shown = { destinationId: 'shown' as DestinationId, isDefault: true } as Destination;
    windowStore.setState({ destinations: [{ ...shown, destinationId: 'first' as DestinationId, isDefault: false }, shown] });
    answers['addPaths'] = { ok: true, value: { batchId: one, added: 1, refusals: [] } };
    await addPaths(['/home/ada/a.txt']);
    await addPaths(['/home/ada/a.txt'], 'asked-for' as DestinationId);
    expect(calls.filter(([name]) => name === 'addPaths').map(([, args]) => args)).toMatchObject([
      { destinationId: 'shown' },
      { destinationId: 'asked-for' },
    ]);
  });

  it('names what was dropped and has no path, with what the engine refused', async () => {
    const gone = { path: '/gone.txt', code: 'source-missing', details: {} };
    answers['addPaths'] = { ok: true, value: { batchId: one, added: 1, refusals: [gone] } };
    addFiles(['/here.txt', 'picture of a page.png', '/gone.txt'].map((name) => new File([], name)));
    await vi.waitFor(() => expect(windowStore.getState().addReport).not.toBeNull());
    expect(calls).toEqual([['addPaths', { paths: ['/here.txt', '/gone.txt'], conflict: 'ask' }]]);
    expect(windowStore.getState().addReport?.refusals.map(({ path, code }) => [path, code])).toEqual([
      ['picture of a page.png', 'nothing-given'],
      ['/gone.txt', 'source-missing'],
    ]);
  });

  it('asks about names that are taken, by the batch that it made', async () => {
    answers['addPaths'] = { ok: true, value: { batchId: one, added: 2, refusals: [] } };
    await addPaths(['/home/ada/a.txt']);
    expect(calls).toEqual([['addPaths', { paths: ['/home/ada/a.txt'], conflict: 'ask' }]]);
    expect(windowStore.getState().toAsk).toEqual([one]);
  });

  it('has nothing to ask about where nothing was added', async () => {
    answers['addPaths'] = { ok: true, value: { batchId: null, added: 0, refusals: [] } };
    await addPaths(['/home/ada/a.txt']);
    expect(windowStore.getState().toAsk).toEqual([]);
  });
});

describe('the question', () => {
  it('comes by itself, once, and only when all is looked at', () => {
    askOnceKnown(one);
    show(asks(one, 3, 7));
    expect(dialog()).toBeNull();
    show(asks(one, 3));
    expect(dialog()).toEqual({ kind: 'conflicts', batchId: one });
    windowStore.setState({ dialog: null });
    show(asks(one, 3));
    expect(dialog()).toBeNull();
  });

  it('does not come for a batch that nobody added here, nor where nothing is taken', () => {
    askOnceKnown(two);
    show(asks(one, 3), batchProgress({ batchId: two, settledAt: 5 }));
    expect(dialog()).toBeNull();
    expect(windowStore.getState().toAsk).toEqual([]);
  });

  it('waits until another dialog is closed', () => {
    askOnceKnown(one);
    const other = { kind: 'destinations', page: { kind: 'list' } } as const;
    windowStore.setState({ dialog: other });
    show(asks(one, 3));
    expect(dialog()).toEqual(other);
    windowStore.setState({ dialog: null });
    expect(dialog()).toEqual({ kind: 'conflicts', batchId: one });
  });

  it('about a second batch follows the decision about the first', async () => {
    show(asks(one, 3), asks(two, 1));
    openConflicts(one);
    await decideConflicts(one, { policy: 'skip' });
    expect(calls).toEqual([['resolveConflicts', { batchId: one, decision: { policy: 'skip' } }]]);
    expect(dialog()).toEqual({ kind: 'conflicts', batchId: two });
    cancelUndecided(two);
    expect(calls[1]).toEqual(['cancel', { scope: { kind: 'batch', batchId: two } }]);
    // The first is still shown as the engine last told it.
    expect(dialog()).toEqual({ kind: 'conflicts', batchId: one });
  });

  it('stays open with what was decided when the engine refuses', async () => {
    answers['resolveConflicts'] = { ok: false, error: { code: 'not-possible-now', details: {} } };
    show(asks(one, 3));
    openConflicts(one);
    await expect(decideConflicts(one, { policy: 'skip' })).rejects.toMatchObject({ code: 'not-possible-now' });
    expect(dialog()).toEqual({ kind: 'conflicts', batchId: one });
    delete answers['resolveConflicts'];
  });

  it('leads nobody elsewhere who closed it meanwhile, and learns what is remembered now', async () => {
    answers['listDestinations'] = { ok: true, value: { destinations: [], keeping: 'session' } };
    show(asks(one, 3), asks(two, 1));
    openConflicts(one);
    const decided = decideConflicts(one, { policy: 'newer', isRemembered: true });
    windowStore.setState({ dialog: null });
    await decided;
    expect(dialog()).toBeNull();
    expect(calls.map(([name]) => name)).toEqual(['resolveConflicts', 'listDestinations']);
    expect(windowStore.getState().destinations).toEqual([]);
  });
});
