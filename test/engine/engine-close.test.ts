import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { confirm, confirmThenHang, failWith, hang, sendWhole, stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

describe('closing', () => {
  it('in the middle of everything leaves no timer, no transfer, and a queue that goes on', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request, call) => {
      if (call % 3 === 0) throw new UploadError('connection-lost');
      await confirm(request, 10);
      return hang(request);
    };
    await test.addFiles(Array.from({ length: 20 }, (_, index) => `f${index}`));
    await test.until(() => test.server.active >= 3);
    await test.settle(Promise.all([test.engine.close(), test.engine.close()]));
    expect([test.server.active, test.clock.pendingTimers()]).toEqual([0, 0]);
    const statuses = new Set<string>();
    test.server.onTransfer = sendWhole;
    const next = fixture.alsoClose(test.reopen());
    for (const { status } of next.files()) statuses.add(status);
    await next.until(() => next.batch().status === 'completed');
    expect(next.batch()).toMatchObject({ successful: 20, bytesSent: 2_000, bytesConfirmed: 2_000 });
    expect(statuses.has('failed')).toBe(false);
  });

  it('during a walk keeps the walk', async () => {
    const { test } = fixture;
    const folder = join(fixture.directory, 'photos');
    mkdirSync(folder);
    for (let index = 0; index < 1_200; index += 1) writeFileSync(join(folder, `${index}.jpg`), '');
    test.server.onTransfer = hang;
    void test.engine.add({ paths: [folder] });
    await test.asSoonAs(() => test.engine.totals().total >= 500);
    expect(test.batch().isScanning).toBe(true);
    await test.settle(test.engine.close());
    test.server.onTransfer = sendWhole;
    const next = fixture.alsoClose(test.reopen());
    await next.until(() => next.batch().status === 'completed');
    expect(next.batch()).toMatchObject({ total: 1_200, successful: 1_200 });
  });

  it('while a destination is held and being probed ends at once', async () => {
    const { test } = fixture;
    const probing = fixture.gate();
    test.server.onTransfer = failWith(() => new UploadError('connection-refused'));
    let probes = 0;
    test.server.onProbe = async () => {
      probes += 1;
      await probing.opened;
      return { isResumable: true, maxFileSizeBytes: 5, serverName: null };
    };
    await test.addFiles(['a', 'b']);
    await test.until(() => probes === 1);
    await test.engine.close();
    const asked = test.server.asked.length;
    probing.open();
    await new Promise((resolve) => setImmediate(resolve));
    expect(test.server.asked.length).toBe(asked);
  });

  it('while a cancelled file is being removed at its destination keeps that for the next start', async () => {
    const { test } = fixture;
    test.server.onTransfer = confirmThenHang(10);
    test.server.onDiscard = (_checkpoint, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    await test.engine.cancel({ kind: 'all' });
    await test.engine.close();
    test.server.onDiscard = async () => undefined;
    const next = fixture.alsoClose(test.reopen());
    await next.until(() => next.server.discarded.length === 1);
    expect(next.server.discarded).toEqual([{ offset: 10 }]);
  });
});

describe('being idle', () => {
  it('is said when the last file is through, and not before', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request) => {
      if (request.target.relativePath === 'b') await gate.opened;
      return stored;
    };
    await test.addFiles(['a', 'b']);
    let isIdle = false;
    void test.engine.whenIdle().then(() => {
      isIdle = true;
    });
    await test.until(() => test.file('a').status === 'completed');
    await test.pass(10_000);
    expect(isIdle).toBe(false);
    gate.open();
    await test.until(() => isIdle, 60_000);
    expect(test.batch().status).toBe('completed');
  });

  it('is so with everything paused, at once', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a', 'b']);
    let isIdle = false;
    void test.engine.whenIdle().then(() => {
      isIdle = true;
    });
    await test.pass(1_000);
    expect(isIdle).toBe(false);
    await test.engine.pause({ kind: 'all' });
    await test.until(() => isIdle, 100);
    expect(test.server.active).toBe(0);
  });

  it('is not so while a file waits for its time or its destination', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('connection-refused'));
    test.server.onProbe = () => Promise.reject(new UploadError('connection-refused'));
    await test.addFiles(['a']);
    let isIdle = false;
    void test.engine.whenIdle().then(() => {
      isIdle = true;
    });
    await test.pass(600_000);
    expect(isIdle).toBe(false);
    await test.engine.cancel({ kind: 'all' });
    await test.until(() => isIdle, 100);
    expect(test.file('a').status).toBe('cancelled');
  });

  it('is so at once in an engine that only looks after the queue', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a']);
    await test.engine.close();
    const tries = test.server.tries.get('a');
    const carer = fixture.alsoClose(test.reopen({ startsTransfers: false }));
    await carer.engine.whenIdle();
    expect([carer.file('a').status, carer.server.tries.get('a')]).toEqual(['queued', tries]);
  });
});
