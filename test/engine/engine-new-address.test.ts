import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { DestinationId } from '../../shared/ids.ts';
import { addFolder, names, serverWith, there } from './conflicts/conflict-scene.ts';
import { confirm, hang, sendWhole, stored } from './fake-server.ts';
import { startEngine } from './start-engine.ts';
import { startAtTwoPlaces } from './two-places.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

describe('a destination that gets another address', () => {
  it('is not asked to remove what a removal under way was to remove at the old one', async () => {
    const { test, asked } = startAtTwoPlaces(fixture);
    test.server.onTransfer = async (request) => {
      await confirm(request, 10);
      return hang(request);
    };
    test.server.onDiscard = (_checkpoint, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    await test.settle(test.engine.cancel({ kind: 'all' }));
    await test.until(() => asked.includes('discard fake.test'));
    const [old] = test.engine.destinations.list();
    await test.settle(test.engine.destinations.update(old?.destinationId as DestinationId, { url: 'tus+http://moved.test/files/' }));
    await test.pass(60_000);
    // It goes away and comes back: what waits for that is tried again.
    let tries = 0;
    test.server.onTransfer = async () => {
      tries += 1;
      if (tries === 1) throw new UploadError('connection-refused');
      return stored;
    };
    await test.addFiles(['b']);
    await test.until(() => test.file('b').status === 'completed');
    await test.pass(60_000);
    expect(asked).not.toContain('discard moved.test');
  });

  it('begins nothing at the old one meanwhile, also when one of its batches is sent elsewhere just then', async () => {
    const { test, asked, elsewhere } = startAtTwoPlaces(fixture);
    test.server.onTransfer = async (request) => {
      await confirm(request, 10);
      return hang(request);
    };
    test.server.onDiscard = () => new Promise(() => undefined);
    test.engine.setConcurrency(1);
    await test.addFiles(['a']);
    const other = await test.addFiles(['b']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    test.server.onTransfer = sendWhole;
    const [old] = test.engine.destinations.list();
    const before = asked.length;
    const changed = test.engine.destinations.update(old?.destinationId as DestinationId, { url: 'tus+http://moved.test/files/' });
    await test.until(() => asked.includes('discard fake.test'));
    await test.settle(test.engine.moveBatch(other, elsewhere));
    await test.settle(changed);
    await test.until(() => test.file('a').status === 'completed' && test.file('b').status === 'completed');
    expect(asked.slice(before)).toEqual(['discard fake.test', 'transfer new.test b anew', 'transfer moved.test a anew']);
  });

  it('is asked again about names, also when a crash comes as soon as the address has changed', async () => {
    const many = names(900);
    const { clock, server, sent } = serverWith(
      many.map((name) => there(`photos/${name}`)),
      { pageSize: 1_000 },
    );
    const test = fixture.start({ clock, server });
    test.engine.setConcurrency(0);
    const batchId = await addFolder(fixture.directory, test, 'photos', many, 'ask');
    await test.until(() => test.batch().conflicts?.asked === 900);
    await test.engine.resolveConflicts(batchId, { policy: 'overwrite' });
    const [old] = test.engine.destinations.list();
    const changed = test.engine.destinations.update(old?.destinationId as DestinationId, { url: 'tus+http://moved.test/files/' });
    await test.asSoonAs(() => test.engine.destinations.list()[0]?.url.includes('moved.test') === true);
    const copy = join(fixture.directory, 'after');
    mkdirSync(join(copy, 'data'), { recursive: true });
    for (const file of ['queue.db', 'queue.db-wal']) copyFileSync(join(fixture.directory, 'data', file), join(copy, 'data', file));
    await test.settle(changed);
    const next = fixture.alsoClose(startEngine({ directory: copy, clock, server }));
    await next.pass(60_000);
    expect([...sent.values()]).toEqual([]);
    expect(next.batch().conflicts?.asked).toBe(900);
  });
});
