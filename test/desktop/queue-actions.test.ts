import { expect, test, vi } from 'vitest';
import { createQueueActions } from '../../electron/desktop/queue-actions.ts';
import type { Message } from '../../electron/desktop/tell-person.ts';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { Refusal } from '../../shared/contract.ts';
import { createFakeEngine } from './fake-engine.ts';
import { fileProgress } from './progress-samples.ts';
import { silentLog } from './silent-log.ts';

function setUp(engine = createFakeEngine(), chosen: readonly string[] = ['/a']) {
  const told: Message[] = [];
  const confirmed: Message[] = [];
  const copyDiagnostics = vi.fn();
  const switchSlowLimit = vi.fn();
  const actions = createQueueActions({
    engine,
    log: silentLog,
    choosePaths: async () => chosen,
    copyDiagnostics,
    checkForUpdates: async () => ({ title: 'Gantry is up to date', remedy: '1.0.0 is the newest one.' }),
    switchSlowLimit,
    openSettings: () => undefined,
    openWatchedFolders: () => undefined,
    tell: (message) => told.push(message),
    confirm: (message) => confirmed.push(message),
  });
  return { engine, actions, told, confirmed, copyDiagnostics, switchSlowLimit };
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('the menu makes the calls that the buttons make', async () => {
  const { engine, actions } = setUp();
  engine.uploads = [fileProgress(0, { status: 'failed' }), fileProgress(1, { status: 'cancelled' }), fileProgress(2, { status: 'failed' })];
  actions.pauseAll();
  actions.resumeAll();
  actions.retryFailed();
  actions.addFiles();
  await settle();
  expect(engine.calls).toEqual([
    ['pause', { kind: 'all' }],
    ['resume', { kind: 'all' }],
    ['retry', { kind: 'uploads', uploadIds: ['u0', 'u2'] }],
    ['add', { paths: ['/a'] }],
  ]);
});

test('a cancelled dialog adds nothing, and nothing failed means nothing to retry', async () => {
  const { engine, actions, told } = setUp(createFakeEngine(), []);
  actions.addFolder();
  actions.retryFailed();
  await settle();
  expect(engine.calls).toEqual([]);
  expect(told).toEqual([]);
});

const refusal = (path: string): Refusal => ({ path, code: 'source-missing', details: { path } });

test.each([
  [[refusal('/a')], /^Not added: /, /\/a/],
  [[refusal('/a'), refusal('/b')], /^2 entries could not be added$/, /first is \/a/],
])('what was refused is told in words', async (refusals, title, remedy) => {
  const { actions, told } = setUp(createFakeEngine({ add: async () => ({ batchId: null, added: 0, refusals }) }));
  actions.addFiles();
  await settle();
  expect(told).toEqual([{ title: expect.stringMatching(title), remedy: expect.stringMatching(remedy) }]);
});

test.each([
  [new UploadError('queue-disk-full'), /disk/i],
  [new Error('raw words'), /^Something in Gantry went wrong$/],
])('an action that fails is told in words: %s', async (error, title) => {
  const { actions, told } = setUp(createFakeEngine({ pause: () => Promise.reject(error) }));
  actions.pauseAll();
  await settle();
  expect(told.map((message) => message.title)).toEqual([expect.stringMatching(title)]);
});

test('diagnostics that were copied are confirmed, and those that could not be are not', async () => {
  const { actions, copyDiagnostics, confirmed, told } = setUp();
  actions.copyDiagnostics();
  await settle();
  expect(confirmed).toMatchObject([{ title: 'Diagnostics copied' }]);
  copyDiagnostics.mockImplementation(() => {
    throw new TypeError('no clipboard');
  });
  actions.copyDiagnostics();
  await settle();
  expect(confirmed).toHaveLength(1);
  expect(told).toHaveLength(1);
});

test('a slow limit that the disk does not keep is told, and ends nothing', async () => {
  const { actions, told, switchSlowLimit } = setUp();
  switchSlowLimit.mockImplementation(() => {
    throw new UploadError('not-possible-now', { details: { reason: 'The disk did not keep the settings.' } });
  });
  actions.switchSlowLimit();
  await settle();
  expect(told).toHaveLength(1);
});
