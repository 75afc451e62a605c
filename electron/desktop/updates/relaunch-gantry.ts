import { app } from 'electron';
import { runningImage } from '../running-image.ts';
import { relaunchArguments } from './relaunch-arguments.ts';

/** Has Gantry started again once this process is gone. An AppImage is started from its file: what it was mounted at goes away with this process. */
export function relaunchGantry(programArguments: readonly string[]): void {
  app.relaunch({
    args: [...relaunchArguments(programArguments)],
    execPath: runningImage(process.env, process.execPath) ?? process.execPath,
  });
}
