import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowBounds extends Rectangle {
  readonly isMaximized: boolean;
}

export const minimumSize = { width: 720, height: 480 } as const;
export const defaultSize = { width: 1280, height: 800 } as const;
/** Less of the title bar than this on a display, and the window cannot be caught with a mouse. */
const minimumVisible = { width: 120, height: 32 } as const;

const coordinate = z.int().min(-100_000).max(100_000);
const length = z.int().min(1).max(100_000);
const schema = z.object({ x: coordinate, y: coordinate, width: length, height: length, isMaximized: z.boolean() });

/** Reads remembered bounds; null for a text that is not ours. */
export function parseWindowBounds(text: string): WindowBounds | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * Where the window opens: as remembered if its title bar can still be reached on one of the displays, not larger than that
 * display and not smaller than the minimum; else null, which means the default size in the middle.
 */
export function fitToDisplays(bounds: WindowBounds | null, workAreas: readonly Rectangle[]): WindowBounds | null {
  if (bounds === null) return null;
  for (const area of workAreas) {
    const width = Math.max(minimumSize.width, Math.min(bounds.width, area.width));
    const height = Math.max(minimumSize.height, Math.min(bounds.height, area.height));
    const fitted = { ...bounds, width, height };
    // Asked of the window as it will be: one that shrinks may no longer reach the display.
    if (isReachable(fitted, area)) return fitted;
  }
  return null;
}

function isReachable(bounds: Rectangle, area: Rectangle): boolean {
  const left = Math.max(bounds.x, area.x);
  const right = Math.min(bounds.x + bounds.width, area.x + area.width);
  const isTitleInside = bounds.y >= area.y && bounds.y + minimumVisible.height <= area.y + area.height;
  return isTitleInside && right - left >= minimumVisible.width;
}
