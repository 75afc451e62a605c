import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { Protocol, ProtocolOptions } from '../../electron/engine/protocols/protocol.ts';
import type { ProtocolTable } from '../../electron/engine/protocols/registry.ts';
import type { BatchId, DestinationId } from '../../shared/ids.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { confirm, createFakeServer, hang, sendWhole, stored } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { tableOf } from './table-of.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

/** Who was asked for what: `transfer old.test a`, `discard old.test`. */
function start(): {
  readonly test: EngineUnderTest;
  readonly asked: string[];
  readonly elsewhere: DestinationId;
  readonly protocols: ProtocolTable;
} {
  const clock = createFakeClock();
  const server = createFakeServer(clock);
  const asked: string[] = [];
  const create = (options: ProtocolOptions): Protocol => {
    const inner = server.table.tus.create(options);
    return {
      ...inner,
      transfer: (request) => {
        asked.push(`transfer ${options.url.hostname} ${request.target.relativePath} ${request.checkpoint === null ? 'anew' : 'on'}`);
        return inner.transfer(request);
      },
      discard: (checkpoint, signal) => {
        asked.push(`discard ${options.url.hostname}`);
        return inner.discard(checkpoint, signal);
      },
    };
  };
  const protocols = tableOf(create);
  const test = fixture.start({ clock, server, protocols });
  const old = test.engine.destinations.list()[0]?.destinationId as DestinationId;
  const { destinationId } = test.engine.destinations.add({ name: 'Elsewhere', url: 'tus+http://new.test/files/', isSaved: true });
  test.engine.destinations.choose(old);
  return { test, asked, elsewhere: destinationId, protocols };
}

const stateOf = (test: EngineUnderTest) =>
  test.files().map(({ fileName, status, batchId }) => `${fileName} ${status} ${batchOf(test, batchId)}`);
const batchOf = (test: EngineUnderTest, batchId: string) =>
  test.engine.overview().batches.find((batch) => batch.batchId === batchId)?.destinationName;

describe('a batch that is sent elsewhere', () => {
  it('leaves what has arrived, stops and removes what was begun, and sends the rest anew', async () => {
    const { test, asked, elsewhere } = start();
    test.server.onTransfer = async (request) => {
      if (request.target.relativePath === 'a') return stored;
      if (request.target.relativePath === 'd') throw new UploadError('not-allowed');
      await confirm(request, 10);
      return hang(request);
    };
    test.engine.setConcurrency(3);
    const batchId = await test.addFiles(['a', 'd', 'b', 'c', 'e', 'f']);
    await test.until(() => test.file('c').bytesConfirmed === 10 && test.file('d').status === 'failed');
    await test.settle(test.engine.pause({ kind: 'uploads', uploadIds: [test.id('f')] }));
    test.server.onTransfer = sendWhole;
    const answer = await test.settle(test.engine.moveBatch(batchId, elsewhere));
    expect(answer).toEqual({ batchId: expect.any(String), affected: 5 });
    await test.until(() => test.file('e').status === 'completed');
    await test.until(() => test.server.discarded.length === 3);
    expect(stateOf(test)).toEqual([
      'a completed Fake',
      ...['d', 'b', 'c', 'e', 'f'].map((name) => `${name} cancelled Fake`),
      ...['d', 'b', 'c', 'e'].map((name) => `${name} completed Elsewhere`),
      'f paused Elsewhere',
    ]);
    expect(asked.filter((entry) => entry.startsWith('discard'))).toEqual(Array.from({ length: 3 }, () => 'discard fake.test'));
    // Three begin at once, and whose source the disk opens first is sent first.
    expect(asked.filter((entry) => entry.includes('new.test')).sort()).toEqual(
      ['b', 'c', 'd', 'e'].map((name) => `transfer new.test ${name} anew`),
    );
    const firstMoved = asked.findIndex((entry) => entry.includes('new.test'));
    expect(asked.slice(firstMoved).filter((entry) => entry.startsWith('transfer fake.test'))).toEqual([]);
  });

  it('of which nothing was begun leaves no trace of itself', async () => {
    const { test, elsewhere } = start();
    test.engine.setConcurrency(0);
    const batchId = await test.addFiles(['a', 'b']);
    const removed: unknown[] = [];
    test.engine.onBatchesRemoved((batchIds) => removed.push(...batchIds));
    await test.settle(test.engine.moveBatch(batchId, elsewhere));
    expect(removed).toEqual([batchId]);
    expect(stateOf(test)).toEqual(['a queued Elsewhere', 'b queued Elsewhere']);
    test.engine.setConcurrency(6);
    await test.until(() => test.batch().successful === 2);
  });

  it('loses nothing and doubles nothing in a crash right after it', async () => {
    const { test, elsewhere, protocols } = start();
    test.server.onTransfer = async (request) => {
      await confirm(request, 10);
      return hang(request);
    };
    test.server.onDiscard = async () => {
      throw new UploadError('connection-refused');
    };
    const batchId = await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    await test.settle(test.engine.moveBatch(batchId, elsewhere));
    await test.settle(test.engine.close());
    test.server.onTransfer = sendWhole;
    test.server.onDiscard = async () => undefined;
    const next = fixture.alsoClose(test.reopen({ protocols }));
    await next.until(() => next.server.discarded.length === 1 && next.batch().successful === 1);
    expect(stateOf(next)).toEqual(['a cancelled Fake', 'a completed Elsewhere']);
  });

  it('leaves what the other destination does not take, and what it gets already', async () => {
    const { test } = start();
    test.engine.setConcurrency(0);
    const narrow = test.engine.destinations.add({ name: 'Narrow', url: 'tus+http://narrow.test/f/?gantry-accept=jpg', isSaved: true });
    const [old] = test.engine.destinations.list();
    await expect(test.engine.moveBatch('none' as BatchId, narrow.destinationId)).rejects.toMatchObject({ code: 'batch-unknown' });
    test.engine.destinations.choose(old?.destinationId as DestinationId);
    const other = await test.addFiles(['a.txt']);
    expect(await test.settle(test.engine.moveBatch(other, narrow.destinationId))).toEqual({ batchId: null, affected: 0 });
    expect(test.file('a.txt').status).toBe('queued');
    await expect(test.engine.moveBatch(other, old?.destinationId as DestinationId)).rejects.toMatchObject({ code: 'not-possible-now' });
    await expect(test.engine.moveBatch(other, 'none' as DestinationId)).rejects.toMatchObject({ code: 'destination-unknown' });
  });
});

