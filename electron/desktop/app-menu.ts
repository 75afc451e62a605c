import { app, Menu } from 'electron';
import type { KeptSettings } from '../requests/kept-settings.ts';
import type { MenuActions } from './app-menu-template.ts';
import { appMenuTemplate, slowLimitItem } from './app-menu-template.ts';

export interface AppMenu {
  /** Makes it anew, in the language that is spoken now. */
  make(): void;
  /** The slow limit has the mark that it should have. */
  markSlowLimit(): void;
}

export function createAppMenu(actions: MenuActions, settings: Pick<KeptSettings, 'current'>): AppMenu {
  return {
    make() {
      const { isTurtleOn } = settings.current().bandwidth;
      const { name, isPackaged } = app;
      const template = appMenuTemplate({ name, platform: process.platform, isPackaged, actions, isSlowLimitOn: isTurtleOn });
      Menu.setApplicationMenu(Menu.buildFromTemplate([...template]));
    },
    markSlowLimit() {
      const item = Menu.getApplicationMenu()?.getMenuItemById(slowLimitItem);
      if (item) item.checked = settings.current().bandwidth.isTurtleOn;
    },
  };
}
