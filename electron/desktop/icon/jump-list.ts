import type { Task } from 'electron';
import { desktopActions } from '../desktop-action.ts';

/** The tasks of the icon in Windows' taskbar, which also work while Gantry is closed. */
export function jumpList(program: string): readonly Task[] {
  return desktopActions.map((entry) => ({
    program,
    arguments: entry.switch,
    title: entry.label,
    description: `${entry.label.replace('…', '')} in Gantry`,
    iconPath: program,
    iconIndex: 0,
  }));
}