describe('a destination that gets another address', () => {
  it('removes at the old one what was begun there, and sends the files to the new one from their beginning', async () => {
    const { test, asked } = start();
    test.server.onTransfer = async (request) => {
      if (request.target.relativePath === 'a') return stored;
      await confirm(request, 10);
      return hang(request);
    };
    test.engine.setConcurrency(2);
    await test.addFiles(['a', 'b', 'c', 'd']);
    await test.until(() => test.file('c').bytesConfirmed === 10 && test.file('b').bytesConfirmed === 10);
    test.server.onTransfer = sendWhole;
    const [old] = test.engine.destinations.list();
    await test.settle(test.engine.destinations.update(old?.destinationId as DestinationId, { url: 'tus+http://moved.test/files/' }));
    await test.until(() => test.batch().successful === 4);
    const from = asked.indexOf('discard fake.test');
    expect(asked.slice(from, from + 2)).toEqual(['discard fake.test', 'discard fake.test']);
    expect(asked.slice(from + 2).sort()).toEqual(['b', 'c', 'd'].map((name) => `transfer moved.test ${name} anew`));
  });

  it('has nothing removed at the old one that was only planned, and forgets those plans', async () => {
    const { test, asked } = start();
    test.server.onPlan = ({ target }) => ({ planned: target.relativePath });
    test.server.onTransfer = hang;
    test.engine.setConcurrency(2);
    const names = Array.from({ length: 20 }, (_, index) => `file-${String(index).padStart(2, '0')}`);
    await test.addFiles(names);
    await test.pass(1_000);
    const begun = [...test.server.tries.keys()];
    test.server.onTransfer = sendWhole;
    const [old] = test.engine.destinations.list();
    await test.settle(test.engine.destinations.update(old?.destinationId as DestinationId, { url: 'tus+http://moved.test/files/' }));
    await test.until(() => test.batch().successful === names.length);
    expect(begun).toHaveLength(2);
    expect(test.server.discarded.filter(({ planned }) => !begun.includes(String(planned)))).toEqual([]);
    expect(asked.filter((one) => one.endsWith(' on'))).toEqual([]);
  });

  it('does not wait for an old one that is gone, and the files that waited for it go on at the new one', async () => {
    const { test, asked } = start();
    test.server.onTransfer = async (request) => {
      await confirm(request, 10);
      throw new UploadError('connection-refused');
    };
    test.server.onProbe = async () => {
      throw new UploadError('connection-refused');
    };
    test.server.onDiscard = () => new Promise(() => undefined);
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'waiting');
    test.server.onTransfer = sendWhole;
    const [old] = test.engine.destinations.list();
    const startedAt = test.clock.now();
    await test.settle(test.engine.destinations.update(old?.destinationId as DestinationId, { url: 'tus+http://moved.test/files/' }));
    expect(test.clock.now() - startedAt).toBeLessThan(6_000);
    await test.until(() => test.file('a').status === 'completed', 10_000);
    expect(asked.at(-1)).toBe('transfer moved.test a anew');
    expect(test.engine.totals().held).toEqual([]);
  });

  it('goes on in the middle when only an option of Gantry changes', async () => {
    const { test, asked } = start();
    test.server.onTransfer = async (request, call) => {
      if (call > 1) return stored;
      await confirm(request, 10);
      return hang(request);
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    const [old] = test.engine.destinations.list();
    await test.settle(test.engine.destinations.update(old?.destinationId as DestinationId, { url: `${old?.url}?gantry-max-size=1G` }));
    expect(test.file('a').status).toBe('uploading');
    await test.settle(test.engine.pause({ kind: 'all' }));
    await test.engine.resume({ kind: 'all' });
    await test.until(() => test.file('a').status === 'completed');
    expect(asked).toEqual(['transfer fake.test a anew', 'transfer fake.test a on']);
  });
});
