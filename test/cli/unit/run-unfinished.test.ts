import { expect, it } from 'vitest';
import type { UnfinishedCommand } from '../../../electron/terminal/command.ts';
import { listenForInterruption } from '../../../electron/terminal/interruption.ts';
import { runUnfinished } from '../../../electron/terminal/run-unfinished.ts';
import type { Destination } from '../../../shared/destination.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import type { UnfinishedOwner, UnfinishedRemoval, UnfinishedRow } from '../../../shared/unfinished.ts';
import { createFakeEngine } from '../../desktop/fake-engine.ts';
import { fakeQueue } from './fake-queue.ts';
import { createFakeTerminal } from './fake-terminal.ts';

const day = 24 * 60 * 60_000;
const archive: Destination = {
  destinationId: 'd1' as DestinationId,
  name: 'Archive',
  kind: 's3',
  url: 's3+https://s3.example/archive',
  isDefault: true,
  isBuiltIn: false,
  isResumable: true,
  user: null,
  savedSecrets: [],
};
const fates = { removed: 'removed', 'in-use': 'in-use' } as const;

/** Runs the command on a destination that has four unfinished uploads; those of the queue are refused as the engine refuses them. */
async function run(command: UnfinishedCommand, hasSuch = true) {
  const terminal = createFakeTerminal();
  const now = terminal.clock.now();
  const row = (unfinishedId: string, owner: UnfinishedOwner, ageDays: number | null): UnfinishedRow => ({
    unfinishedId,
    relativePath: `${unfinishedId}.bin`,
    startedAtMs: ageDays === null ? null : now - ageDays * day,
    storedBytes: ageDays === null ? null : 5_000_000,
    owner,
  });
  const rows = [
    row('old', 'gantry', 9),
    row('mine', 'queue', 8),
    row('foreign', 'other', 8),
    row('fresh', 'gantry', 1),
    row('ageless', 'gantry', null),
  ];
  const asked: (readonly string[])[] = [];
  const engine = createFakeEngine({
    listUnfinished: async () => (hasSuch ? rows : null),
    removeUnfinished: async (_id, ids) => {
      asked.push(ids);
      return ids.map(
        (unfinishedId): UnfinishedRemoval => ({ unfinishedId, fate: fates[unfinishedId === 'mine' ? 'in-use' : 'removed'], error: null }),
      );
    },
  });
  Object.assign(engine.destinations, { find: () => archive });
  const context = {
    ...{ terminal, queue: fakeQueue(engine), interruption: listenForInterruption(terminal) },
    ...{ resumeHint: '', actsAfterwards: false, dataDirectory: '' },
  };
  const exitCode = await runUnfinished(command, context);
  return { exitCode, asked, out: terminal.stdout.texts.join('') };
}

const clean = (changes: Partial<UnfinishedCommand>): UnfinishedCommand => ({
  name: 'destinations',
  action: 'clean',
  destinationName: 'Archive',
  unfinishedIds: [],
  olderThanMs: null,
  alsoOthers: false,
  isJson: false,
  ...(changes as object),
});
const list = { name: 'destinations', action: 'unfinished', destinationName: 'Archive', isJson: false } as const;

it('lists each with its size, its age and whose it is', async () => {
  const { out, exitCode } = await run(list);
  expect(exitCode).toBe(0);
  expect(out.split('\n').slice(0, 3)).toEqual([
    'old  old.bin · 5.0 MB · begun 9 days ago · Begun by Gantry',
    'mine  mine.bin · 5.0 MB · begun 8 days ago · Belongs to a file in the list',
    'foreign  foreign.bin · 5.0 MB · begun 8 days ago · Begun elsewhere',
  ]);
  expect(out).toContain('ageless.bin · size unknown · begun at an unknown time');
  expect(JSON.parse((await run({ ...list, isJson: true })).out)).toMatchObject({ uploads: [{ unfinishedId: 'old' }, {}, {}, {}, {}] });
});

it('says where there is no such thing', async () => {
  await expect(run(list, false)).rejects.toMatchObject({ code: 'not-possible-now' });
});

it.each([
  [{}, ['old', 'fresh', 'ageless'], 0],
  [{ olderThanMs: 7 * day }, ['old'], 0],
  [{ olderThanMs: 7 * day, alsoOthers: true }, ['old', 'foreign'], 0],
  [{ alsoOthers: true }, ['old', 'foreign', 'fresh', 'ageless'], 0],
  [{ unfinishedIds: ['foreign'] }, ['foreign'], 0],
  [{ unfinishedIds: ['mine', 'old'] }, ['mine', 'old'], 1],
])('cleans for %j: %j', async (changes, ids, exitCode) => {
  const ended = await run(clean(changes));
  expect(ended.asked).toEqual([ids]);
  expect(ended.exitCode).toBe(exitCode);
  expect(ended.out).toContain(exitCode === 0 ? 'Removed' : 'cancel those files instead');
});
