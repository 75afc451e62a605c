import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChangePublisher } from '../../electron/requests/change-publisher.ts';
import type { BatchId } from '../../shared/ids.ts';
import type { ChangeBatch, FileProgress } from '../../shared/progress.ts';
import { createFakeEngine } from '../desktop/fake-engine.ts';
import { batchProgress, fileEvent, fileProgress, totals } from '../desktop/progress-samples.ts';
import { silentLog } from '../desktop/silent-log.ts';
import { createHandClock } from '../host/hand-clock.ts';

function setUp(options: { readonly acknowledges: boolean }) {
  const clock = createHandClock();
  const engine = createFakeEngine();
  const sent: { readonly at: number; readonly changes: ChangeBatch }[] = [];
  const publisher = createChangePublisher({
    engine,
    clock,
    log: silentLog,
    settingsRevision: () => 3,
    send: (changes) => {
      sent.push({ at: clock.monotonicNow(), changes });
      if (options.acknowledges) clock.setTimer(() => publisher.acknowledge(changes.sequence), 5);
    },
  });
  publisher.subscribe();
  return { clock, engine, sent, publisher };
}

const sequencesOf = (sent: readonly { readonly changes: ChangeBatch }[]): readonly number[] => sent.map(({ changes }) => changes.sequence);

test('the first change after a quiet moment goes out at once, and one action on many files makes one batch', () => {
  const { clock, engine, sent } = setUp({ acknowledges: true });
  clock.advance(1_000);
  for (let index = 0; index < 300; index++) engine.update(fileProgress(index, { status: 'paused' }));
  expect(sent).toEqual([]);
  clock.advance(0);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.at).toBe(1_000);
  expect(sent[0]?.changes.uploads).toHaveLength(300);
});

test('at most ten a second, with the latest value of each file', () => {
  const { clock, engine, sent } = setUp({ acknowledges: true });
  for (let step = 0; step < 1_000; step++) {
    engine.update(fileProgress(0, { bytesSent: step }));
    clock.advance(1);
  }
  clock.advance(200);
  expect(sent.length).toBeGreaterThanOrEqual(10);
  expect(sent.length).toBeLessThanOrEqual(11);
  expect(sent.at(-1)?.changes.uploads.map((file) => file.bytesSent)).toEqual([999]);
});

test('nothing is sent before the page listens, nor after it went away', () => {
  const { clock, engine, sent, publisher } = setUp({ acknowledges: true });
  publisher.unsubscribe();
  engine.update(fileProgress(0));
  clock.advance(10_000);
  expect(sent).toEqual([]);
  expect(clock.pendingTimers).toBe(0);
  publisher.subscribe();
  engine.update(fileProgress(1));
  clock.advance(0);
  expect(sent.map(({ changes }) => changes.uploads.map((file) => file.uploadId))).toEqual([['u1']]);
});

test('a reload counts from one again', () => {
  const { clock, engine, sent, publisher } = setUp({ acknowledges: true });
  for (let index = 0; index < 3; index++) {
    engine.update(fileProgress(index));
    clock.advance(200);
  }
  publisher.subscribe();
  expect(publisher.currentSequence()).toBe(0);
  engine.update(fileProgress(4));
  clock.advance(200);
  expect(sequencesOf(sent)).toEqual([1, 2, 3, 1]);
});

test('one unacknowledged batch holds the next back, and five seconds of silence let it go', () => {
  const { clock, engine, sent, publisher } = setUp({ acknowledges: false });
  engine.update(fileProgress(0));
  clock.advance(10);
  engine.update(fileProgress(1));
  clock.advance(4_980);
  expect(sequencesOf(sent)).toEqual([1]);
  clock.advance(20);
  expect(sequencesOf(sent)).toEqual([1, 2]);
  publisher.acknowledge(1);
  engine.update(fileProgress(2));
  clock.advance(1_000);
  expect(sequencesOf(sent)).toEqual([1, 2]);
  publisher.acknowledge(2);
  clock.advance(0);
  expect(sequencesOf(sent)).toEqual([1, 2, 3]);
});

test('many files go out in batches of 500, oldest change first', () => {
  const { clock, engine, sent } = setUp({ acknowledges: true });
  for (let index = 0; index < 1_200; index++) engine.emit(fileEvent(fileProgress(index)));
  clock.advance(1_000);
  expect(sent.map(({ changes }) => changes.uploads.length)).toEqual([500, 500, 200]);
  expect(sent.flatMap(({ changes }) => changes.uploads.map((file) => file.position))).toEqual(
    Array.from({ length: 1_200 }, (_, index) => index),
  );
});

test('too many pending changes become a gap, so that memory is bounded and the page asks for the list', () => {
  const { clock, engine, sent, publisher } = setUp({ acknowledges: false });
  engine.emit(fileEvent(fileProgress(0)));
  clock.advance(0);
  for (let index = 0; index < 20_001; index++) engine.emit(fileEvent(fileProgress(index)));
  expect(publisher.currentSequence()).toBe(2);
  engine.emit(fileEvent(fileProgress(7)));
  publisher.acknowledge(1);
  clock.advance(100);
  expect(sequencesOf(sent)).toEqual([1, 3]);
  expect(sent[1]?.changes.uploads.map((file) => file.uploadId)).toEqual(['u7']);
});

