import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { DestinationId } from '../../shared/ids.ts';
import { hang } from './fake-server.ts';
import type { FakeUnfinished } from './fake-unfinished.ts';
import { createFakeUnfinished } from './fake-unfinished.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

interface Scene {
  readonly test: EngineUnderTest;
  readonly fake: FakeUnfinished;
  readonly destinationId: DestinationId;
}

/** A destination that keeps unfinished uploads: each file begins one named after itself, is confirmed by 10 bytes, and hangs or ends as said. */
function scene(end: (name: string) => Promise<never> | null = () => null): Scene {
  const { test } = fixture;
  const fake = createFakeUnfinished();
  test.server.unfinished = fake;
  test.server.onTransfer = async (request) => {
    const id = `up-${request.target.relativePath}`;
    fake.keep(id, request.target.relativePath);
    await request.onCheckpoint({ id }, 10);
    return end(request.target.relativePath) ?? hang(request);
  };
  const { destinationId } = test.engine.destinations.add({ name: 'Archive', url: 's3+http://s3.test/archive', isSaved: true });
  return { test, fake, destinationId };
}

async function owners({ test, destinationId }: Scene): Promise<Record<string, string>> {
  const rows = await test.settle(test.engine.listUnfinished(destinationId));
  return Object.fromEntries((rows ?? []).map(({ unfinishedId, owner }) => [unfinishedId, owner]));
}

async function remove({ test, destinationId }: Scene, ...ids: string[]): Promise<Record<string, string>> {
  const removals = await test.settle(test.engine.removeUnfinished(destinationId, ids));
  return Object.fromEntries(removals.map(({ unfinishedId, fate }) => [unfinishedId, fate]));
}

const permanent = async (): Promise<never> => {
  throw new UploadError('rejected');
};

