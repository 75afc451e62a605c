import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { useEngine } from '../use-engine.ts';
import { addFolder, asked, day, looks, names, pages, serverWith, sourceTime, there } from './conflict-scene.ts';

const fixture = useEngine();

describe('what is there is looked at before a batch begins', () => {
  it('10,000 files take one list, and one decision for what is there; the others begin at once', async () => {
    const all = names(10_000);
    const { clock, server, sent } = serverWith(
      all.slice(0, 9_962).map((name) => there(`photos/${name}`)),
      { pageSize: 10_000 },
    );
    const test = fixture.start({ clock, server });
    const batchId = await addFolder(fixture.directory, test, 'photos', all, 'ask');
    await test.until(() => test.batch().successful === 38);
    expect(test.batch()).toMatchObject({ conflicts: { looking: 0, asked: 9_962 }, queued: 9_962, status: 'processing' });
    expect([pages(server), looks(server)]).toEqual([1, 0]);
    expect([...sent.values()].every((conflict) => conflict === 'rename')).toBe(true);
    expect(test.file('00000').conflict).toBe('asks');

    const { nodes, effects } = await test.engine.listConflicts({ batchId, folder: '', fromIndex: 0, limit: 100 });
    expect(nodes).toEqual([{ kind: 'folder', name: 'photos', path: 'photos', files: 9_962 }]);
    const none = { overwrite: 0, skip: 0, rename: 0 };
    expect(effects.overwrite).toEqual({ ...none, overwrite: 9_962, bytes: { ...none, overwrite: 996_200 } });
    expect(effects['skip-same']).toEqual({ ...none, skip: 9_962, bytes: { ...none, skip: 996_200 } });
    const page = await test.engine.listConflicts({ batchId, folder: 'photos', fromIndex: 0, limit: 30 });
    expect(page.nodes).toHaveLength(30);
    expect(page).toMatchObject({ nextIndex: 30, entries: 9_962 });
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
    await addFolder(fixture.directory, test, 'photos', names(30), 'skip');
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
    await addFolder(fixture.directory, test, 'd', ['same', 'changed', 'older'], policy);
    await test.until(() => test.batch().status === 'completed');
    expect(Object.fromEntries([...sent].map(([path, conflict]) => [path.slice(2), conflict]))).toEqual(expected);
    expect(test.batch().skipped).toBe(skipped);
  });

  it('left out, nobody looks and a taken name is the protocol’s to number', async () => {
    const { clock, server, sent } = serverWith([there('d/a')]);
    const test = fixture.start({ clock, server });
    await addFolder(fixture.directory, test, 'd', ['a']);
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
    await addFolder(fixture.directory, test, 'd', names(40), 'ask');
    await test.until(() => test.batch().successful === 39);
    expect(looks(server)).toBe(40);
    expect(most).toBeLessThanOrEqual(4);
    expect(asked(test)).toBe(1);
  });

  it('where nothing can be asked both are kept, and nobody is asked', async () => {
    const { clock, server, sent } = serverWith([there('d/a')], { canList: false, canLook: false });
    const test = fixture.start({ clock, server });
    await addFolder(fixture.directory, test, 'd', ['a', 'b'], 'ask');
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
    await addFolder(fixture.directory, test, 'd', names(20), 'newer');
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
      await addFolder(fixture.directory, test, `d${isCaseBlind}`, [...names(19).map((name) => `a${name}`), 'A00019'], 'newer');
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
    await addFolder(fixture.directory, test, 'd', names(9), 'newer');
    await test.until(() => test.batch().status === 'completed');
    expect(new Set(sent.values())).toEqual(new Set(['rename']));
    expect(seen).toEqual(Array.from({ length: 9 }, () => true));
  });
});
