import { app } from 'electron';
import { relaunchArguments } from './relaunch-arguments.ts';

/** Has Gantry started again once this process is gone. An AppImage is started from its file: what it was mounted at goes away with this process. */
export function relaunchGantry(programArguments: readonly string[]): void {
  const { APPIMAGE: image = '', APPDIR: mounted = '' } = process.env;
  const isImage = image !== '' && mounted !== '' && process.execPath.startsWith(`${mounted}/`);
  app.relaunch({ args: [...relaunchArguments(programArguments)], ...(isImage ? { execPath: image } : {}) });
}
