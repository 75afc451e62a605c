import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { confirm, failWith, hang, stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const minute = 60_000;
const names = (count: number) => Array.from({ length: count }, (_, index) => `f${String(index).padStart(5, '0')}`);

describe('files that can never succeed', () => {
  it('fail in the end, and all the good ones arrive', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      if (Number(request.target.relativePath.slice(1)) % 10 < 3) throw new UploadError('server-error');
      return stored;
    };
    await test.addFiles(names(60));
    await test.until(() => test.batch().processed === 60);
    expect(test.batch()).toMatchObject({ successful: 42, failed: 18 });
    expect(new Set(test.server.arrived).size).toBe(42);
  });

  it('fail in the end also when there is nothing else', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('server-error'));
    await test.addFiles(names(5));
    await test.until(() => test.batch().processed === 5);
    expect(test.batch()).toMatchObject({ successful: 0, failed: 5 });
    expect(Math.max(...test.server.tries.values())).toBeLessThanOrEqual(12);
  });

  it.each([
    ['a busy server with a time', () => new UploadError('server-busy', { retryAfterMs: 30_000 })],
    ['a full destination', () => new UploadError('destination-full')],
  ])('because of %s for just the first of them do not keep the others from arriving', async (_words, error) => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      if (request.target.relativePath === 'f00000') throw error();
      return stored;
    };
    await test.addFiles(names(100));
    await test.until(() => test.batch().successful === 99, 15 * minute);
    expect(test.server.tries.get('f00000')).toBeLessThanOrEqual(3);
  });

  it('because the server is always busy for the one fail within a day', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('too-many-requests', { retryAfterMs: 30_000 }));
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'failed', 24 * 60 * minute);
    expect(test.file('a').error?.code).toBe('too-many-requests');
  });

  it('do not send the half sent to the end of the line when the network was away', async () => {
    const test = fixture.start({ concurrency: 1 });
    let isAway = false;
    test.server.onTransfer = async (request, call) => {
      if (isAway) throw new UploadError('offline');
      if (call === 1) {
        await confirm(request, 50);
        isAway = true;
        throw new UploadError('offline');
      }
      return stored;
    };
    test.server.onProbe = async () => {
      isAway = false;
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    };
    await test.addFiles(names(10));
    await test.until(() => test.batch().status === 'completed');
    expect(test.server.arrived[0]).toBe('f00000');
  });
});

describe('several destinations', () => {
  it('do not wait for each other', async () => {
    const { test } = fixture;
    const other = test.engine.destinations.add({ name: 'Other', url: 'put+http://other.test/', isSaved: true });
    const [first] = test.engine.destinations.list();
    if (first === undefined) throw new Error('no destination');
    test.engine.destinations.choose(first.destinationId);
    test.server.onTransfer = async (request) => {
      if (request.target.relativePath.startsWith('f')) throw new UploadError('connection-refused');
      return stored;
    };
    test.server.onProbe = () => Promise.reject(new UploadError('connection-refused'));
    await test.addFiles(names(20));
    test.engine.destinations.choose(other.destinationId);
    await test.addFiles(['good1', 'good2']);
    await test.until(() => test.batch().status === 'completed', minute);
    expect(test.server.arrived.toSorted()).toEqual(['good1', 'good2']);
  });

  it('lose nothing when one is removed from the choice while its files are on their way', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request) => {
      await Promise.race([gate.opened, hang(request)]);
      return stored;
    };
    await test.addFiles(['a', 'b']);
    await test.until(() => test.server.active === 2);
    const [destination] = test.engine.destinations.list();
    if (destination === undefined) throw new Error('no destination');
    await test.engine.destinations.remove(destination.destinationId);
    expect(test.engine.destinations.list()).toEqual([]);
    expect(test.server.closedInstances).toBe(0);
    gate.open();
    await test.until(() => test.batch().status === 'completed');
    await test.engine.close();
    const next = fixture.alsoClose(test.reopen());
    expect(next.batch()).toMatchObject({ destinationName: 'Fake', successful: 2 });
  });
});
