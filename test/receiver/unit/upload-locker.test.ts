import { describe, expect, it } from 'vitest';
import { UploadLocker } from '../../../electron/receiver/upload-locker.ts';

const never = new AbortController().signal;

describe('UploadLocker', () => {
  it('asks the holder to let go and lets one after the other in', async () => {
    const locker = new UploadLocker();
    const order: string[] = [];
    const first = locker.newLock('a');
    await first.lock(never, () => void order.push('first is asked'));
    const others = ['second', 'third'].map(async (name) => {
      const lock = locker.newLock('a');
      await lock.lock(never, () => void order.push(`${name} is asked`));
      order.push(`${name} has it`);
      await lock.unlock();
    });
    await locker.newLock('b').lock(never, () => undefined);
    expect(order.filter((event) => event.endsWith('has it'))).toEqual([]);
    order.push('first lets go');
    await first.unlock();
    await Promise.all(others);
    expect(order.slice(0, 2)).toEqual(['first is asked', 'first is asked']);
    expect(order.filter((event) => !event.endsWith('is asked'))).toEqual(['first lets go', 'second has it', 'third has it']);
  });

  it('gives up with the request that waits', async () => {
    const locker = new UploadLocker();
    const holder = locker.newLock('a');
    await holder.lock(never, () => undefined);
    const request = new AbortController();
    const waiting = locker.newLock('a').lock(request.signal, () => undefined);
    request.abort();
    await expect(waiting).rejects.toMatchObject({ status_code: 500 });
    await holder.unlock();
    await locker.newLock('a').lock(never, () => undefined);
  });
});
