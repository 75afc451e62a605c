import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { provesMachine } from '../faults/machine/proves-machine.ts';
import { confirmThenHang, stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

describe('a destination that moves', () => {
  it(provesMachine('destination-removed'), async () => {
    const { test } = fixture;
    let isAway = true;
    const answer = async () => {
      if (isAway) throw new UploadError('connection-refused');
    };
    test.server.onTransfer = () => answer().then(() => stored);
    test.server.onProbe = () => answer().then(() => ({ isResumable: true, maxFileSizeBytes: null, serverName: null }));
    await test.addFiles(['a', 'b', 'c']);
    await test.until(() => test.engine.totals().held.length === 1);
    const [destination] = test.engine.destinations.list();
    if (destination === undefined) throw new Error('there is none');
    await test.engine.destinations.remove(destination.destinationId);
    expect(test.engine.destinations.list()).toEqual([]);
    await test.pass(60_000);
    expect(test.engine.totals()).toMatchObject({ failed: 0, held: [{ destinationName: destination.name }] });
    // Also over a restart, which knows it only from the disk.
    await test.settle(test.engine.close());
    const next = fixture.alsoClose(test.reopen());
    await next.pass(60_000);
    isAway = false;
    await next.until(() => next.batch().status === 'completed');
    expect(next.files().map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
    expect(next.engine.destinations.list().map(({ name }) => name)).not.toContain(destination.destinationId);
  });

  it(provesMachine('destination-new-port'), async () => {
    const test = fixture.start({ builtInDestinationUrl: 'tus+http://127.0.0.1:1001/files/' });
    const [builtIn] = test.engine.destinations.list().filter(({ isBuiltIn }) => isBuiltIn);
    if (builtIn === undefined) throw new Error('there is none');
    test.engine.destinations.choose(builtIn.destinationId);
    test.server.onTransfer = confirmThenHang(40);
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 40);
    await test.settle(test.engine.close());
    const checkpoints: unknown[] = [];
    test.server.onTransfer = async ({ checkpoint }) => {
      checkpoints.push(checkpoint);
      return stored;
    };
    const next = fixture.alsoClose(test.reopen({ builtInDestinationUrl: 'tus+http://127.0.0.1:2002/files/' }));
    await next.until(() => next.batch().status === 'completed');
    expect(checkpoints).toEqual([{ offset: 40 }]);
    expect(next.batch().destinationId).toBe(builtIn.destinationId);
  });
});
