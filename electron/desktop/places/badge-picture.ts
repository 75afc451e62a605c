import type { Colour, Point, Shape } from './paint-shapes.ts';
import { paintShapes } from './paint-shapes.ts';

const side = 32;
const red: Colour = [0xc6, 0x28, 0x28];
const white: Colour = [255, 255, 255];

/** The strokes of each digit, on a grid of 4 by 6. */
const digits: readonly string[] = [
  '1,0 3,0 4,1 4,5 3,6 1,6 0,5 0,1 1,0',
  '0.8,1.2 2.4,0 2.4,6',
  '0,1.2 1,0 3,0 4,1.2 3.8,2.4 0,6 4,6',
  '0,0 4,0 1.9,2.5 3,2.6 4,3.6 4,4.9 3,6 1,6 0,5',
  '3,6 3,0 0,4.2 4,4.2',
  '3.7,0 0.5,0 0.3,2.7 2.8,2.4 4,3.5 4,4.9 2.9,6 1,6 0,5.1',
  '3.5,0.2 1.6,0.4 0.1,3 0,4.8 1.2,6 2.8,6 4,4.9 4,3.7 2.8,2.6 1.2,2.6 0,3.8',
  '0,0 4,0 1.4,6',
  '1.2,2.8 0.2,2 0.2,1 1.2,0 2.8,0 3.8,1 3.8,2 2.8,2.8 1.2,2.8 0,3.8 0,5 1.2,6 2.8,6 4,5 4,3.8 2.8,2.8',
  '0.5,5.8 2.4,5.6 3.9,3 4,1.2 2.8,0 1.2,0 0,1.1 0,2.3 1.2,3.4 2.8,3.4 4,2.2',
];
const plus = ['2,1.5 2,4.5', '0.5,3 3.5,3'];

/** The number that lies over the icon in the taskbar of Windows: white on a red disc; from ten on it is `9+`. */
export function badgePicture(count: number, sizePixels: number): Buffer {
  const disc: Shape = { kind: 'disc', centre: { x: side / 2, y: side / 2 }, radius: side / 2, colour: red };
  const isMany = count > 9;
  const strokes = isMany
    ? [...strokesOf(digits[9] ?? '', 5.5, 1.9, 9.5), ...plus.flatMap((line) => strokesOf(line, 17.5, 2.3, 9))]
    : strokesOf(digits[count] ?? '', 10, 3, 7);
  return paintShapes([disc, ...strokes], side, sizePixels);
}

function strokesOf(line: string, left: number, scale: number, top: number): readonly Shape[] {
  const points = line.split(' ').map((pair): Point => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return { x: left + x * scale, y: top + y * scale };
  });
  return [{ kind: 'line', points, width: scale > 2.5 ? 3.4 : 2.6, colour: white }];
}
