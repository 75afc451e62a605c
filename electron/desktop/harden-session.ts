import type { Session, WebContents } from 'electron';
import { app } from 'electron';
import { isOwnAddress } from './app-origin.ts';

/** Refuses every permission, device and download to the session's pages, and every address that is not ours. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowedAddress(details.url) }));
}

/** Keeps every page where it is: a link, a redirect, a script or a dropped file neither leads it away nor opens a window. */
export function hardenPages(): void {
  // Whatever a window asks for. Together with the switch that root needs, it would keep every window from opening.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    // Left alone, Electron would choose the first device.
    contents.on('select-bluetooth-device', (event, _devices, answer) => {
      event.preventDefault();
      answer('');
    });
    // No policy of a page forbids it a call to another page: without UDP, and with nobody to relay it, none comes about.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** The developer tools of a checkout are pages of Chromium's own. */
function isAllowedAddress(address: string): boolean {
  return isOwnAddress(address) || address.startsWith('data:') || (!app.isPackaged && /^(devtools|chrome-extension):/.test(address));
}
