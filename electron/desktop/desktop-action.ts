import type { PlainText } from '../../shared/language/text.ts';
import type { MenuActions } from './app-menu-template.ts';

/** What the system's own menu of the app's icon can ask for. */
export type DesktopAction = Exclude<keyof MenuActions, 'copyDiagnostics' | 'openSettings' | 'checkForUpdates' | 'switchSlowLimit'>;

export interface DesktopActionEntry {
  readonly action: DesktopAction;
  /** Starts Gantry with it, or tells the running one. */
  readonly switch: `--${string}`;
  /** Said where it is shown. */
  readonly label: PlainText;
}

/** In the order in which every system shows them. */
export const desktopActions: readonly DesktopActionEntry[] = [
  { action: 'addFiles', switch: '--add-files', label: 'Add files…' },
  { action: 'addFolder', switch: '--add-folder', label: 'Add folder…' },
  { action: 'pauseAll', switch: '--pause-all', label: 'Pause all' },
  { action: 'resumeAll', switch: '--resume-all', label: 'Resume all' },
  { action: 'retryFailed', switch: '--retry-failed', label: 'Retry failed' },
];

/** The action that the arguments of a start name, or null; the first one counts, and nothing after `--` is a switch. */
export function desktopActionIn(programArguments: readonly string[]): DesktopAction | null {
  for (const argument of programArguments.slice(1)) {
    if (argument === '--') return null;
    const entry = desktopActions.find((one) => one.switch === argument);
    if (entry !== undefined) return entry.action;
  }
  return null;
}
