export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** Drawn one over the other: a line with round ends, a filled tile with round corners, or a filled disc. */
export type Shape =
  | { readonly kind: 'line'; readonly points: readonly Point[]; readonly width: number; readonly colour: Colour }
  | {
      readonly kind: 'tile';
      readonly from: Point;
      readonly to: Point;
      readonly radius: number;
      readonly colour: Colour;
    }
  | { readonly kind: 'disc'; readonly centre: Point; readonly radius: number; readonly colour: Colour };

/**
 * Paints shapes, given in a square of `side` units, into a square of pixels: blue, green, red and opacity of each, multiplied, row by row, as
 * `nativeImage.createFromBitmap` takes them. Edges are as sharp as a pixel allows.
 */
export function paintShapes(shapes: readonly Shape[], side: number, sizePixels: number): Buffer {
  const pixels = Buffer.alloc(sizePixels * sizePixels * 4);
  const unit = side / sizePixels;
  for (let row = 0; row < sizePixels; row += 1) {
    for (let column = 0; column < sizePixels; column += 1) {
      const point = { x: (column + 0.5) * unit, y: (row + 0.5) * unit };
      const at = (row * sizePixels + column) * 4;
      for (const shape of shapes) {
        const cover = Math.min(1, Math.max(0, 0.5 - distanceTo(shape, point) / unit));
        if (cover > 0) layOver(pixels, at, shape.colour, cover);
      }
    }
  }
  return pixels;
}

function layOver(pixels: Buffer, at: number, [red, green, blue]: Colour, cover: number): void {
  [blue, green, red, 255].forEach((value, index) => {
    pixels[at + index] = Math.round(value * cover + (pixels[at + index] ?? 0) * (1 - cover));
  });
}

/** From the edge of the shape; below zero inside of it. */
function distanceTo(shape: Shape, point: Point): number {
  switch (shape.kind) {
    case 'disc':
      return Math.hypot(point.x - shape.centre.x, point.y - shape.centre.y) - shape.radius;
    case 'tile': {
      const { from, to, radius } = shape;
      const outsideX = Math.max(from.x + radius - point.x, point.x - (to.x - radius));
      const outsideY = Math.max(from.y + radius - point.y, point.y - (to.y - radius));
      return Math.hypot(Math.max(0, outsideX), Math.max(0, outsideY)) + Math.min(0, Math.max(outsideX, outsideY)) - radius;
    }
    case 'line':
      return (
        Math.min(...shape.points.slice(1).map((end, index) => distanceToLine(shape.points[index] ?? end, end, point))) - shape.width / 2
      );
  }
}

function distanceToLine(start: Point, end: Point, point: Point): number {
  const x = end.x - start.x;
  const y = end.y - start.y;
  const length = x * x + y * y;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - start.x) * x + (point.y - start.y) * y) / length));
  return Math.hypot(point.x - start.x - share * x, point.y - start.y - share * y);
}
