import { expect, test, vi } from 'vitest';
import { createDesktopHandlers } from '../../electron/desktop/desktop-handlers.ts';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { answerRequest } from '../../electron/requests/answer-request.ts';
import { fakeSettings } from '../fakes/fake-settings.ts';
import { createFakeEngine } from './fake-engine.ts';
import { fileProgress } from './progress-samples.ts';
import { silentLog } from './silent-log.ts';

const none = async () => null;
const noDialogs = { chooseImport: none, chooseExport: none, chooseCertificates: none, chooseProgram: none };

function setUp(options: { readonly exists?: boolean; readonly environment?: Readonly<Record<string, string>> } = {}) {
  const engine = createFakeEngine();
  engine.uploads = Array.from({ length: 12_000 }, (_, index) => fileProgress(index));
  const showInFolder = vi.fn();
  const choosePaths = vi.fn(async (what: 'files' | 'folder') => [`/chosen/${what}`]);
  const copyDiagnostics = vi.fn(() => 4_711);
  const exists = async () => options.exists ?? true;
  const goOnAnyway = vi.fn();
  const updates = {
    notice: () => null,
    look: vi.fn(async () => ({ kind: 'off' }) as const),
    restart: vi.fn(() => {
      throw new UploadError('not-possible-now', { details: { reason: 'No update is ready.' } });
    }),
    postpone: vi.fn(),
  };
  const handlers = createDesktopHandlers({
    choosePaths,
    copyDiagnostics,
    settingsDialogs: noDialogs,
    updates,
    settingsConsent: async () => false,
    conditions: { goOnAnyway },
    watchDialogs: { chooseWatched: async () => null, chooseTarget: async () => null },
    showInFolder,
    exists,
    environment: options.environment ?? {},
  });
  const ask = (name: string, args: unknown) =>
    answerRequest(handlers, { engine, settings: fakeSettings(), log: silentLog, currentSequence: () => 0 }, name, args);
  return { ask, showInFolder, choosePaths, copyDiagnostics, goOnAnyway, updates };
}

test('the dialogs answer with what was chosen', async () => {
  const { ask } = setUp();
  expect(await ask('chooseFiles', {})).toEqual({ ok: true, value: { paths: ['/chosen/files'] } });
  expect(await ask('chooseFolder', {})).toEqual({ ok: true, value: { paths: ['/chosen/folder'] } });
  expect(await ask('chooseFiles', { defaultPath: '/etc' })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

test('the file manager opens at the path that the queue knows, also far down the list', async () => {
  const { ask, showInFolder } = setUp();
  expect(await ask('showSource', { uploadId: 'u11999' })).toEqual({ ok: true, value: { affected: 1 } });
  expect(showInFolder.mock.calls).toEqual([['/source/11999.bin']]);
});

test('a path from the page is never shown', async () => {
  const { ask, showInFolder } = setUp();
  for (const args of [{ uploadId: 'u1', sourcePath: '/etc' }, { uploadId: '/etc/passwd' }, { path: '/etc' }]) {
    expect(await ask('showSource', args)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  }
  expect(await ask('showSource', { uploadId: 'nobody' })).toEqual({ ok: false, error: { code: 'upload-unknown', details: {} } });
  expect(showInFolder).not.toHaveBeenCalled();
});

test('a source that is gone is told instead of shown', async () => {
  const { ask, showInFolder } = setUp({ exists: false });
  const error = { code: 'source-missing', details: { path: '/source/3.bin' } };
  expect(await ask('showSource', { uploadId: 'u3' })).toEqual({ ok: false, error });
  expect(showInFolder).not.toHaveBeenCalled();
});

test('diagnostics are copied on this side of the border; the page hears only how long they are', async () => {
  const { ask, copyDiagnostics } = setUp();
  expect(await ask('copyDiagnostics', { uploadId: 'u1' })).toEqual({ ok: true, value: { characters: 4_711 } });
  expect(copyDiagnostics).toHaveBeenCalledWith('u1');
  expect(await ask('copyDiagnostics', {})).toMatchObject({ ok: true });
  expect(await ask('copyDiagnostics', { path: '/etc/passwd' })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

test('what can be imported is listed where the environment says, and a bucket is checked before anything is read', async () => {
  const { ask } = setUp({ environment: { HOME: '/nowhere', RCLONE_CONFIG: '/nowhere/rclone.conf' } });
  expect(await ask('listImportable', {})).toEqual({ ok: true, value: { importables: [], unreadable: [] } });
  for (const choice of [
    { source: 'ftp', name: 'a' },
    { source: 'aws', name: 'a', bucket: 'a/../b' },
    { source: 'aws', name: 'a', url: 'x' },
  ])
    expect(await ask('importDestinations', { chosen: [choice] })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  expect(await ask('importDestinations', { chosen: [{ source: 'ssh', name: 'gone' }] })).toMatchObject({
    ok: true,
    value: { results: [{ name: 'gone', destinationId: null, error: { code: 'destination-unknown' } }] },
  });
});

test.each([
  ['updateSettings', { change: { afterQueue: { action: 'command', program: '/bin/sh' } } }],
  ['importSettings', { text: '{}' }],
  ['saveProxyPassword', { password: 'word' }],
])('a page does not change the settings by %s, as they can start a program', async (name, args) => {
  expect(await setUp().ask(name, args)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
});

test('what this computer’s state holds back is let go on at a page’s word, which says no more than that', async () => {
  const { ask, goOnAnyway } = setUp();
  expect(await ask('goOnAnyway', { reason: 'battery' })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  expect(goOnAnyway).not.toHaveBeenCalled();
  expect(await ask('goOnAnyway', {})).toEqual({ ok: true, value: {} });
  expect(goOnAnyway).toHaveBeenCalledOnce();
});

test('a page may ask for an update and for the restart, and can name nothing', async () => {
  const { ask, updates } = setUp();
  expect(await ask('lookForUpdate', {})).toEqual({ ok: true, value: { kind: 'off' } });
  expect(await ask('lookForUpdate', { url: 'https://evil.example/' })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  expect(await ask('restartForUpdate', { version: '9.9.9' })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  expect(updates.restart).not.toHaveBeenCalled();
  expect(await ask('restartForUpdate', {})).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
  expect(await ask('postponeUpdate', {})).toEqual({ ok: true, value: { notice: null } });
  expect(updates.postpone).toHaveBeenCalledTimes(1);
});
