import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Engine } from '../../electron/engine/engine.ts';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { Log } from '../../electron/engine/ports.ts';
import { answerRequest } from '../../electron/requests/answer-request.ts';
import type { RequestContext } from '../../electron/requests/request-context.ts';
import { requestHandlers } from '../../electron/requests/request-handlers.ts';
import type { BatchId } from '../../shared/ids.ts';
import { createFakeEngine } from '../desktop/fake-engine.ts';
import { fileProgress, totals } from '../desktop/progress-samples.ts';
import { fakeSettings } from '../fakes/fake-settings.ts';

const silent: Log = { write: () => undefined };
const contextOf = (engine = createFakeEngine(), log = silent): RequestContext => ({
  engine,
  settings: fakeSettings(),
  currentSequence: () => 7,
  log,
});
const ask = (name: unknown, args: unknown, context = contextOf()) => answerRequest(requestHandlers, context, name, args);
const refused = (reason: unknown) => ({ ok: false, error: { code: 'bad-request', details: { reason } } });

test('the overview carries the sequence of the changes it contains', async () => {
  expect(await ask('getOverview', {})).toEqual({ ok: true, value: { sequence: 7, batches: [], totals: totals() } });
});

test('arguments reach the engine as they came', async () => {
  const engine = createFakeEngine();
  engine.uploads = [fileProgress(0), fileProgress(1, { status: 'failed' })];
  const context = contextOf(engine);
  await ask('addPaths', { paths: ['/a b', '/"c"\n'], conflict: 'skip' }, context);
  await ask('pause', { scope: { kind: 'uploads', uploadIds: ['u1'] } }, context);
  await ask('resume', { scope: { kind: 'batch', batchId: 'b1' } }, context);
  await ask('retry', { scope: { kind: 'all' } }, context);
  await ask('cancel', { scope: { kind: 'all' } }, context);
  await ask('clearSettled', {}, context);
  expect(await ask('removeDestination', { destinationId: 'd1' }, context)).toEqual({ ok: true, value: { affected: 1 } });
  expect(engine.calls).toEqual([
    ['add', { paths: ['/a b', '/"c"\n'], conflict: 'skip' }],
    ['pause', { kind: 'uploads', uploadIds: ['u1'] }],
    ['resume', { kind: 'batch', batchId: 'b1' }],
    ['retry', { kind: 'all' }],
    ['cancel', { kind: 'all' }],
    ['clearSettled', null],
    ['destinations.remove', 'd1'],
  ]);
  const page = await ask('listUploads', { fromPosition: 0, limit: 10, status: 'failed' }, context);
  expect(page).toEqual({ ok: true, value: { uploads: [fileProgress(1, { status: 'failed' })], nextPosition: null } });
});

test.each([
  [undefined, 'unknown request of type undefined'],
  [42, 'unknown request of type number'],
  ['dropTables', 'unknown request "dropTables"'],
  ['constructor', 'unknown request "constructor"'],
  ['__proto__', 'unknown request "__proto__"'],
  ['chooseFiles', 'unknown request "chooseFiles"'],
])('the name %o is refused', async (name, reason) => {
  expect(await ask(name, {})).toEqual(refused(reason));
});

