import { describe, expect, it } from 'vitest';
import { AwayWatch } from '../../../electron/engine/queue/away-watch.ts';
import { filesPerSlice } from '../../../electron/engine/queue/between-slices.ts';
import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import { mostLockedLooks } from '../../../electron/engine/retry/retry-policy.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { uploadOf as anyUploadOf } from './record-of.ts';

const minute = 60_000;

const uploadOf = (position: number, more: Partial<UploadRecord> = {}): UploadRecord =>
  anyUploadOf(position, { status: 'waiting', waitReason: 'source-away', ...more });

function watching() {
  const clock = createFakeClock();
  const looks: string[] = [];
  const back: UploadRecord[] = [];
  const gone = new Set<string>();
  const state = { hangs: false, hangingFolders: new Set<string>(), backBySlice: [] as number[] };
  const watch = new AwayWatch({
    clock,
    isSourceAway: async ({ sourcePath }) => {
      looks.push(sourcePath);
      const hangs = state.hangs || [...state.hangingFolders].some((folder) => sourcePath.startsWith(folder));
      if (hangs) await new Promise(() => undefined);
      return [...gone].some((folder) => sourcePath.startsWith(folder));
    },
    onBack: (record) => back.push(record),
    onSlice: () => state.backBySlice.push(back.length),
  });
  return { clock, looks, back, gone, state, watch };
}

describe('files whose disk went away', () => {
  it('are looked for once for each folder, and all come back with it', async () => {
    const { clock, looks, back, gone, state, watch } = watching();
    gone.add('/usb');
    for (let number = 1; number <= 1_000; number += 1) watch.add(uploadOf(number, { sourcePath: `/usb/photos/${number}.jpg` }));
    await clock.advance(5_000);
    expect([looks.length, back.length]).toEqual([1, 0]);
    gone.clear();
    await clock.advance(5_000);
    while (back.length < 1_000) await new Promise((resolve) => setImmediate(resolve));
    expect([looks.length, back.length, back[0]?.lockedLooks]).toEqual([2, 1_000, 0]);
    // Not all at once: each slice is written down before the next one.
    expect(state.backBySlice).toEqual([filesPerSlice, 2 * filesPerSlice]);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('do not come back with another disk', async () => {
    const { clock, back, gone, watch } = watching();
    gone.add('/usb').add('/nas');
    watch.add(uploadOf(1, { sourcePath: '/usb/a' }));
    watch.add(uploadOf(2, { sourcePath: '/nas/b' }));
    gone.delete('/nas');
    await clock.advance(5_000);
    expect(back.map(({ sourcePath }) => sourcePath)).toEqual(['/nas/b']);
  });

  it('are given up after an hour, so that the next run fails with words', async () => {
    const { clock, back, gone, watch } = watching();
    gone.add('/usb');
    watch.add(uploadOf(1, { sourcePath: '/usb/a' }));
    await clock.advance(59 * minute);
    expect(back).toEqual([]);
    await clock.advance(2 * minute);
    expect(back.map(({ lockedLooks }) => lockedLooks)).toEqual([mostLockedLooks]);
  });

  it('are left alone once somebody paused them, also during a look', async () => {
    const { clock, back, watch } = watching();
    watch.add(uploadOf(1));
    const looking = clock.advance(5_000);
    watch.remove(uploadOf(1).uploadId);
    await looking;
    expect(back).toEqual([]);
  });

  it('of a drive that hangs do not hold up those of another', async () => {
    const { clock, back, gone, state, watch } = watching();
    state.hangingFolders.add('/nas');
    gone.add('/usb');
    watch.add(uploadOf(1, { sourcePath: '/nas/a', fingerprint: { ...uploadOf(1).fingerprint, device: 'nas' } }));
    watch.add(uploadOf(2, { sourcePath: '/usb/b', fingerprint: { ...uploadOf(2).fingerprint, device: 'usb' } }));
    await clock.advance(5_000);
    gone.clear();
    await clock.advance(30_000);
    expect(back.map(({ sourcePath }) => sourcePath)).toEqual(['/usb/b']);
    watch.close();
  });

  it('cost one look, and no more, on a drive that hangs', async () => {
    const { clock, looks, state, watch } = watching();
    state.hangs = true;
    for (let number = 1; number <= 10; number += 1) watch.add(uploadOf(number, { sourcePath: `/nas/${number}/a` }));
    await clock.advance(10 * minute);
    watch.lookSoon();
    expect(looks).toHaveLength(1);
    watch.close();
  });
});
