import { win32 } from 'node:path';

/**
 * The program that puts this computer to sleep or shuts it down, and its arguments; run without a shell. With its folder where the folder that Gantry was
 * started in would be searched first, which may hold a program of that name. `systemRoot`: of Windows.
 */
export function powerCommand(
  platform: NodeJS.Platform,
  action: 'sleep' | 'shut-down',
  systemRoot = String.raw`C:\Windows`,
): readonly [program: string, ...words: string[]] {
  const sleeps = action === 'sleep';
  switch (platform) {
    case 'win32':
      return sleeps
        ? [win32.join(systemRoot, 'System32', 'rundll32.exe'), 'powrprof.dll,SetSuspendState', '0,1,0']
        : [win32.join(systemRoot, 'System32', 'shutdown.exe'), '/s', '/t', '0'];
    case 'darwin':
      return sleeps ? ['/usr/bin/pmset', 'sleepnow'] : ['/usr/bin/osascript', '-e', 'tell application "System Events" to shut down'];
    default:
      return ['systemctl', sleeps ? 'suspend' : 'poweroff'];
  }
}
