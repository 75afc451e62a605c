import type { Colour, Point, Shape } from './paint-shapes.ts';
import { paintShapes } from './paint-shapes.ts';

/** Which mark the icon in the tray bears. */
export type TrayMark = 'none' | 'paused' | 'failed';

const side = 64;
const tile: Colour = [0xf3, 0xf8, 0xf8];
const accent: Colour = [0x0b, 0x7a, 0x75];
const black: Colour = [0, 0, 0];
const marks = { paused: [0xb7, 0x6e, 0x00], failed: [0xc6, 0x28, 0x28] } as const satisfies Record<string, Colour>;

/**
 * The icon in the tray, by the strokes of `icon.svg`: a crane lifting a container, with a dot where something stands still or failed. As a `template` it is
 * black on nothing, for macOS, which colours it itself.
 */
export function trayPicture(sizePixels: number, mark: TrayMark, isTemplate: boolean): Buffer {
  const ink = isTemplate ? black : accent;
  const shapes: Shape[] = isTemplate ? [] : [{ kind: 'tile', from: { x: 0, y: 0 }, to: { x: side, y: side }, radius: 14, colour: tile }];
  const line = (...points: readonly Point[]): void => void shapes.push({ kind: 'line', points, width: 5, colour: ink });
  line({ x: 7, y: 17 }, { x: 57, y: 17 });
  line({ x: 14, y: 17 }, { x: 14, y: 53 });
  line({ x: 50, y: 17 }, { x: 50, y: 53 });
  line({ x: 32, y: 17 }, { x: 32, y: 31 });
  shapes.push({ kind: 'tile', from: { x: 21.5, y: 28.5 }, to: { x: 42.5, y: 44.5 }, radius: 2.5, colour: ink });
  if (mark !== 'none') shapes.push({ kind: 'disc', centre: { x: 50, y: 50 }, radius: 13, colour: isTemplate ? black : marks[mark] });
  return paintShapes(shapes, side, sizePixels);
}
