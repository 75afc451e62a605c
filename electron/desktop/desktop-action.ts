import type { MenuActions } from './app-menu-template.ts';

/** What the system's own menu of the app's icon can ask for. */
export type DesktopAction = Exclude<keyof MenuActions, 'copyDiagnostics' | 'openSettings' | 'checkForUpdates' | 'switchSlowLimit'>;

const actionsBySwitch: Readonly<Record<string, DesktopAction>> = {
  '--add-files': 'addFiles',
  '--add-folder': 'addFolder',
  '--pause-all': 'pauseAll',
  '--resume-all': 'resumeAll',
  '--retry-failed': 'retryFailed',
};

/** The action that the arguments of a start name, or null; the first one counts, and nothing after `--` is a switch. */
export function desktopActionIn(programArguments: readonly string[]): DesktopAction | null {
  for (const argument of programArguments.slice(1)) {
    if (argument === '--') return null;
    const action = actionsBySwitch[argument];
    if (action !== undefined) return action;
  }
  return null;
}
