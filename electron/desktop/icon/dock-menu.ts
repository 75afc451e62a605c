import type { MenuItemConstructorOptions } from 'electron';
import { say } from '../../../shared/language/say.ts';
import type { DesktopAction } from '../desktop-action.ts';
import { desktopActions } from '../desktop-action.ts';

/** The menu of the icon in the Dock of macOS. */
export function dockMenu(act: (action: DesktopAction) => void): readonly MenuItemConstructorOptions[] {
  return desktopActions.map(({ action, label }) => ({ label: say(label), click: () => act(action) }));
}
