import { expect, test } from 'vitest';
import { createFakeEngine } from '../desktop/fake-engine.ts';
import { batchProgress, fileEvent, fileProgress } from '../desktop/progress-samples.ts';
import { attendSession, hello } from './attend-session.ts';

test('changes come one at a time, with the newest values, and never without an acknowledgement', async () => {
  const { clock, engine, say, written, state, settle } = attendSession();
  say(hello, { id: 1, request: 'subscribe', args: { stay: true } });
  await settle();
  expect(state.followers).toBe(1);
  engine.update(fileProgress(0, { bytesSent: 1 }));
  clock.advance(0);
  expect(written.at(-1)).toMatchObject({ changes: { sequence: 1, uploads: [{ bytesSent: 1 }] } });
  const sentSoFar = written.length;
  for (let step = 2; step < 100; step++) {
    engine.update(fileProgress(0, { bytesSent: step }));
    engine.updateBatch(batchProgress());
    clock.advance(1_000);
  }
  expect(written).toHaveLength(sentSoFar);
  say({ acknowledge: 1 });
  clock.advance(100);
  expect(written.at(-1)).toMatchObject({ changes: { sequence: 2, uploads: [{ bytesSent: 99 }] } });
});

test('it says when all that changed before was told', async () => {
  const { clock, engine, say, written, settle } = attendSession();
  say(hello, { id: 1, request: 'subscribe' });
  await settle();
  for (let index = 0; index < 700; index++) engine.update(fileProgress(index));
  say({ id: 2, request: 'catchUp' });
  clock.advance(0);
  await settle();
  say({ acknowledge: 1 });
  clock.advance(100);
  await settle();
  expect(written.map((message) => (typeof message === 'object' && message !== null && 'changes' in message ? 'changes' : 'other'))).toEqual(
    ['other', 'other', 'changes', 'changes'],
  );
  say({ acknowledge: 2 });
  await settle();
  expect(written.at(-1)).toEqual({ id: 2, ok: true, value: {} });
});

test('more changes than can be kept are a gap, also when nothing changes after it', async () => {
  const { clock, engine, say, written, settle } = attendSession();
  say(hello, { id: 1, request: 'subscribe' });
  await settle();
  engine.update(fileProgress(0));
  clock.advance(0);
  for (let index = 0; index < 20_001; index++) engine.emit(fileEvent(fileProgress(index)));
  say({ acknowledge: 1 });
  clock.advance(100);
  expect(written.at(-1)).toMatchObject({ changes: { sequence: 3, uploads: [] } });
});

test('a client that has said all is answered, then the connection ends', async () => {
  const { say, session, written, state, settle } = attendSession();
  say(hello, { id: 1, request: 'getOverview' });
  session.heardAll();
  expect(state.isEnded).toBe(false);
  await settle();
  expect(written).toHaveLength(2);
  expect(state.isEnded).toBe(true);
});

test('nobody who left is told anything, and nothing listens for them', async () => {
  const { clock, engine, say, session, written, state, settle } = attendSession();
  say(hello, { id: 1, request: 'subscribe', args: { stay: true } });
  await settle();
  session.closed();
  expect(state.followers).toBe(0);
  expect(engine.listeners).toBe(0);
  engine.update(fileProgress(0));
  clock.advance(10_000);
  expect(written).toHaveLength(2);
  expect(clock.pendingTimers).toBe(0);
});

test('goodbye waits for the answers that are being given', async () => {
  let answer: (affected: { readonly affected: number }) => void = () => undefined;
  const engine = createFakeEngine({
    cancel: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  const { say, session, written, state, settle } = attendSession(engine);
  say(hello, { id: 1, request: 'cancel', args: { scope: { kind: 'all' } } });
  session.sayGoodbye('closing');
  say({ id: 2, request: 'getOverview' });
  expect(state.isEnded).toBe(false);
  answer({ affected: 2 });
  await settle();
  expect(written.slice(1)).toEqual([{ id: 1, ok: true, value: { affected: 2 } }, { goodbye: 'closing' }]);
  expect(state.isEnded).toBe(true);
});

test('goodbye is the last word', async () => {
  const { say, session, written, state, settle } = attendSession();
  say(hello);
  session.sayGoodbye('handed-over');
  say({ id: 1, request: 'getOverview' });
  await settle();
  expect(written.slice(1)).toEqual([{ goodbye: 'handed-over' }]);
  expect(state.isEnded).toBe(true);
});
