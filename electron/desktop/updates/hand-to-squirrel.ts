import type { Clock } from '../../engine/ports.ts';
import { updateFailed } from './update-error-of.ts';

/** It fetches the file from this computer and unpacks it. Who waits longer has no window and no Gantry. */
const longestMs = 300_000;

/** The part of Electron's `autoUpdater` that is used here. */
export interface NativeUpdater {
  once(event: 'before-quit-for-update' | 'update-not-available', listener: () => void): unknown;
}

export interface HandToSquirrelOptions {
  readonly updater: { once(event: 'error', listener: (error: Error) => void): unknown; quitAndInstall(): void };
  readonly native: NativeUpdater | null;
  readonly clock: Pick<Clock, 'setTimer'>;
  /** Where the updater says that the app is to end. */
  readonly onQuit: { current: () => void };
}

/**
 * macOS fetches the file from electron-updater first: resolves when it has it and is about to replace the app. Throws what the system says, and `update-failed`
 * where it wants nothing or does not answer for five minutes.
 */
export async function handToSquirrel({ updater, native, clock, onQuit }: HandToSquirrelOptions): Promise<void> {
  let cancelTimer = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (): void => reject(updateFailed('not-installed'));
      cancelTimer = clock.setTimer(fail, longestMs);
      native?.once('before-quit-for-update', resolve);
      native?.once('update-not-available', fail);
      onQuit.current = resolve;
      updater.once('error', reject);
      updater.quitAndInstall();
    });
  } finally {
    cancelTimer();
  }
}
