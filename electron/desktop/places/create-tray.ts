import { Menu, nativeImage, Tray } from 'electron';
import type { Clock } from '../../engine/ports.ts';
import type { TrayMark } from './tray-picture.ts';
import { trayPicture } from './tray-picture.ts';
import type { TrayView } from './tray-view.ts';

/** A menu that is open closes or jumps when it is set anew. */
const menuIntervalMs = 2_000;

export interface TrayPlace {
  show(view: TrayView): void;
  /** Without waiting for a menu that may be open: another language is spoken now. */
  showAtOnce(view: TrayView): void;
  /** A panel came: an icon that was made without one is not seen there. */
  makeAnew(): void;
  close(): void;
}

/** The icon in the tray; tells the system only what it does not know already. */
export function createTray(platform: NodeJS.Platform, clock: Clock, onClick: () => void): TrayPlace {
  let tray = makeTray(platform, onClick);
  let shown: TrayView | null = null;
  let next: TrayView | null = null;
  let cancelTimer: (() => void) | null = null;

  const show = (view: TrayView): void => {
    if (shown?.mark !== view.mark) tray.setImage(imageOf(platform, view.mark));
    if (shown?.tooltip !== view.tooltip) tray.setToolTip(view.tooltip);
    if (JSON.stringify(shown?.menu) !== JSON.stringify(view.menu)) tray.setContextMenu(Menu.buildFromTemplate([...view.menu]));
    shown = view;
  };
  const showInTurn = (view: TrayView): void => {
    next = view;
    if (cancelTimer !== null) return;
    show(view);
    cancelTimer = clock.setTimer(() => {
      cancelTimer = null;
      if (next !== null) show(next);
    }, menuIntervalMs);
  };
  return {
    show: showInTurn,
    showAtOnce(view) {
      cancelTimer?.();
      cancelTimer = null;
      showInTurn(view);
    },
    makeAnew() {
      tray.destroy();
      tray = makeTray(platform, onClick);
      const view = next;
      shown = null;
      if (view !== null) show(view);
    },
    close() {
      cancelTimer?.();
      tray.destroy();
    },
  };
}

function makeTray(platform: NodeJS.Platform, onClick: () => void): Tray {
  const tray = new Tray(imageOf(platform, 'none'));
  // On macOS a click opens the menu.
  if (platform !== 'darwin') tray.on('click', onClick);
  return tray;
}

function imageOf(platform: NodeJS.Platform, mark: TrayMark): Electron.NativeImage {
  const isMac = platform === 'darwin';
  // A Linux panel scales what it gets; the others take one for each density.
  const side = platform === 'linux' ? 32 : isMac ? 18 : 16;
  const image = nativeImage.createFromBitmap(trayPicture(side, mark, isMac), { width: side, height: side, scaleFactor: 1 });
  if (platform !== 'linux') {
    image.addRepresentation({ width: side * 2, height: side * 2, scaleFactor: 2, buffer: trayPicture(side * 2, mark, isMac) });
  }
  image.setTemplateImage(isMac);
  return image;
}
