import { describe, expect, it } from 'vitest';
import { Drain } from '../../../electron/engine/queue/drain.ts';
import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import type { UploadId } from '../../../shared/ids.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { uploadOf } from './record-of.ts';

const destinations = {
  protocolFor: () => {
    throw new Error('nobody asks for it');
  },
};

describe('a drain', () => {
  it('tells each file once to stop, however many others end before it and however long that takes', async () => {
    const clock = createFakeClock();
    const running = new Map<UploadId, UploadRecord>();
    const ends = new Map<UploadId, () => void>();
    const stops: UploadId[] = [];
    for (let number = 1; number <= 12; number += 1) {
      const record = uploadOf(number, { status: 'checking' });
      running.set(record.uploadId, record);
    }
    const drain = new Drain({
      clock,
      destinations,
      scheduler: {
        running: () => running.values(),
        letBegin: () => undefined,
        stop: (uploadId) => {
          stops.push(uploadId);
          return new Promise<void>((resolve) => {
            ends.set(uploadId, () => {
              running.delete(uploadId);
              resolve();
            });
          });
        },
      },
    });
    let isDone = false;
    void drain.begin().then((answer) => {
      isDone = answer;
    });
    await clock.advance(1_000);
    for (const end of ends.values()) {
      expect(isDone).toBe(false);
      end();
      await clock.advance(300);
    }
    expect(stops).toEqual([...ends.keys()]);
    expect([stops.length, isDone, clock.pendingTimers()]).toEqual([12, true, 0]);
  });

  it('tells a file that runs again after a drain was called off to stop again', async () => {
    const clock = createFakeClock();
    const record = uploadOf(1, { status: 'checking' });
    let stops = 0;
    const drain = new Drain({
      clock,
      destinations,
      scheduler: {
        running: () => [record],
        letBegin: () => undefined,
        stop: async () => {
          stops += 1;
          if (stops === 1) drain.callOff();
        },
      },
    });
    expect(await drain.begin()).toBe(false);
    await clock.advance(0);
    void drain.begin();
    expect(stops).toBe(2);
    drain.close();
  });
});
