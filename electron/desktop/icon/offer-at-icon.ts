import { homedir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { app, Menu, nativeImage } from 'electron';
import type { Totals } from '../../../shared/progress.ts';
import type { Log } from '../../engine/ports.ts';
import { appId } from '../app-id.ts';
import type { DesktopAction } from '../desktop-action.ts';
import { keepFinderService } from '../links/keep-finder-service.ts';
import { buttonPicture, pictureSizePixels } from './button-picture.ts';
import { dockMenu } from './dock-menu.ts';
import { jumpList } from './jump-list.ts';
import type { ThumbnailPublisher } from './thumbnail-publisher.ts';
import { createThumbnailPublisher } from './thumbnail-publisher.ts';

export interface AtIconOptions {
  readonly act: (action: DesktopAction) => void;
  readonly currentWindow: () => BrowserWindow | null;
  readonly dataDirectory: string;
  readonly log: Log;
}

export interface AtIcon extends ThumbnailPublisher {
  /** Another language is spoken now. */
  relabel(totals: Totals): void;
}

/**
 * Puts what can be asked for at the app's icon where this system has a place for it: the jump list and the buttons under the window's picture on Windows, the
 * Dock's menu on macOS, with an entry in the Finder's services. On Linux the package does. Answers what keeps the buttons up to date.
 */
export function offerAtIcon({ act, currentWindow, dataDirectory, log }: AtIconOptions): AtIcon {
  const offer = (): void => {
    if (process.platform === 'darwin') app.dock?.setMenu(Menu.buildFromTemplate([...dockMenu(act)]));
    // In a checkout these would start an Electron without an app.
    if (process.platform === 'darwin' && app.isPackaged) {
      const [servicesFolder, notePath] = [join(homedir(), 'Library', 'Services'), join(dataDirectory, 'window', 'finder-service')];
      keepFinderService({ servicesFolder, notePath, appId, log });
    }
    if (process.platform === 'win32' && app.isPackaged) app.setUserTasks([...jumpList(process.execPath)]);
  };
  offer();
  const publisher = process.platform === 'win32' ? windowButtons(act, currentWindow) : noButtons;
  return {
    ...publisher,
    relabel(totals) {
      offer();
      publisher.windowShown(totals);
    },
  };
}

const noButtons: ThumbnailPublisher = { update: () => undefined, windowShown: () => undefined };

function windowButtons(act: (action: DesktopAction) => void, currentWindow: () => BrowserWindow | null): ThumbnailPublisher {
  const pictureOf = (action: DesktopAction) =>
    nativeImage.createFromBitmap(buttonPicture(action), {
      width: pictureSizePixels,
      height: pictureSizePixels,
    });
  return createThumbnailPublisher(currentWindow, (window, buttons) =>
    window.setThumbarButtons(
      buttons.map(({ action, tooltip, isEnabled }) => ({
        icon: pictureOf(action),
        tooltip,
        flags: [isEnabled ? ('enabled' as const) : ('disabled' as const)],
        click: () => act(action),
      })),
    ),
  );
}