describe('unfinished uploads of a destination', () => {
  it('are told apart: of files in the list, begun by Gantry, and of others; the oldest first', async () => {
    const here = scene((name) => (name === 'failed' ? permanent() : null));
    const { test, fake } = here;
    await test.addFiles(['running', 'paused', 'failed']);
    await test.until(() => test.file('failed').status === 'failed' && fake.kept.size === 3);
    await test.settle(test.engine.pause({ kind: 'uploads', uploadIds: [test.id('paused')] }));
    fake.keep('foreign', 'elsewhere.mov', { startedAtMs: 1, storedBytes: null });
    expect(await owners(here)).toEqual({ foreign: 'other', 'up-running': 'queue', 'up-paused': 'queue', 'up-failed': 'queue' });
    const rows = await test.engine.listUnfinished(here.destinationId);
    expect(rows?.[0]).toEqual({
      unfinishedId: 'foreign',
      relativePath: 'elsewhere.mov',
      startedAtMs: 1,
      storedBytes: null,
      owner: 'other',
    });
  });

  it('of files in the list stay, whatever is asked; others go, and what is gone already is said to be', async () => {
    const here = scene((name) => (name === 'failed' ? permanent() : null));
    const { test, fake } = here;
    await test.addFiles(['running', 'failed']);
    await test.until(() => test.file('failed').status === 'failed' && fake.kept.size === 2);
    fake.keep('foreign', 'elsewhere.mov');
    expect(await remove(here, 'up-running', 'up-failed', 'foreign', 'never-was')).toEqual({
      'up-running': 'in-use',
      'up-failed': 'in-use',
      foreign: 'removed',
      'never-was': 'gone',
    });
    expect(fake.removed).toEqual(['foreign']);
  });

  it('of a failed file that was taken off the list are still known as begun by Gantry, also after a restart, until they are gone', async () => {
    const here = scene(() => permanent());
    const { test, fake, destinationId } = here;
    await test.addFiles(['failed']);
    await test.until(() => test.file('failed').status === 'failed');
    await test.engine.clearSettled();
    fake.keep('foreign', 'failed');
    expect(await owners(here)).toEqual({ 'up-failed': 'gantry', foreign: 'other' });
    await test.engine.close();
    const next = fixture.alsoClose(test.reopen());
    const after: Scene = { test: next, fake, destinationId };
    expect(await owners(after)).toEqual({ 'up-failed': 'gantry', foreign: 'other' });
    expect(await remove(after, 'up-failed')).toEqual({ 'up-failed': 'removed' });
    fake.keep('up-failed', 'another of that id');
    expect(await owners(after)).toMatchObject({ 'up-failed': 'other' });
  });

  it('of a cancelled file that could not be removed then are begun by Gantry, and may go', async () => {
    const here = scene();
    const { test } = here;
    test.server.onDiscard = async () => {
      throw new UploadError('server-error');
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    expect(await owners(here)).toEqual({ 'up-a': 'queue' });
    await test.settle(test.engine.cancel({ kind: 'all' }));
    expect(await owners(here)).toEqual({ 'up-a': 'gantry' });
    expect(await remove(here, 'up-a')).toEqual({ 'up-a': 'removed' });
  });

  it('that a running transfer has just begun are its own, before their checkpoint is written down', async () => {
    const here = scene();
    const { test, fake } = here;
    const gate = fixture.gate();
    test.server.onTransfer = async (request) => {
      // Under a number, as a server is asked for where the name is taken.
      fake.keep('new', 'b (2).bin');
      await gate.opened;
      await request.onCheckpoint({ id: 'new' }, 10);
      return hang(request);
    };
    await test.addFiles(['b.bin']);
    await test.until(() => fake.kept.size === 1);
    fake.keep('foreign', 'b (x).bin');
    expect(await owners(here)).toEqual({ new: 'queue', foreign: 'other' });
    expect(await remove(here, 'new')).toEqual({ new: 'in-use' });
  });

  it('are looked up in the queue again right before each removal', async () => {
    const here = scene();
    const { test, fake } = here;
    for (const id of ['1', '2', '3', '4']) fake.keep(id, `old-${id}`);
    fake.keep('up-late', 'late');
    const gate = fixture.gate();
    fake.onRemove = () => gate.opened;
    const removing = remove(here, '1', '2', '3', '4', 'up-late');
    // The four before it are on their way; meanwhile a file begins that goes on with the fifth.
    await test.addFiles(['late']);
    await test.until(() => test.file('late').bytesConfirmed === 10);
    gate.open();
    expect(await removing).toMatchObject({ '1': 'removed', 'up-late': 'in-use' });
    expect(fake.kept.has('up-late')).toBe(true);
  });

  it('that the server does not remove are told as failed with its reason, and the others go all the same', async () => {
    const here = scene();
    const { test, fake, destinationId } = here;
    for (const id of ['refused', 'good']) fake.keep(id, id);
    fake.onRemove = async (id) => {
      if (id === 'refused') throw new UploadError('not-allowed', { details: { httpStatus: 403 } });
    };
    const removals = await test.settle(test.engine.removeUnfinished(destinationId, ['refused', 'good']));
    expect(removals).toEqual([
      { unfinishedId: 'refused', fate: 'failed', error: { code: 'not-allowed', details: { httpStatus: 403 } } },
      { unfinishedId: 'good', fate: 'removed', error: null },
    ]);
  });

  it('are asked for once, however many are removed after that', async () => {
    const here = scene();
    for (const id of ['a', 'b', 'c']) here.fake.keep(id, id);
    await owners(here);
    await remove(here, 'a');
    await remove(here, 'b', 'c');
    expect([here.fake.lists, here.fake.removed]).toEqual([1, ['a', 'b', 'c']]);
  });

  it('are null where a destination has no such thing, and removing there is refused', async () => {
    const { test } = fixture;
    const destinationId = test.engine.destinations.list()[0]?.destinationId ?? ('' as DestinationId);
    expect(await test.engine.listUnfinished(destinationId)).toBeNull();
    await expect(test.engine.removeUnfinished(destinationId, ['a'])).rejects.toMatchObject({ code: 'not-possible-now' });
    await expect(test.engine.listUnfinished('nobody' as DestinationId)).rejects.toMatchObject({ code: 'destination-unknown' });
  });

  it('of a server that never answers end in time, with words for it', async () => {
    const here = scene();
    here.fake.onRemove = (_id, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    here.fake.keep('a', 'a');
    const removals = here.test.engine.removeUnfinished(here.destinationId, ['a']);
    await here.test.pass(61_000);
    expect(await removals).toMatchObject([{ fate: 'failed', error: { code: 'timed-out' } }]);
  });
});
