import type { DesktopAction } from '../desktop-action.ts';
import type { Colour, Point, Shape } from '../places/paint-shapes.ts';
import { paintShapes } from '../places/paint-shapes.ts';

export const pictureSizePixels = 32;
const side = 32;
/** Our accent, which is seen on a dark taskbar and on a light one. */
const colour: Colour = [0x2b, 0xa3, 0x9a];

const line = (width: number, ...points: readonly (readonly [x: number, y: number])[]): Shape => ({
  kind: 'line',
  points: points.map(([x, y]): Point => ({ x, y })),
  width,
  colour,
});
/** Three quarters of a circle, from the right through the bottom to the top. */
const arc = Array.from({ length: 19 }, (_, step) => {
  const angle = (step / 18) * 1.5 * Math.PI;
  return [16 + 9 * Math.cos(angle), 16 + 9 * Math.sin(angle)] as const;
});

const add = [line(4, [16, 6], [16, 26]), line(4, [6, 16], [26, 16])];
const shapes: Partial<Readonly<Record<DesktopAction, readonly Shape[]>>> = {
  addFiles: add,
  pauseAll: [line(5, [11, 8], [11, 24]), line(5, [21, 8], [21, 24])],
  resumeAll: [line(3, [11, 7], [24, 16], [11, 25], [11, 7])],
  retryFailed: [line(3, ...arc), line(3, [12, 3], [17, 7], [12, 11])],
};

/** A button's picture as Electron takes bitmaps. Drawn, so that there is no file to be missing. */
export function buttonPicture(action: DesktopAction): Buffer {
  return paintShapes(shapes[action] ?? add, side, pictureSizePixels);
}
