import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { DestinationId } from '../../shared/ids.ts';
import { confirm, hang, sendWhole, stored } from './fake-server.ts';
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
});
