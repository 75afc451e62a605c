import type { Totals } from '../../../shared/progress.ts';
import type { ThumbnailButton } from './thumbnail-buttons.ts';
import { thumbnailButtons } from './thumbnail-buttons.ts';

/** The part of a window that is used here. */
export interface ThumbnailWindow {
  isVisible(): boolean;
}

export interface ThumbnailPublisher {
  /** Says nothing that Windows knows already. */
  update(totals: Totals): void;
  /** A window that was hidden has no buttons any more, and a new one none yet. */
  windowShown(totals: Totals): void;
}

/** Keeps the buttons under the window's picture up to date. `put` answers whether Windows took them. */
export function createThumbnailPublisher<Window extends ThumbnailWindow>(
  currentWindow: () => Window | null,
  put: (window: Window, buttons: readonly ThumbnailButton[]) => boolean,
): ThumbnailPublisher {
  let shown: { readonly window: Window; readonly text: string } | null = null;
  const update = (totals: Totals): void => {
    const window = currentWindow();
    // Windows takes them for a window that is shown alone.
    if (window === null || !window.isVisible()) return;
    const buttons = thumbnailButtons(totals);
    const text = JSON.stringify(buttons);
    if (shown?.window === window && shown.text === text) return;
    if (put(window, buttons)) shown = { window, text };
  };
  return {
    update,
    windowShown(totals) {
      shown = null;
      update(totals);
    },
  };
}
