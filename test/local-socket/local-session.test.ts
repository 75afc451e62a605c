import { expect, test } from 'vitest';
import { createFakeEngine } from '../desktop/fake-engine.ts';
import { fileProgress } from '../desktop/progress-samples.ts';
import { attendSession, hello } from './attend-session.ts';

const refusal = (reason: RegExp) => ({
  error: { code: 'bad-request', details: { reason: expect.stringMatching(reason) } },
  words: expect.any(String),
});

test('greets who knows the token, and answers', async () => {
  const { say, written, settle } = attendSession();
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
  const { clock, engine, say, written, state, settle } = attendSession();
  say(first, { id: 1, request: 'cancel', args: { scope: { kind: 'all' } } });
  await settle();
  expect(written).toEqual([refusal(reason)]);
  expect(engine.calls).toEqual([]);
  expect(state.isEnded).toBe(true);
  clock.advance(1_000);
  expect(state.isDestroyed).toBe(true);
});

test('who says nothing is sent away after five seconds', () => {
  const { clock, session, written, state } = attendSession();
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
  const { session, say, written, state } = attendSession();
  say(hello);
  session.take(bytes);
  expect(written.slice(1)).toEqual([refusal(reason)]);
  expect(state.isEnded).toBe(true);
});

test('before the hello a line has at most 128 KiB', () => {
  const { session, written } = attendSession();
  session.take(Buffer.alloc(131_073, 0x61));
  expect(written).toEqual([refusal(/more than 131072 bytes/)]);
});

test('a wrong argument and an unknown request are answered with words, and it goes on', async () => {
  const { say, written, state, settle } = attendSession();
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
  const { engine, say, written, settle } = attendSession();
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

test('so are watched folders and where their files are moved to', async () => {
  const { engine, say, written, settle } = attendSession();
  const add = (id: number, path: string, folder: string) => {
    const args = { path, destinationId: 'd1', rules: {}, afterwards: { kind: 'move', folder } };
    say({ id, request: 'addWatchedFolder', args });
  };
  say(hello);
  add(1, 'hot', '/done');
  add(2, '/hot', 'done');
  await settle();
  expect(written.slice(1)).toMatchObject([
    { id: 1, ok: false, error: { details: { reason: 'path: is not absolute' } } },
    { id: 2, ok: false, error: { details: { reason: 'afterwards.folder: is not absolute' } } },
  ]);
  expect(engine.calls).toEqual([]);
  add(3, '/hot', '/done');
  await settle();
  expect(engine.calls).toMatchObject([['watchedFolders.add', { path: '/hot' }]]);
});

test('and where a watched folder is told to move its files to later', async () => {
  const { engine, say, written, settle } = attendSession();
  say(hello);
  for (const [id, folder] of ['done', '/done'].entries())
    say({ id, request: 'changeWatchedFolder', args: { watchId: 'w', rules: {}, afterwards: { kind: 'move', folder } } });
  await settle();
  expect(written[1]).toMatchObject({ id: 0, ok: false, error: { details: { reason: 'afterwards.folder: is not absolute' } } });
  expect(engine.calls).toEqual([['watchedFolders.change', { watchId: 'w', rules: {}, afterwards: { kind: 'move', folder: '/done' } }]]);
});

test('lists come in pages of a thousand rows at most', async () => {
  const engine = createFakeEngine();
  engine.uploads = Array.from({ length: 2_500 }, (_, index) => fileProgress(index));
  const { say, written, settle } = attendSession(engine);
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
  const { say, written, state, settle } = attendSession(engine);
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
  const { say, session, written, state, settle } = attendSession();
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
