import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { combineCrc32 } from '../../../electron/engine/source/combine-crc32.ts';

it.each([
  [0, 0],
  [0, 1],
  [1, 0],
  [3, 5],
  [1000, 1],
  [70_001, 65_536],
])('makes of the sums of %i and %i bytes that of all', (firstBytes, secondBytes) => {
  const first = Buffer.alloc(firstBytes, 'first');
  const second = Buffer.alloc(secondBytes, 'other');
  expect(combineCrc32(crc32(first), crc32(second), secondBytes)).toBe(crc32(Buffer.concat([first, second])));
});
