/** The program that puts this computer to sleep or shuts it down, and its arguments; run without a shell. */
export function powerCommand(platform: NodeJS.Platform, action: 'sleep' | 'shut-down'): readonly [program: string, ...words: string[]] {
  const sleeps = action === 'sleep';
  switch (platform) {
    case 'win32':
      return sleeps ? ['rundll32.exe', 'powrprof.dll,SetSuspendState', '0,1,0'] : ['shutdown.exe', '/s', '/t', '0'];
    case 'darwin':
      return sleeps ? ['/usr/bin/pmset', 'sleepnow'] : ['/usr/bin/osascript', '-e', 'tell application "System Events" to shut down'];
    default:
      return ['systemctl', sleeps ? 'suspend' : 'poweroff'];
  }
}
