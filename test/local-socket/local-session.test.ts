import { expect, test } from 'vitest';
import type { LocalSession } from '../../electron/local-socket/local-session.ts';
import { createLocalSession } from '../../electron/local-socket/local-session.ts';
import type { FakeEngine } from '../desktop/fake-engine.ts';
import { createFakeEngine } from '../desktop/fake-engine.ts';
import { batchProgress, fileEvent, fileProgress } from '../desktop/progress-samples.ts';
import { silentLog } from '../desktop/silent-log.ts';
import { fakeSettings } from '../fakes/fake-settings.ts';
import { createHandClock } from '../host/hand-clock.ts';

const hello = { hello: 1, token: 'right', client: 'test' };

function setUp(engine: FakeEngine = createFakeEngine()) {
  const clock = createHandClock();
  const written: unknown[] = [];
  const state = { isPaused: false, isEnded: false, isDestroyed: false, waitingBytes: 0, followers: 0 };
  const session: LocalSession = createLocalSession({
    connection: {
      write: (text) => {
        for (const line of text.trimEnd().split('\n')) written.push(JSON.parse(line));
      },
      waitingBytes: () => state.waitingBytes,
      pause: () => {
        state.isPaused = true;
      },
      resume: () => {
        state.isPaused = false;
      },
      end: () => {
        state.isEnded = true;
      },
      destroy: () => {
        state.isDestroyed = true;
      },
    },
    ...{ engine, settings: fakeSettings(), clock, log: silentLog },
    hello: { hello: 1, gantry: '1.2.3', host: 'window' },
    isKnownToken: (token) => token === 'right',
    onFollowing: (isFollowing) => {
      state.followers += isFollowing ? 1 : -1;
    },
    letGo: () => false,
  });
  const say = (...messages: readonly unknown[]): void =>
    session.take(Buffer.from(messages.map((message) => `${JSON.stringify(message)}\n`).join('')));
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return { clock, engine, session, written, state, say, settle };
}

const refusal = (reason: RegExp) => ({
  error: { code: 'bad-request', details: { reason: expect.stringMatching(reason) } },
  words: expect.any(String),
});

test('greets who knows the token, and answers', async () => {
  const { say, written, settle } = setUp();
  say(hello, { id: 1, request: 'getOverview' }, { id: 'two', request: 'pause', args: { scope: { kind: 'all' } } });
  await settle();
  expect(written).toMatchObject([
    { hello: 1, gantry: '1.2.3', host: 'window' },
    { id: 1, ok: true, value: { sequence: 0, batches: [] } },
    { id: 'two', ok: true, value: { affected: 1 } },
  ]);
});

test.each([
  ['a wrong token', { ...hello, token: 'wrong' }, /token/],
  ['no token', { hello: 1 }, /no hello/],
  ['a request before it', { id: 1, request: 'getOverview' }, /no hello/],
  ['another version', { ...hello, hello: 2 }, /version 1 of the protocol, not 2/],
  ['a wrong token and another version', { hello: 2, token: 'wrong' }, /token/],
  ['more than a hello', { ...hello, more: true }, /no hello/],
])('is refused with words for %s, and nothing after it is heard', async (_name, first, reason) => {
  const { clock, engine, say, written, state, settle } = setUp();
  say(first, { id: 1, request: 'cancel', args: { scope: { kind: 'all' } } });
  await settle();
  expect(written).toEqual([refusal(reason)]);
  expect(engine.calls).toEqual([]);
  expect(state.isEnded).toBe(true);
  clock.advance(1_000);
  expect(state.isDestroyed).toBe(true);
});

test('who says nothing is sent away after five seconds', () => {
  const { clock, session, written, state } = setUp();
  session.take(Buffer.from('{"hel'));
  clock.advance(4_999);
  expect(written).toEqual([]);
  clock.advance(1);
  expect(written).toEqual([refusal(/no hello in time/)]);
  expect(state.isEnded).toBe(true);
});

test.each([
  ['garbage', Buffer.from('\u0000\u0001 what\n'), /no message/],
  ['what is not UTF-8', Buffer.from([0xff, 0x0a]), /UTF-8/],
  ['a line without an end', Buffer.alloc(8 * 1_024 * 1_024 + 1, 0x61), /more than 8388608 bytes/],
  ['a message of no kind', Buffer.from('{"id":1}\n'), /no message/],
])('after the hello, %s ends it', (_name, bytes, reason) => {
  const { session, say, written, state } = setUp();
  say(hello);
  session.take(bytes);
  expect(written.slice(1)).toEqual([refusal(reason)]);
  expect(state.isEnded).toBe(true);
});

test('before the hello a line has at most 128 KiB', () => {
  const { session, written } = setUp();
  session.take(Buffer.alloc(131_073, 0x61));
  expect(written).toEqual([refusal(/more than 131072 bytes/)]);
});

