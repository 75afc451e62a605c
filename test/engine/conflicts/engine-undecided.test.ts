import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { stored } from '../fake-server.ts';
import { useEngine } from '../use-engine.ts';
import { addFolder, asked, names, pages, serverWith, there } from './conflict-scene.ts';

const fixture = useEngine();

describe('a destination that cannot be asked now', () => {
  it('is held and asked again; nothing begins, and nothing is taken for free', async () => {
    const { clock, server, sent } = serverWith(names(20).map((name) => there(`d/${name}`)));
    const test = fixture.start({ clock, server });
    let failures = 2;
    server.onLook = async () => {
      failures -= 1;
      if (failures >= 0) throw new UploadError('connection-refused');
    };
    await addFolder(fixture.directory, test, 'd', names(20), 'ask');
    await test.until(() => test.engine.totals().held.length === 1);
    expect(test.engine.totals().held[0]).toMatchObject({ reason: 'destination-unreachable' });
    expect(test.batch()).toMatchObject({ conflicts: { looking: 20, asked: 0 }, queued: 20 });
    await test.until(() => asked(test) === 20);
    expect(sent.size).toBe(0);
    expect(test.engine.totals().held).toEqual([]);
  });

  it('that wants a sign-in waits for a person', async () => {
    const { clock, server } = serverWith([]);
    const test = fixture.start({ clock, server });
    let isRefused = true;
    server.onLook = async () => {
      if (isRefused) throw new UploadError('sign-in-refused');
    };
    await addFolder(fixture.directory, test, 'd', names(20), 'ask');
    await test.until(() => test.engine.totals().held[0]?.reason === 'sign-in');
    expect(test.server.tries.size).toBe(0);
    isRefused = false;
    await test.settle(test.engine.resume({ kind: 'all' }));
    await test.until(() => test.batch().status === 'completed');
  });

  it('that always fails at listing is not asked for ever', async () => {
    const { clock, server, sent } = serverWith([], { canLook: false });
    const test = fixture.start({ clock, server });
    server.onLook = async () => {
      throw new UploadError('server-error', { details: { httpStatus: 500 } });
    };
    await addFolder(fixture.directory, test, 'd', names(20), 'newer');
    await test.until(() => test.batch().status === 'completed');
    expect(pages(server)).toBe(5);
    expect(new Set(sent.values())).toEqual(new Set(['rename']));
  });
});

describe('a crash', () => {
  it('between looking and deciding asks nothing of the server a second time', async () => {
    const { clock, server, sent } = serverWith([there('d/00003'), there('d/00004')]);
    const test = fixture.start({ clock, server });
    const batchId = await addFolder(fixture.directory, test, 'd', names(20), 'ask');
    await test.until(() => test.batch().successful === 18);
    const seen = await test.engine.listConflicts({ batchId, folder: 'd', fromIndex: 0, limit: 9 });
    await test.settle(test.engine.close());
    const next = fixture.alsoClose(test.reopen());
    await next.pass(1_000);
    expect(next.batch()).toMatchObject({ conflicts: { asked: 2, looking: 0 }, queued: 2, successful: 18 });
    expect(await next.engine.listConflicts({ batchId, folder: 'd', fromIndex: 0, limit: 9 })).toEqual(seen);
    expect(pages(server)).toBe(1);
    await next.engine.resolveConflicts(batchId, { policy: 'overwrite' });
    await next.until(() => next.batch().status === 'completed');
    expect(sent.get('d/00003')).toBe('overwrite');
  });

  it('after the decision asks nothing of the person a second time', async () => {
    const { clock, server, sent } = serverWith(names(20).map((name) => there(`d/${name}`)));
    const test = fixture.start({ clock, server, concurrency: 1 });
    const gate = fixture.gate();
    server.onTransfer = async ({ target, signal }) => {
      await Promise.race([gate.opened, new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))]);
      sent.set(target.relativePath, target.conflict);
      return stored;
    };
    const batchId = await addFolder(fixture.directory, test, 'd', names(20), 'ask');
    await test.until(() => asked(test) === 20);
    await test.engine.resolveConflicts(batchId, { policy: 'overwrite' });
    await test.settle(test.engine.close());
    gate.open();
    const next = fixture.alsoClose(test.reopen());
    await next.until(() => next.batch().status === 'completed');
    expect(new Set(sent.values())).toEqual(new Set(['overwrite']));
    expect(sent.size).toBe(20);
    expect(pages(server)).toBe(1);
  });
});

describe('a batch that asks', () => {
  it('can be paused, goes on to ask when it is resumed, and can be cancelled', async () => {
    const { clock, server } = serverWith([there('d/00001')]);
    const test = fixture.start({ clock, server });
    const gate = fixture.gate();
    server.onLook = () => gate.opened;
    const batchId = await addFolder(fixture.directory, test, 'd', names(20), 'ask');
    await test.asSoonAs(() => pages(server) === 1);
    await expect(test.engine.resolveConflicts(batchId, { policy: 'skip' })).rejects.toMatchObject({ code: 'not-possible-now' });
    await test.settle(test.engine.pause({ kind: 'batch', batchId }));
    gate.open();
    await test.pass(1_000);
    expect(test.batch()).toMatchObject({ paused: 20, conflicts: { looking: 20 } });
    await test.settle(test.engine.resume({ kind: 'batch', batchId }));
    await test.until(() => asked(test) === 1 && test.batch().successful === 19);
    await test.settle(test.engine.cancel({ kind: 'batch', batchId }));
    expect(test.batch()).toMatchObject({ cancelled: 1, status: 'cancelled' });
    expect(test.batch().conflicts).toBeUndefined();
  });

  it('does not ask about what was sent before and is there still, sends again what is gone, and asks about what is another one', async () => {
    const { clock, server, sent } = serverWith([]);
    const test = fixture.start({ clock, server });
    await addFolder(fixture.directory, test, 'd', names(20));
    await test.until(() => test.batch().status === 'completed');
    sent.clear();
    server.files?.push(...names(18).map((name) => there(`d/${name}`)), there('d/00018', 7));
    await addFolder(fixture.directory, test, 'd', names(20), 'ask');
    await test.until(() => test.batch().successful === 1);
    expect(test.batch()).toMatchObject({ skipped: 18, conflicts: { asked: 1 } });
    expect([...sent.keys()]).toEqual(['d/00019']);
    expect(test.file('00000')).toMatchObject({ status: 'skipped', error: { code: 'duplicate' } });
  });

  it('decides only what a person decided, when that is file by file, and remembers what is to be remembered', async () => {
    const { clock, server } = serverWith(names(20).map((name) => there(`d/${name}`)));
    const test = fixture.start({ clock, server });
    const batchId = await addFolder(fixture.directory, test, 'd', names(20), 'ask');
    await test.until(() => asked(test) === 20);
    const exceptions = [{ uploadId: test.id('00002'), choice: 'rename' as const }];
    expect(await test.engine.resolveConflicts(batchId, { policy: 'ask', exceptions })).toEqual({ affected: 1 });
    expect(asked(test)).toBe(19);
    await test.engine.resolveConflicts(batchId, { policy: 'newer', isRemembered: true });
    expect(test.engine.destinations.list()[0]?.conflict).toBe('newer');
    await test.settle(test.engine.close());
    const next = fixture.alsoClose(test.reopen());
    const [destination] = next.engine.destinations.list();
    expect(destination?.conflict).toBe('newer');
    if (destination === undefined) return;
    expect(next.engine.destinations.rememberConflict(destination.destinationId, null).conflict).toBeUndefined();
  });
});
