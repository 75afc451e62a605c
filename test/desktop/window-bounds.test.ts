import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBounds, writeBounds } from '../../electron/desktop/bounds-file.ts';
import type { WindowBounds } from '../../electron/desktop/window-bounds.ts';
import { fitToDisplays, minimumSize, parseWindowBounds } from '../../electron/desktop/window-bounds.ts';

const bounds: WindowBounds = { x: 100, y: 50, width: 1_000, height: 700, isMaximized: false };
const laptop = { x: 0, y: 0, width: 1_440, height: 900 };
const second = { x: 1_440, y: -200, width: 2_560, height: 1_440 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-bounds-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what is remembered is read again, and no unfinished file stays', () => {
  const path = join(folder, 'new', 'bounds.json');
  writeBounds(path, bounds);
  writeBounds(path, { ...bounds, isMaximized: true });
  expect(readBounds(path)).toEqual({ ...bounds, isMaximized: true });
  expect(readdirSync(join(folder, 'new'))).toEqual(['bounds.json']);
});

test('a missing, a broken and a foreign file mean no bounds, and a place that cannot be written harms nothing', () => {
  const path = join(folder, 'bounds.json');
  expect(readBounds(path)).toBeNull();
  for (const text of ['', '{', 'null', '[]', '{"x":1}', JSON.stringify({ ...bounds, width: '9' }), JSON.stringify({ ...bounds, y: 1e9 })]) {
    writeFileSync(path, text);
    expect(readBounds(path)).toBeNull();
  }
  expect(() => writeBounds(join(path, 'below-a-file.json'), bounds)).not.toThrow();
});

test.each([
  ['on the display', bounds, [laptop], bounds],
  ['on the second display', { ...bounds, x: 2_000, y: -150 }, [laptop, second], { ...bounds, x: 2_000, y: -150 }],
  ['on a display that is gone', { ...bounds, x: 2_000 }, [laptop], null],
  ['with the title bar above the edge', { ...bounds, y: -40 }, [laptop], null],
  ['with a corner in reach', { ...bounds, x: 1_300 }, [laptop], { ...bounds, x: 1_300 }],
  ['with too little in reach', { ...bounds, x: 1_400 }, [laptop], null],
  ['larger than the display', { ...bounds, width: 5_000, height: 5_000 }, [laptop], { ...bounds, width: 1_440, height: 900 }],
  ['too small', { ...bounds, width: 200, height: 100 }, [laptop], { ...bounds, ...minimumSize }],
  ['never remembered', null, [laptop], null],
] as const)('a window %s', (_case, remembered, areas, expected) => {
  expect(fitToDisplays(remembered, areas)).toEqual(expected);
});

test('whatever was remembered, the title bar can be reached', () => {
  const side = fc.integer({ min: -5_000, max: 5_000 });
  const length = fc.integer({ min: 1, max: 6_000 });
  fc.assert(
    fc.property(fc.record({ x: side, y: side, width: length, height: length, isMaximized: fc.boolean() }), (remembered) => {
      expect(parseWindowBounds(JSON.stringify(remembered))).toEqual(remembered);
      const fitted = fitToDisplays(remembered, [laptop, second]);
      if (fitted === null) return;
      const isReachable = [laptop, second].some(
        (area) =>
          fitted.y >= area.y && fitted.y < area.y + area.height && fitted.x < area.x + area.width && fitted.x + fitted.width > area.x,
      );
      expect(isReachable).toBe(true);
    }),
  );
});
