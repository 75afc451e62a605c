import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TransferRequest } from '../../electron/engine/protocols/protocol.ts';
import type { ConflictPolicy } from '../../shared/upload.ts';
import { hang, sendWhole, stored } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

/** Sends files of these names; answers what the protocol was given, in order. */
async function send(test: EngineUnderTest, names: readonly string[], conflict: ConflictPolicy): Promise<readonly TransferRequest[]> {
  const requests: TransferRequest[] = [];
  const before = test.server.onTransfer;
  test.server.onTransfer = async (request, call) => {
    requests.push(request);
    // Time in which another one could begin.
    await new Promise<void>((resolve) => test.clock.setTimer(resolve, 1_000));
    return await before(request, call);
  };
  const paths = names.map((name) => join(fixture.directory, name));
  for (const path of paths) writeFileSync(path, path);
  const { batchId } = await test.settle(test.engine.add({ paths, conflict }));
  await test.until(() => test.engine.overview().batches.some((batch) => batch.batchId === batchId && batch.settledAt !== null));
  test.server.onTransfer = before;
  return requests;
}

const seenBy = (requests: readonly TransferRequest[]) =>
  requests.map(({ target: { relativePath, conflict }, twins = [] }) => [relativePath, conflict, ...twins]);

describe('files whose names a server may take for one', () => {
  it('go one after the other, and the later one is told where the earlier one is', async () => {
    const { test } = fixture;
    const requests = await send(test, ['Photo.jpg', 'photo.jpg', 'PHOTO.JPG'], 'overwrite');
    expect(test.server.mostActive).toBe(1);
    expect(seenBy(requests)).toEqual([
      ['Photo.jpg', 'overwrite'],
      ['photo.jpg', 'overwrite', 'Photo.jpg'],
      ['PHOTO.JPG', 'overwrite', 'Photo.jpg', 'photo.jpg'],
    ]);
  });

  it('do not wait for others, nor at another destination', async () => {
    const { test } = fixture;
    await send(test, ['a.txt', 'A.txt', 'b.txt', 'c.txt'], 'overwrite');
    expect(test.server.mostActive).toBe(3);
    test.engine.destinations.add({ name: 'Other', url: 'tus+http://other.test/files/', isSaved: true });
    const path = join(fixture.directory, 'B.txt');
    writeFileSync(path, 'B');
    const destinationId = test.engine.destinations.list().find(({ name }) => name === 'Other')?.destinationId;
    if (destinationId === undefined) throw new Error('there is no other destination');
    let twins: readonly string[] | undefined;
    test.server.onTransfer = async (request, call) => {
      twins = request.twins;
      return await sendWhole(request, call);
    };
    await test.settle(test.engine.add({ paths: [path], conflict: 'overwrite', destinationId }));
    await test.until(() => twins !== undefined);
    expect(twins).toEqual([]);
  });

  it('are known after a restart, under the names that they have got', async () => {
    const first = fixture.start();
    first.server.onTransfer = async (request, call) => {
      await sendWhole(request, call);
      const { relativePath } = request.target;
      return { ...stored, storedAs: relativePath === 'photo.jpg' ? 'photo (2).jpg' : relativePath };
    };
    await send(first, ['Photo.jpg', 'photo.jpg'], 'overwrite');
    await first.settle(first.engine.close());
    const second = fixture.alsoClose(first.reopen());
    // Photo.jpg replaces itself alone; what has got the number is in the way of whatever is called so.
    const requests = await send(second, ['PHOTO.jpg', 'photo (2).jpg', 'Photo (2).jpg'], 'overwrite');
    expect(new Map(seenBy(requests).map(([name, ...rest]) => [name, rest]))).toEqual(
      new Map([
        ['PHOTO.jpg', ['overwrite', 'Photo.jpg']],
        ['photo (2).jpg', ['overwrite', 'photo (2).jpg']],
        ['Photo (2).jpg', ['overwrite', 'photo (2).jpg']],
      ]),
    );
    expect(seenBy(await send(second, ['Photo.jpg'], 'overwrite'))).toEqual([['Photo.jpg', 'overwrite', 'PHOTO.jpg']]);
  });

  it('are not looked for where nothing is replaced, and do not hide each other where what is there is skipped', async () => {
    const { test } = fixture;
    test.server.files = [];
    expect(seenBy(await send(test, ['a', 'A'], 'rename'))).toEqual([
      ['a', 'rename'],
      ['A', 'rename'],
    ]);
    expect(seenBy(await send(test, ['b', 'B'], 'skip'))).toEqual([
      ['b', 'skip'],
      ['B', 'rename', 'b'],
    ]);
  });

  it('wait no longer once the earlier one is paused', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request, call) =>
      request.target.relativePath === 'a' ? await hang(request) : await sendWhole(request, call);
    const paths = ['a', 'A'].map((name) => join(fixture.directory, name));
    for (const path of paths) writeFileSync(path, path);
    await test.settle(test.engine.add({ paths, conflict: 'overwrite' }));
    await test.until(() => test.file('a').status === 'uploading');
    expect(test.file('A').status).toBe('queued');
    await test.settle(test.engine.pause({ kind: 'uploads', uploadIds: [test.id('a')] }));
    await test.until(() => test.file('A').status === 'completed');
  });
});
