import type { Task } from 'electron';
import { say } from '../../../shared/language/say.ts';
import { desktopActions } from '../desktop-action.ts';

/** The tasks of the icon in Windows' taskbar, which also work while Gantry is closed. */
export function jumpList(program: string): readonly Task[] {
  return desktopActions.map((entry) => ({
    program,
    arguments: entry.switch,
    title: say(entry.label),
    description: say('{action} in Gantry', { action: say(entry.label).replace('…', '') }),
    iconPath: program,
    iconIndex: 0,
  }));
}
