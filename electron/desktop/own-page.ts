import { isOwnAddress } from './app-origin.ts';

export interface MessageEvent {
  readonly sender: { readonly id: number };
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** Whether a message comes from the main frame of our window while it shows our own page; nobody else is listened to. */
export function isFromOwnPage(event: MessageEvent, windowContentsId: number | null): boolean {
  if (windowContentsId === null || event.sender.id !== windowContentsId) return false;
  try {
    return event.senderFrame !== null && event.senderFrame.parent === null && isOwnAddress(event.senderFrame.url);
  } catch {
    // Electron throws for a frame that went away while its message was on the way.
    return false;
  }
}