test('a wrong argument and an unknown request are answered with words, and it goes on', async () => {
  const { say, written, state, settle } = setUp();
  say(
    hello,
    { id: 1, request: 'pause', args: {} },
    { id: 2, request: 'chooseFiles' },
    { id: 3, request: '__proto__' },
    { id: 4, request: 'clearSettled' },
  );
  await settle();
  expect(written.slice(1)).toMatchObject([
    { id: 1, ok: false, error: { code: 'bad-request' }, words: expect.stringContaining('scope') },
    { id: 2, ok: false, error: { code: 'bad-request' } },
    { id: 3, ok: false, error: { code: 'bad-request' } },
    { id: 4, ok: true },
  ]);
  expect(state.isEnded).toBe(false);
});

test('paths are absolute, as nobody knows in which folder the caller stands', async () => {
  const { engine, say, written, settle } = setUp();
  say(
    hello,
    { id: 1, request: 'addPaths', args: { paths: ['/a', 'b'] } },
    { id: 2, request: 'addPaths', args: { paths: ['/a', 'C:\\b', '\\\\server\\c'] } },
  );
  await settle();
  expect(written.slice(1)).toMatchObject([
    { id: 1, ok: false, error: { details: { reason: 'paths.1: is not absolute' } } },
    { id: 2, ok: true },
  ]);
  expect(engine.calls).toHaveLength(1);
});

test('lists come in pages of a thousand rows at most', async () => {
  const engine = createFakeEngine();
  engine.uploads = Array.from({ length: 2_500 }, (_, index) => fileProgress(index));
  const { say, written, settle } = setUp(engine);
  say(hello, { id: 1, request: 'listUploads', args: { fromPosition: 0, limit: 10_000 } });
  await settle();
  const { value } = written[1] as { readonly value: { readonly uploads: readonly unknown[]; readonly nextPosition: number } };
  expect(value.uploads).toHaveLength(1_000);
  expect(value.nextPosition).toBe(1_000);
});

test('at most four requests are worked on at a time, and reading pauses meanwhile', async () => {
  const waiting: (() => void)[] = [];
  const engine = createFakeEngine({
    pause: () => new Promise((resolve) => waiting.push(() => resolve({ affected: 0 }))),
  });
  const { say, written, state, settle } = setUp(engine);
  say(hello, ...Array.from({ length: 10 }, (_, id) => ({ id, request: 'pause', args: { scope: { kind: 'all' } } })));
  await settle();
  expect(waiting).toHaveLength(4);
  expect(state.isPaused).toBe(true);
  while (waiting.length > 0) {
    for (const answer of waiting.splice(0)) answer();
    await settle();
  }
  expect(written).toHaveLength(11);
  expect(state.isPaused).toBe(false);
});

test('who does not read is not answered until the answers were taken', async () => {
  const { say, session, written, state, settle } = setUp();
  say(hello);
  state.waitingBytes = 1_024 * 1_024 + 1;
  say({ id: 1, request: 'getOverview' });
  await settle();
  expect(written).toHaveLength(1);
  expect(state.isPaused).toBe(true);
  state.waitingBytes = 0;
  session.drained();
  await settle();
  expect(written).toHaveLength(2);
});

test('changes come one at a time, with the newest values, and never without an acknowledgement', async () => {
  const { clock, engine, say, written, state, settle } = setUp();
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
  const { clock, engine, say, written, settle } = setUp();
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
  const { clock, engine, say, written, settle } = setUp();
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
  const { say, session, written, state, settle } = setUp();
  say(hello, { id: 1, request: 'getOverview' });
  session.heardAll();
  expect(state.isEnded).toBe(false);
  await settle();
  expect(written).toHaveLength(2);
  expect(state.isEnded).toBe(true);
});

test('nobody who left is told anything, and nothing listens for them', async () => {
  const { clock, engine, say, session, written, state, settle } = setUp();
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
  const { say, session, written, state, settle } = setUp(engine);
  say(hello, { id: 1, request: 'cancel', args: { scope: { kind: 'all' } } });
  session.sayGoodbye();
  say({ id: 2, request: 'getOverview' });
  expect(state.isEnded).toBe(false);
  answer({ affected: 2 });
  await settle();
  expect(written.slice(1)).toEqual([{ id: 1, ok: true, value: { affected: 2 } }, { goodbye: 'closing' }]);
  expect(state.isEnded).toBe(true);
});

test('goodbye is the last word', async () => {
  const { say, session, written, state, settle } = setUp();
  say(hello);
  session.sayGoodbye();
  say({ id: 1, request: 'getOverview' });
  await settle();
  expect(written.slice(1)).toEqual([{ goodbye: 'closing' }]);
  expect(state.isEnded).toBe(true);
});