test('batches that left the list are told once, and their files no more', () => {
  const { clock, engine, sent } = setUp({ acknowledges: true });
  engine.updateBatch(batchProgress());
  engine.updateBatch(batchProgress({ batchId: 'b2' as BatchId }));
  clock.advance(200);
  engine.update(fileProgress(0));
  engine.update(fileProgress(1, { batchId: 'b2' as BatchId }));
  engine.updateBatch(batchProgress({ total: 2 }));
  engine.removeBatch('b1' as BatchId);
  clock.advance(200);
  expect(sent).toHaveLength(2);
  expect(sent[1]?.changes).toMatchObject({ removedBatchIds: ['b1'], batches: [], uploads: [{ uploadId: 'u1' }] });
});

test('changed totals are told without a file, and an idle queue costs no timer', () => {
  const { clock, engine, sent, publisher } = setUp({ acknowledges: true });
  engine.currentTotals = totals({ active: 1, speedBytesPerSecond: 500 });
  publisher.subscribe();
  clock.advance(3_000);
  expect(sent).toEqual([]);
  engine.currentTotals = totals({ active: 1, speedBytesPerSecond: null });
  clock.advance(1_100);
  expect(sent.map(({ changes }) => changes.totals.speedBytesPerSecond)).toEqual([null]);
  engine.currentTotals = totals();
  clock.advance(2_500);
  expect(sent).toHaveLength(2);
  expect(clock.pendingTimers).toBe(0);
});

test('a window that cannot be reached harms nothing, and leaves a gap', () => {
  const clock = createHandClock();
  const engine = createFakeEngine();
  const sequences: number[] = [];
  const publisher = createChangePublisher({
    engine,
    clock,
    log: silentLog,
    settingsRevision: () => 3,
    send: ({ sequence }) => {
      if (sequence === 1) throw new Error('Object has been destroyed');
      sequences.push(sequence);
    },
  });
  publisher.subscribe();
  engine.update(fileProgress(0));
  clock.advance(0);
  engine.update(fileProgress(0));
  clock.advance(5_000);
  expect(sequences).toEqual([2]);
});

test('closing stops listening and every timer', () => {
  const { clock, engine, publisher } = setUp({ acknowledges: true });
  engine.update(fileProgress(0));
  publisher.close();
  expect(engine.listeners).toBe(0);
  expect(clock.pendingTimers).toBe(0);
});

type Step =
  | { readonly kind: 'update'; readonly file: number; readonly bytesSent: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'acknowledge' };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('update' as const), file: fc.nat(20), bytesSent: fc.nat(1_000) }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.oneof(fc.nat(150), fc.nat(7_000)) }),
    fc.record({ kind: fc.constant('acknowledge' as const) }),
  ),
  { maxLength: 200 },
);

test('whatever happens: one unacknowledged at most, ten a second at most, no gap, and the page ends with the last values', () => {
  fc.assert(
    fc.property(steps, (story) => {
      const { clock, engine, sent, publisher } = setUp({ acknowledges: false });
      const truth = new Map<string, FileProgress>();
      let acknowledged = 0;
      const acknowledgedAtSend: number[] = [];
      const watch = (): void => {
        while (acknowledgedAtSend.length < sent.length) acknowledgedAtSend.push(acknowledged);
      };
      const acknowledge = (): void => {
        acknowledged = sent.at(-1)?.changes.sequence ?? 0;
        publisher.acknowledge(acknowledged);
      };
      for (const step of story) {
        if (step.kind === 'update') {
          const file = fileProgress(step.file, { bytesSent: step.bytesSent });
          truth.set(file.uploadId, file);
          engine.emit(fileEvent(file));
        } else if (step.kind === 'wait') {
          clock.advance(step.ms);
        } else {
          acknowledge();
        }
        watch();
      }
      for (let round = 0; round < 3; round++) {
        clock.advance(5_000);
        watch();
        acknowledge();
      }

      const mirror = new Map<string, FileProgress>();
      for (const { changes } of sent) for (const file of changes.uploads) mirror.set(file.uploadId, file);
      expect(mirror).toEqual(truth);
      expect(sequencesOf(sent)).toEqual(sent.map((_, index) => index + 1));
      sent.forEach(({ at }, index) => {
        const before = sent[index - 1];
        if (before === undefined) return;
        const wasAcknowledged = (acknowledgedAtSend[index] ?? 0) >= before.changes.sequence;
        expect(at - before.at).toBeGreaterThanOrEqual(wasAcknowledged ? 100 : 5_000);
      });
    }),
  );
});

test('changed settings are told with their revision, and asking for them or for a batch goes out once', () => {
  const { clock, sent, publisher } = setUp({ acknowledges: true });
  const showBatch = (): void => publisher.showBatch('b1' as BatchId);
  for (const tell of [publisher.settingsChanged, publisher.openSettings, showBatch, publisher.settingsChanged]) {
    tell();
    clock.advance(1_000);
  }
  const wishes = sent.map(({ changes }) => `${changes.settingsRevision} ${changes.opensSettings} ${changes.showsBatchId ?? ''}`);
  expect(wishes).toEqual(['3 false ', '3 true ', '3 false b1', '3 false ']);
});
