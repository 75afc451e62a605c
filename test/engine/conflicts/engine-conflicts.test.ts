import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import type { FoundFile } from '../../../electron/engine/protocols/protocol.ts';
import type { BatchId } from '../../../shared/ids.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { FakeServer } from '../fake-server.ts';
import { createFakeServer, stored } from '../fake-server.ts';
import type { EngineUnderTest } from '../start-engine.ts';
import { useEngine } from '../use-engine.ts';

const fixture = useEngine();
const sourceTime = 1_600_000_000_000;
const day = 86_400_000;

/** A server that has these files and notes with what conflict each transfer comes. */
function serverWith(files: readonly FoundFile[], abilities: Partial<FakeServer> = {}) {
  const clock = createFakeClock();
  const server = Object.assign(createFakeServer(clock), { files: [...files], canList: true, canLook: true, ...abilities });
  const sent = new Map<string, string>();
  server.onTransfer = async (request) => {
    sent.set(request.target.relativePath, request.target.conflict);
    return stored;
  };
  return { clock, server, sent };
}

function there(relativePath: string, sizeBytes = 100, modifiedAtMs = sourceTime + day): FoundFile {
  return { relativePath, sizeBytes, modifiedAtMs };
}

/** Makes a folder of files and adds it. */
async function addFolder(test: EngineUnderTest, folder: string, names: readonly string[], conflict?: ConflictPolicy): Promise<BatchId> {
  const path = join(fixture.directory, 'source', folder);
  mkdirSync(path, { recursive: true });
  for (const name of names) {
    writeFileSync(join(path, name), Buffer.alloc(100, name));
    utimesSync(join(path, name), sourceTime / 1_000, sourceTime / 1_000);
  }
  const { batchId } = await test.settle(test.engine.add({ paths: [path], ...(conflict === undefined ? {} : { conflict }) }));
  if (batchId === null) throw new Error('nothing was added');
  return batchId;
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${index}`.padStart(5, '0'));
}

const pages = (server: FakeServer): number => server.asked.filter(({ kind }) => kind === 'page').length;
const looks = (server: FakeServer): number => server.asked.filter(({ kind }) => kind === 'look').length;
const asked = (test: EngineUnderTest): number => test.batch().conflicts?.asked ?? 0;

describe('what is there is looked at before a batch begins', () => {
  it('10,000 files take one list, and one decision for what is there; the others begin at once', async () => {
    const all = names(10_000);
    const { clock, server, sent } = serverWith(
      all.slice(0, 9_962).map((name) => there(`photos/${name}`)),
      { pageSize: 10_000 },
    );
    const test = fixture.start({ clock, server });
    const batchId = await addFolder(test, 'photos', all, 'ask');
    await test.until(() => test.batch().successful === 38);
    expect(test.batch()).toMatchObject({ conflicts: { looking: 0, asked: 9_962 }, queued: 9_962, status: 'processing' });
    expect([pages(server), looks(server)]).toEqual([1, 0]);
    expect([...sent.values()].every((conflict) => conflict === 'rename')).toBe(true);
    expect(test.file('00000').conflict).toBe('asks');

    const { nodes, effects } = test.engine.listConflicts({ batchId, folder: '', fromIndex: 0, limit: 100 });
    expect(nodes).toEqual([{ kind: 'folder', name: 'photos', path: 'photos', files: 9_962 }]);
    expect(effects.overwrite).toEqual({ overwrite: 9_962, skip: 0, rename: 0 });
    expect(effects['skip-same']).toEqual({ overwrite: 0, skip: 9_962, rename: 0 });
    const page = test.engine.listConflicts({ batchId, folder: 'photos', fromIndex: 0, limit: 30 });
    expect(page.nodes).toHaveLength(30);
    expect(page.nextIndex).toBe(30);
    expect(page.nodes[0]).toMatchObject({
      kind: 'file',
      name: '00000',
      source: { sizeBytes: 100, modifiedAtMs: sourceTime },
      found: { sizeBytes: 100, modifiedAtMs: sourceTime + day },
    });

    const uploadId = test.id('00001');
    const decision = { policy: 'skip', exceptions: [{ uploadId, choice: 'overwrite' }] } as const;
    expect(await test.engine.resolveConflicts(batchId, decision)).toEqual({ affected: 9_962 });
    await test.until(() => test.batch().status === 'completed');
    expect(test.batch()).toMatchObject({ successful: 39, skipped: 9_961, conflicts: { asked: 0, decided: { overwrite: 1, skip: 9_961 } } });
    expect(sent.get('photos/00001')).toBe('overwrite');
    expect(server.asked.filter(({ kind }) => kind === 'transfer')).toHaveLength(39);
  }, 120_000);

  it('a list comes in pages, and the folder that is dropped is all that is listed', async () => {
    const files = names(25).map((name) => there(`photos/${name}`));
    const { clock, server } = serverWith([...files, there('videos/1')], { pageSize: 10 });
    const test = fixture.start({ clock, server });
    await addFolder(test, 'photos', names(30), 'skip');
    await test.until(() => test.batch().status === 'completed');
    expect(server.asked.filter(({ kind }) => kind === 'page').map(({ name }) => name)).toEqual(['photos', 'photos', 'photos']);
    expect(test.batch()).toMatchObject({ successful: 5, skipped: 25 });
  });

  it.each([
    { policy: 'skip-same', sent: { changed: 'overwrite', older: 'overwrite' }, skipped: 1 },
    { policy: 'newer', sent: { older: 'overwrite' }, skipped: 2 },
    { policy: 'skip', sent: {}, skipped: 3 },
    { policy: 'overwrite', sent: { same: 'overwrite', changed: 'overwrite', older: 'overwrite' }, skipped: 0 },
    { policy: 'rename', sent: { same: 'rename', changed: 'rename', older: 'rename' }, skipped: 0 },
  ] as const)('$policy needs no person', async ({ policy, sent: expected, skipped }) => {
    const files = [there('d/same'), there('d/changed', 99), there('d/older', 100, sourceTime - day)];
    const { clock, server, sent } = serverWith(files);
    const test = fixture.start({ clock, server });
    await addFolder(test, 'd', ['same', 'changed', 'older'], policy);
    await test.until(() => test.batch().status === 'completed');
    expect(Object.fromEntries([...sent].map(([path, conflict]) => [path.slice(2), conflict]))).toEqual(expected);
    expect(test.batch().skipped).toBe(skipped);
  });

  it('left out, nobody looks and a taken name is the protocol’s to number', async () => {
    const { clock, server, sent } = serverWith([there('d/a')]);
    const test = fixture.start({ clock, server });
    await addFolder(test, 'd', ['a']);
    await test.until(() => test.batch().status === 'completed');
    expect([pages(server), looks(server), sent.get('d/a')]).toEqual([0, 0, 'rename']);
  });

  it('what cannot be listed is looked for one by one, a few at a time, and what is free begins meanwhile', async () => {
    const { clock, server } = serverWith([there('d/00007')], { canList: false });
    const test = fixture.start({ clock, server });
    let most = 0;
    let now = 0;
    server.onLook = async () => {
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      now -= 1;
    };
    await addFolder(test, 'd', names(40), 'ask');
    await test.until(() => test.batch().successful === 39);
    expect(looks(server)).toBe(40);
    expect(most).toBeLessThanOrEqual(4);
    expect(asked(test)).toBe(1);
  });

  it('where nothing can be asked both are kept, and nobody is asked', async () => {
    const { clock, server, sent } = serverWith([there('d/a')], { canList: false, canLook: false });
    const test = fixture.start({ clock, server });
    await addFolder(test, 'd', ['a', 'b'], 'ask');
    await test.until(() => test.batch().status === 'completed');
    expect([...sent.values()]).toEqual(['rename', 'rename']);
    expect(test.batch().conflicts).toBeUndefined();
  });

  it('a refusal to list leads to single questions, and a refusal of those to both being kept', async () => {
    const { clock, server, sent } = serverWith(names(20).map((name) => there(`d/${name}`)));
    const test = fixture.start({ clock, server });
    server.onLook = async () => {
      throw new UploadError('not-allowed', { details: { httpStatus: 403 } });
    };
    await addFolder(test, 'd', names(20), 'newer');
    await test.until(() => test.batch().status === 'completed');
    expect(pages(server)).toBe(1);
    expect(looks(server)).toBeLessThan(10);
    expect(new Set(sent.values())).toEqual(new Set(['rename']));
    expect(sent.size).toBe(20);
  });

  it('names that differ only by case are both kept where the server takes them for one, and are two files elsewhere', async () => {
    for (const isCaseBlind of [true, false]) {
      const { clock, server, sent } = serverWith(
        names(20).map((name) => there(`d${isCaseBlind}/A${name}`, 5)),
        { isCaseBlind },
      );
      const test = fixture.start({ clock, server, dataDirectory: join(fixture.directory, `data ${isCaseBlind}`) });
      await addFolder(test, `d${isCaseBlind}`, [...names(19).map((name) => `a${name}`), 'A00019'], 'newer');
      await test.until(() => test.batch().status === 'completed');
      expect(new Set(sent.values())).toEqual(new Set(['rename']));
      expect(test.batch().conflicts?.decided.rename ?? 0).toBe(isCaseBlind ? 19 : 0);
      expect(test.batch().skipped).toBe(1);
    }
  });

  it('what comes there after the look is met by the protocol, which was told to keep both', async () => {
    const { clock, server, sent } = serverWith([]);
    const test = fixture.start({ clock, server });
    const seen: boolean[] = [];
    const transfer = server.onTransfer;
    server.onTransfer = async (request, call) => {
      server.files?.push(there(request.target.relativePath));
      seen.push(server.asked.some(({ kind }) => kind === 'page'));
      return transfer(request, call);
    };
    await addFolder(test, 'd', names(9), 'newer');
    await test.until(() => test.batch().status === 'completed');
    expect(new Set(sent.values())).toEqual(new Set(['rename']));
    expect(seen).toEqual(Array.from({ length: 9 }, () => true));
  });
});

describe('a destination that cannot be asked now', () => {
  it('is held and asked again; nothing begins, and nothing is taken for free', async () => {
    const { clock, server, sent } = serverWith(names(20).map((name) => there(`d/${name}`)));
    const test = fixture.start({ clock, server });
    let failures = 2;
    server.onLook = async () => {
      failures -= 1;
      if (failures >= 0) throw new UploadError('connection-refused');
    };
    await addFolder(test, 'd', names(20), 'ask');
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
    await addFolder(test, 'd', names(20), 'ask');
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
    await addFolder(test, 'd', names(20), 'newer');
    await test.until(() => test.batch().status === 'completed');
    expect(pages(server)).toBe(5);
    expect(new Set(sent.values())).toEqual(new Set(['rename']));
  });
});

describe('a crash', () => {
  it('between looking and deciding asks nothing of the server a second time', async () => {
    const { clock, server, sent } = serverWith([there('d/00003'), there('d/00004')]);
    const test = fixture.start({ clock, server });
    const batchId = await addFolder(test, 'd', names(20), 'ask');
    await test.until(() => test.batch().successful === 18);
    const seen = test.engine.listConflicts({ batchId, folder: 'd', fromIndex: 0, limit: 9 });
    await test.settle(test.engine.close());
    const next = fixture.alsoClose(test.reopen());
    await next.pass(1_000);
    expect(next.batch()).toMatchObject({ conflicts: { asked: 2, looking: 0 }, queued: 2, successful: 18 });
    expect(next.engine.listConflicts({ batchId, folder: 'd', fromIndex: 0, limit: 9 })).toEqual(seen);
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
    const batchId = await addFolder(test, 'd', names(20), 'ask');
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
    const batchId = await addFolder(test, 'd', names(20), 'ask');
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
    await addFolder(test, 'd', names(20));
    await test.until(() => test.batch().status === 'completed');
    sent.clear();
    server.files?.push(...names(18).map((name) => there(`d/${name}`)), there('d/00018', 7));
    await addFolder(test, 'd', names(20), 'ask');
    await test.until(() => test.batch().successful === 1);
    expect(test.batch()).toMatchObject({ skipped: 18, conflicts: { asked: 1 } });
    expect([...sent.keys()]).toEqual(['d/00019']);
    expect(test.file('00000')).toMatchObject({ status: 'skipped', error: { code: 'duplicate' } });
  });

  it('decides only what a person decided, when that is file by file, and remembers what is to be remembered', async () => {
    const { clock, server } = serverWith(names(20).map((name) => there(`d/${name}`)));
    const test = fixture.start({ clock, server });
    const batchId = await addFolder(test, 'd', names(20), 'ask');
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