test.each([
  ['getOverview', undefined, /^arguments: /],
  ['getOverview', null, /^arguments: /],
  ['getOverview', { more: 1 }, /"more"/],
  ['listUploads', { fromPosition: -1, limit: 10 }, /^fromPosition: /],
  ['listUploads', { fromPosition: 0, limit: 0 }, /^limit: /],
  ['listUploads', { fromPosition: 0, limit: 10_001 }, /^limit: /],
  ['listUploads', { fromPosition: 0, limit: 1, status: 'lost' }, /^status: /],
  ['addPaths', { paths: '/a' }, /^paths: /],
  ['addPaths', { paths: ['/a', 'b\0c'] }, /^paths\.1: contains NUL$/],
  ['addPaths', { paths: [''] }, /^paths\.0: /],
  ['addPaths', { paths: ['x'.repeat(32_769)] }, /^paths\.0: /],
  ['addPaths', { paths: Array.from({ length: 100_001 }, () => 'a') }, /^paths: /],
  ['addPaths', { paths: [], conflict: 'destroy' }, /^conflict: /],
  ['pause', { scope: { kind: 'everything' } }, /^scope\.kind: /],
  ['pause', { scope: { kind: 'all', uploadIds: [] } }, /"uploadIds"/],
  ['pause', { scope: { kind: 'uploads', uploadIds: ["'; drop"] } }, /^scope\.uploadIds\.0: is not an id$/],
  ['addDestination', { name: '  ', url: 'tus+http://h/' }, /^name: /],
  ['addDestination', { name: 'a\nb', url: 'tus+http://h/' }, /^name: contains control characters$/],
])('%s with wrong arguments names what is wrong', async (name, args, reason) => {
  const engine = createFakeEngine();
  expect(await ask(name, args, contextOf(engine))).toEqual(refused(expect.stringMatching(reason)));
  expect(engine.calls).toEqual([]);
});

test('a path of the longest length and 100,000 paths are taken', async () => {
  const paths = [...Array.from({ length: 99_999 }, (_, index) => `/photos/${index}`), 'x'.repeat(32_768)];
  expect(await ask('addPaths', { paths })).toMatchObject({ ok: true, value: { added: 100_000 } });
});

test('an error of the engine keeps its code and details', async () => {
  const engine = createFakeEngine({
    pause: async () => {
      throw new UploadError('batch-unknown', { details: { reason: 'b9' }, cause: new Error('secret words') });
    },
  });
  const answer = await ask('pause', { scope: { kind: 'all' } }, contextOf(engine));
  expect(answer).toEqual({ ok: false, error: { code: 'batch-unknown', details: { reason: 'b9' } } });
});

test('any other error is logged and told as internal, without its words', async () => {
  const written: unknown[] = [];
  const error = new TypeError('secret words');
  const engine = createFakeEngine({
    overview: () => {
      throw error;
    },
  });
  const answer = await ask('getOverview', {}, contextOf(engine, { write: (...entry) => written.push(entry) }));
  expect(answer).toEqual({ ok: false, error: { code: 'internal', details: {} } });
  expect(written).toEqual([['error', 'request-broke', { request: 'getOverview', error }]]);
});

test('whatever is sent, an answer of the contract comes back and nothing is thrown', async () => {
  const names = fc.oneof(fc.constantFrom(...Object.keys(requestHandlers)), fc.string(), fc.anything());
  await fc.assert(
    fc.asyncProperty(names, fc.anything(), async (name, args) => {
      const answer = await ask(name, args);
      if (!answer.ok) expect(['bad-request', 'internal']).toContain(answer.error.code);
    }),
  );
});

test('what could not be added comes in pages, and each says where the next one begins', async () => {
  const all = Array.from({ length: 2_500 }, (_, index) => ({ path: `/${index}`, code: 'source-missing', details: {} }) as const);
  const asked: number[] = [];
  const engine: Engine = {
    ...createFakeEngine(),
    listRefusals: (_batchId, fromIndex, limit) => {
      asked.push(limit);
      return all.slice(fromIndex, fromIndex + limit);
    },
  };
  const paths: string[] = [];
  for (let fromIndex: number | null = 0; fromIndex !== null; ) {
    const args = { batchId: 'b1' as BatchId, fromIndex, limit: 10_000 };
    const page: Awaited<ReturnType<typeof requestHandlers.listRefusals.handle>> = await requestHandlers.listRefusals.handle(
      { ...contextOf(), engine },
      args,
    );
    paths.push(...page.refusals.map(({ path }) => path));
    fromIndex = page.nextIndex;
  }
  expect(paths).toEqual(all.map(({ path }) => path));
  expect(Math.max(...asked)).toBe(1_001);
});
