import { diagnosticsWords } from '../../shared/text/diagnostics-words.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import type { Engine } from '../engine/engine.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { Log } from '../engine/ports.ts';
import { retryFailed } from '../host/retry-failed.ts';
import type { MenuActions } from './app-menu-template.ts';
import { refusalMessage } from './refusal-message.ts';
import type { Message } from './tell-person.ts';

/** What the menu does with the queue. */
export type QueueActions = MenuActions;

export interface QueueActionsOptions {
  readonly engine: Engine;
  readonly log: Log;
  choosePaths(what: 'files' | 'folder'): Promise<readonly string[]>;
  copyDiagnostics(): void;
  /** What came of asking for an update. */
  checkForUpdates(): Promise<Message>;
  /** Throws `not-possible-now` where the disk does not keep it. */
  switchSlowLimit(): void;
  openSettings(): void;
  openWatchedFolders(): void;
  tell(message: Message): void;
  /** Says that something was done. */
  confirm(message: Message): void;
}

/** What the menu does: the same calls of the engine as the window's buttons, with a message where the window would show one. */
export function createQueueActions(options: QueueActionsOptions): QueueActions {
  const { engine, log, choosePaths, copyDiagnostics, checkForUpdates, switchSlowLimit, openSettings, openWatchedFolders, tell, confirm } =
    options;
  const run = (work: () => Promise<unknown>): void => {
    work().catch((error: unknown) => {
      log.write('error', 'menu-action-failed', { error });
      tell(errorWords(error instanceof UploadError ? error.toPlain() : { code: 'internal', details: {} }));
    });
  };
  const addChosen = async (what: 'files' | 'folder'): Promise<void> => {
    const paths = await choosePaths(what);
    if (paths.length === 0) return;
    const message = refusalMessage(await engine.add({ paths }));
    if (message !== null) tell(message);
  };
  return {
    addFiles: () => run(() => addChosen('files')),
    addFolder: () => run(() => addChosen('folder')),
    pauseAll: () => run(() => engine.pause({ kind: 'all' })),
    resumeAll: () => run(() => engine.resume({ kind: 'all' })),
    retryFailed: (batchId) => run(() => retryFailed(engine, batchId ?? undefined)),
    switchSlowLimit: () => run(async () => switchSlowLimit()),
    checkForUpdates: () => run(async () => confirm(await checkForUpdates())),
    openSettings,
    openWatchedFolders,
    copyDiagnostics: () =>
      run(async () => {
        copyDiagnostics();
        confirm(diagnosticsWords());
      }),
  };
}
