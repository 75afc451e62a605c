import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AddRequest } from '../../electron/engine/engine.ts';
import type { AddAnswer } from '../../shared/contract.ts';
import type { DestinationId } from '../../shared/ids.ts';
import { hang, stored } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

function add(test: EngineUnderTest, request: AddRequest): Promise<AddAnswer> {
  return test.settle(test.engine.add(request));
}

const path = (name: string) => join(fixture.directory, 'source', name);

describe('adding', () => {
  it('the same file while it is on its way is refused as a duplicate', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a']);
    const answer = await add(test, { paths: [path('a')] });
    expect(answer).toMatchObject({ batchId: null, added: 0, refusals: [{ path: path('a'), code: 'duplicate' }] });
    expect(test.engine.overview().batches).toHaveLength(1);
  });

  it('what has arrived before is skipped, and the batch is through', async () => {
    const { test } = fixture;
    await test.addFiles(['a', 'b']);
    await test.until(() => test.batch().status === 'completed');
    writeFileSync(path('b'), 'something else');
    const answer = await add(test, { paths: [path('a'), path('b')] });
    expect(answer.added).toBe(2);
    await test.until(() => test.batch().processed === 2);
    expect(test.batch()).toMatchObject({ skipped: 1, successful: 1, status: 'completed', progressPercentage: 100 });
    expect(test.server.tries.get('a')).toBe(1);
    expect(test.server.tries.get('b')).toBe(2);
    expect(await test.engine.clearSettled()).toEqual({ affected: 2 });
  });

  it('what has arrived before at another place goes to the new one, and is skipped there from then on', async () => {
    const { test } = fixture;
    const { destinationId } = test.engine.destinations.list()[0] ?? {};
    await test.addFiles(['a']);
    await test.until(() => test.batch().status === 'completed');
    await test.clock.advance(1_000);
    await test.settle(test.engine.destinations.update(destinationId as DestinationId, { url: 'tus+http://moved.test/files/' }));
    await test.settle(test.engine.destinations.update(destinationId as DestinationId, { name: 'Moved' }));
    await test.clock.advance(1_000);
    await add(test, { paths: [path('a')] });
    await test.until(() => test.server.tries.get('a') === 2);
    await test.until(() => test.batch().status === 'completed');
    expect(test.batch()).toMatchObject({ successful: 1, skipped: 0 });
    const next = fixture.alsoClose(await test.engine.close().then(() => test.reopen()));
    await add(next, { paths: [path('a')] });
    expect(next.batch()).toMatchObject({ skipped: 1 });
    expect(test.server.tries.get('a')).toBe(2);
  });

  it('only what has arrived before makes a batch that is settled at once', async () => {
    const { test } = fixture;
    await test.addFiles(['a']);
    await test.until(() => test.batch().status === 'completed');
    await add(test, { paths: [path('a')] });
    expect(test.batch()).toMatchObject({ skipped: 1, status: 'completed', bytesConfirmed: 100, bytesSent: 100 });
    expect(test.batch().settledAt).not.toBeNull();
    const before = test.batch();
    await test.engine.close();
    const next = fixture.alsoClose(test.reopen());
    expect(next.batch()).toEqual(before);
  });

  it('is sent again when a person said what to do with what is there', async () => {
    const { test } = fixture;
    const conflicts: string[] = [];
    test.server.onTransfer = async (request) => {
      conflicts.push(request.target.conflict);
      return stored;
    };
    await test.addFiles(['a']);
    await test.until(() => test.batch().status === 'completed');
    await add(test, { paths: [path('a')], conflict: 'overwrite' });
    await test.until(() => test.batch().successful === 1);
    expect(conflicts).toEqual(['rename', 'overwrite']);
  });

  it('nothing that can be sent leaves no batch behind', async () => {
    const { test } = fixture;
    const removed: unknown[] = [];
    test.engine.onBatchesRemoved((batchIds) => removed.push(...batchIds));
    const answer = await add(test, { paths: [path('missing')] });
    expect(answer).toMatchObject({ batchId: null, added: 0, refusals: [{ code: 'source-missing' }] });
    expect(removed).toHaveLength(1);
    await test.pass(1_000);
    expect(test.engine.overview().batches).toEqual([]);
    await test.engine.close();
    expect(fixture.alsoClose(test.reopen()).engine.overview().batches).toEqual([]);
  });

  it('refuses nothing at all, and a destination that nobody knows', async () => {
    const { test } = fixture;
    await expect(test.engine.add({ paths: [] })).rejects.toMatchObject({ code: 'nothing-given' });
    await expect(test.engine.add({ paths: ['/x'], destinationId: 'none' as DestinationId })).rejects.toMatchObject({
      code: 'destination-unknown',
    });
  });

  it('keeps what was refused of a batch, also over a restart', async () => {
    const { test } = fixture;
    mkdirSync(join(fixture.directory, 'source'));
    symlinkSync('/nowhere/at/all', path('broken'));
    writeFileSync(path('good'), 'x');
    const { batchId } = await add(test, { paths: [join(fixture.directory, 'source')] });
    if (batchId === null) throw new Error('no batch');
    await test.until(() => test.batch().successful === 1);
    expect(test.batch()).toMatchObject({ refused: 1, total: 1, status: 'completed' });
    await test.engine.close();
    const next = fixture.alsoClose(test.reopen());
    expect(next.engine.listRefusals(batchId, 0, 10)).toMatchObject([{ path: path('broken'), code: 'source-missing' }]);
    expect(next.batch().refused).toBe(1);
  });

  it('goes on while the walk does, and pausing holds for what is still to be found', async () => {
    const { test } = fixture;
    const folder = join(fixture.directory, 'photos');
    mkdirSync(folder);
    for (let index = 0; index < 1_500; index += 1) writeFileSync(join(folder, String(index)), '');
    void test.engine.add({ paths: [folder] });
    // Nothing was found so far: nothing is there that could be paused.
    await test.asSoonAs(() => test.engine.overview().batches.length === 1);
    expect(test.batch()).toMatchObject({ total: 0, isScanning: true });
    await test.engine.pause({ kind: 'all' });
    await test.until(() => !test.batch().isScanning);
    await test.pass(10_000);
    const { paused, successful } = test.batch();
    expect([paused, successful]).toEqual([1_500, 0]);
    expect(test.batch().status).toBe('paused');
    await test.engine.resume({ kind: 'all' });
    await test.until(() => test.batch().status === 'completed');
    expect(test.batch().successful).toBe(1_500);
  });

  it('can be cancelled in the middle of the walk', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    const folder = join(fixture.directory, 'photos');
    mkdirSync(folder);
    for (let index = 0; index < 1_500; index += 1) writeFileSync(join(folder, String(index)), '');
    let isAnswered = false;
    void test.engine.add({ paths: [folder] }).then(() => {
      isAnswered = true;
    });
    await test.asSoonAs(() => test.engine.totals().total >= 500);
    expect(test.batch().isScanning).toBe(true);
    await test.settle(test.engine.cancel({ kind: 'all' }));
    await test.until(() => isAnswered);
    const { total } = test.batch();
    await test.pass(10_000);
    expect(test.batch()).toMatchObject({ status: 'cancelled', isScanning: false, total, cancelled: total });
    await test.engine.close();
    const next = fixture.alsoClose(test.reopen());
    await next.pass(10_000);
    expect(next.batch()).toMatchObject({ status: 'cancelled', total });
  });

  it('says which folder could not be taken in when the walk breaks', async () => {
    const { test } = fixture;
    const [destination] = test.engine.destinations.list();
    if (destination === undefined) throw new Error('no destination');
    test.server.onTransfer = hang;
    const batchId = await test.addFiles(['a']);
    await test.engine.close();
    const { openDatabase } = await import('../../electron/engine/storage/database.ts');
    const database = openDatabase(join(fixture.directory, 'data', 'queue.db'));
    database.exec(`UPDATE batches SET is_scanning = 1; INSERT INTO scan_roots VALUES ('${batchId}', 0, '${fixture.directory}/source')`);
    // What the walk asks first cannot be answered.
    database.exec(`UPDATE destinations SET url = 'no address'`);
    database.close();
    const next = fixture.alsoClose(test.reopen());
    await next.until(() => !next.batch().isScanning);
    expect(next.batch().refused).toBe(1);
    expect(next.engine.listRefusals(batchId, 0, 10)).toMatchObject([{ path: join(fixture.directory, 'source'), code: 'internal' }]);
  });

  it('finds the files of two folders of the same name, and sends each to a place of its own', async () => {
    const { test } = fixture;
    for (const parent of ['one', 'two']) {
      mkdirSync(join(fixture.directory, parent, 'photos'), { recursive: true });
      writeFileSync(join(fixture.directory, parent, 'photos', 'a.jpg'), parent);
    }
    await add(test, { paths: [join(fixture.directory, 'one', 'photos'), join(fixture.directory, 'two', 'photos')] });
    await test.until(() => test.batch().status === 'completed');
    expect(test.files().map(({ relativePath }) => relativePath)).toEqual(['photos/a.jpg', 'photos (2)/a.jpg']);
    expect(test.server.arrived).toHaveLength(2);
  });

  it('of a file that vanishes before its turn ends as failed, and does not stop the batch', async () => {
    const test = fixture.start({ concurrency: 1 });
    const gate = fixture.gate();
    test.server.onTransfer = async () => {
      await gate.opened;
      return stored;
    };
    await test.addFiles(['a', 'b', 'c']);
    await test.until(() => test.server.active === 1);
    rmSync(path('b'));
    gate.open();
    await test.until(() => test.batch().processed === 3);
    expect(test.files().map(({ status }) => status)).toEqual(['completed', 'failed', 'completed']);
    expect(test.batch().status).toBe('failed');
  });
});
