import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { keptAttempts } from '../../shared/attempt.ts';
import type { UploadId } from '../../shared/ids.ts';
import { confirm, confirmThenHang, hang, stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

describe('the timeline of a file', () => {
  it('tells every try: when, how far it came, and how it ended', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request, call) => {
      if (call === 1) {
        await confirm(request, 40);
        throw new UploadError('connection-lost');
      }
      return stored;
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'completed');
    const { attempts } = test.engine.listAttempts(test.id('a'));
    expect(attempts).toMatchObject([
      { outcome: 'error', error: { code: 'connection-lost' }, bytesFrom: 0, bytesTo: 40 },
      { outcome: 'finished', error: null, bytesFrom: 40, bytesTo: 100 },
    ]);
    const [first, second] = attempts;
    expect(second?.startedAt).toBeGreaterThanOrEqual(first?.endedAt ?? Number.POSITIVE_INFINITY);
  });

  it('keeps of a file that is tried for days the first few and the last hundred', async () => {
    const { test } = fixture;
    const tries = keptAttempts.first + keptAttempts.last + 15;
    let calls = 0;
    test.server.onTransfer = async (request) => {
      calls += 1;
      // A byte more each time, so that it never runs out of tries.
      await confirm(request, calls);
      if (calls < tries) throw new UploadError('connection-lost');
      return stored;
    };
    await test.addFiles(['a'], 1_000);
    await test.until(() => test.file('a').status === 'completed', 48 * 60 * 60_000);
    const { attempts } = test.engine.listAttempts(test.id('a'));
    expect(attempts).toHaveLength(keptAttempts.first + keptAttempts.last);
    expect(attempts.slice(0, keptAttempts.first).map(({ bytesTo }) => bytesTo)).toEqual([1, 2, 3, 4, 5]);
    expect(attempts.at(-1)?.outcome).toBe('finished');
    expect(attempts.at(-keptAttempts.last)?.bytesTo).toBe(tries - keptAttempts.last + 1);
  });

  it('is not there for a file that nobody knows', () => {
    expect(() => fixture.test.engine.listAttempts('nobody' as UploadId)).toThrow('upload-unknown');
  });
});

describe('what a row is told besides its status', () => {
  it('when a byte last moved, from the moment on which one could', async () => {
    const { test } = fixture;
    test.server.onTransfer = confirmThenHang(10);
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesSent === 10);
    const movedAt = test.file('a').lastByteAt;
    expect(movedAt).toBe(test.clock.now());
    await test.pass(12_000);
    expect(test.file('a').lastByteAt).toBe(movedAt);
    await test.engine.pause({ kind: 'all' });
    expect(test.file('a').lastByteAt).toBeNull();
  });

  it('that the file is another one than when it was added', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request, call) => {
      await confirm(request, 10);
      if (call > 1) return hang(request);
      writeFileSync(join(fixture.directory, 'source', 'a'), Buffer.alloc(77));
      throw new UploadError('source-changed');
    };
    await test.addFiles(['a']);
    await test.until(() => test.server.tries.get('a') === 2 && test.file('a').bytesSent === 10);
    expect(test.file('a')).toMatchObject({ sourceChanged: true, fileSize: 77, status: 'uploading' });
    expect(test.events.some(({ payload }) => 'error' in payload && payload.error?.code === 'source-changed')).toBe(true);
  });
});

describe('the log', () => {
  const eventsOf = (wanted: RegExp): readonly string[] =>
    fixture.test.logged.filter(({ event }) => wanted.test(event)).map(({ level, event }) => `${level} ${event}`);

  it('has start and stop, and not a line for a file that simply arrives', async () => {
    const { test } = fixture;
    await test.addFiles(Array.from({ length: 50 }, (_, index) => `file ${index}`));
    await test.until(() => test.batch().successful === 50);
    await test.settle(test.engine.close());
    expect(test.logged.map(({ event }) => event)).toEqual(['engine-started', 'engine-stopped']);
  });

  it('has a failure with its code and its file, and no names', async () => {
    const { test } = fixture;
    test.server.onTransfer = async () => {
      throw new UploadError('not-allowed', { details: { httpStatus: 403 } });
    };
    await test.addFiles(['private name']);
    await test.until(() => test.file('private name').status === 'failed');
    const failed = test.logged.filter(({ event }) => event === 'upload-failed');
    expect(failed).toMatchObject([{ level: 'warn', facts: { uploadId: test.id('private name'), error: { code: 'not-allowed' } } }]);
    expect(JSON.stringify(test.logged)).not.toContain('private name');
  });

  it('has a hold and its release once each, however often the destination is looked at meanwhile', async () => {
    const { test } = fixture;
    let isGone = true;
    const gone = () => new UploadError('connection-refused');
    test.server.onProbe = async () => {
      if (isGone) throw gone();
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    };
    test.server.onTransfer = async () => {
      if (isGone) throw gone();
      return stored;
    };
    await test.addFiles(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    await test.pass(30 * 60_000);
    expect(test.server.asked.filter(({ kind }) => kind === 'probe').length).toBeGreaterThan(3);
    expect(eventsOf(/^destination-/)).toEqual(['info destination-held']);
    isGone = false;
    await test.until(() => test.batch().successful === 8);
    expect(eventsOf(/^destination-/)).toEqual(['info destination-held', 'info destination-released']);
  });
});
