import { describe, expect, it } from 'vitest';
import type { EngineClient } from '../../renderer/engine-client.ts';
import { followQueue } from '../../renderer/follow-queue.ts';
import type { QueueOverview, UploadPage } from '../../shared/contract.ts';
import type { ChangeBatch } from '../../shared/progress.ts';
import { totals as sampleTotals } from '../desktop/progress-samples.ts';
import { fileProgress } from './file-progress.ts';

interface Asked {
  readonly name: string;
  readonly args: unknown;
  readonly answer: (value: unknown) => void;
  readonly refuse: () => void;
}

/** A client whose answers the test gives one by one, and everything that happened in order. */
function setUp() {
  const asked: Asked[] = [];
  const happened: string[] = [];
  let listener: ((changes: ChangeBatch) => void) | null = null;
  const request = (name: string, args: unknown): Promise<unknown> =>
    new Promise((answer, refuse) => {
      happened.push(`ask ${name}`);
      asked.push({ name, args, answer, refuse: () => refuse(new Error('refused')) });
    });
  const wishes: number[] = [];
  const client: EngineClient = {
    request: request as EngineClient['request'],
    onChanges(listen) {
      happened.push('subscribe');
      listener = listen;
      return () => {
        listener = null;
      };
    },
    acknowledge: (sequence) => happened.push(`acknowledge ${sequence}`),
    pathsOf: () => ({ paths: [], namesWithoutPath: [] }),
  };
  const end = followQueue(
    client,
    {
      begin: () => happened.push('begin'),
      addPage: (uploads) => happened.push(`page ${uploads.map((upload) => upload.position).join(',')}`),
      finish: () => happened.push('finish'),
      applyChanges: (changes) => happened.push(`apply ${changes.sequence}`),
      heedWishes: (changes) => {
        happened.push(`heed ${changes.sequence}`);
        wishes.push(changes.sequence);
      },
    },
    async (delayMs) => {
      happened.push(`wait ${delayMs}`);
    },
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    asked,
    happened,
    wishes,
    end,
    send: (sequence: number) =>
      listener?.({
        sequence,
        uploads: [],
        batches: [],
        totals: sampleTotals(),
        removedBatchIds: [],
        settingsRevision: 0,
        opensSettings: false,
      }),
    async overview(sequence: number) {
      const value: QueueOverview = { sequence, batches: [], totals: sampleTotals() };
      asked.at(-1)?.answer(value);
      await settle();
    },
    async page(positions: readonly number[], nextPosition: number | null) {
      const value: UploadPage = { uploads: positions.map((position) => fileProgress({ position })), nextPosition };
      asked.at(-1)?.answer(value);
      await settle();
    },
    async refuse() {
      asked.at(-1)?.refuse();
      await settle();
    },
  };
}

describe('followQueue', () => {
  it('subscribes before it asks, and pages to the end', async () => {
    const { happened, asked, overview, page } = setUp();
    await overview(7);
    expect(asked.at(-1)?.args).toEqual({ fromPosition: 0, limit: 1000 });
    await page([1, 2], 3);
    expect(asked.at(-1)?.args).toEqual({ fromPosition: 3, limit: 1000 });
    await page([3], null);
    expect(happened).toEqual([
      'subscribe',
      'ask getOverview',
      'begin',
      'ask listUploads',
      'page 1,2',
      'ask listUploads',
      'page 3',
      'finish',
    ]);
  });

  it('holds back what comes early, drops what the overview contained, and acknowledges both', async () => {
    const { happened, wishes, overview, page, send } = setUp();
    send(7);
    await overview(7);
    send(8);
    await page([], null);
    expect(happened.slice(-5)).toEqual(['heed 7', 'acknowledge 7', 'apply 8', 'heed 8', 'acknowledge 8']);
    expect(happened).not.toContain('apply 7');
    // What a person asked for is in no list.
    expect(wishes).toEqual([7, 8]);
  });

  it('acknowledges only after it applied, and heeds what a person asked for between both', async () => {
    const { happened, overview, page, send } = setUp();
    await overview(0);
    await page([], null);
    send(1);
    send(2);
    expect(happened.slice(-6)).toEqual(['apply 1', 'heed 1', 'acknowledge 1', 'apply 2', 'heed 2', 'acknowledge 2']);
  });

  it('ignores a batch that it has already', async () => {
    const { happened, overview, page, send } = setUp();
    await overview(5);
    await page([], null);
    send(5);
    expect(happened.slice(-1)).toEqual(['acknowledge 5']);
  });

  it('asks for the list again after a gap, and goes on from there', async () => {
    const { happened, overview, page, send } = setUp();
    await overview(1);
    await page([1], null);
    send(4);
    expect(happened.slice(-2)).toEqual(['acknowledge 4', 'ask getOverview']);
    send(5);
    await overview(4);
    await page([1, 2], null);
    send(6);
    expect(happened.filter((line) => line.startsWith('apply'))).toEqual(['apply 5', 'apply 6']);
  });

  it('heeds what a person asked for in the changes that showed the gap, once, when the list is there', async () => {
    const { happened, wishes, overview, page, send } = setUp();
    await overview(1);
    await page([1], null);
    send(4);
    send(5);
    await overview(4);
    expect(wishes).toEqual([]);
    await page([1, 2], null);
    expect(happened.slice(-5)).toEqual(['finish', 'heed 4', 'apply 5', 'heed 5', 'acknowledge 5']);
  });

  it('asks again, ever more slowly, while the host is not ready', async () => {
    const { happened, overview, refuse, page } = setUp();
    await refuse();
    await refuse();
    await overview(0);
    await refuse();
    await overview(0);
    await page([], null);
    expect(happened.filter((line) => line.startsWith('wait'))).toEqual(['wait 250', 'wait 500', 'wait 1000']);
    expect(happened.at(-1)).toBe('finish');
  });

  it('writes nothing after its end', async () => {
    const { happened, overview, end } = setUp();
    end();
    await overview(0);
    expect(happened).toEqual(['subscribe', 'ask getOverview']);
  });
});
