import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { icnsOf, icnsSizes } from '../../../electron/start/icons/icns-of.ts';
import { icoOf } from '../../../electron/start/icons/ico-of.ts';
import { projectFolder } from '../../../electron/start/project-folder.ts';

const folder = join(projectFolder, 'electron', 'build-resources');
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const widthOf = (png: Buffer): number => png.readUInt32BE(16);

/** The pictures inside of an icon file of Windows: what its directory says, and what is there. */
function picturesInIco(file: Buffer): readonly { readonly told: number; readonly real: number }[] {
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index;
    const offset = file.readUInt32LE(at + 12);
    const png = file.subarray(offset, offset + file.readUInt32LE(at + 8));
    expect(png.subarray(0, 4)).toEqual(pngStart);
    return { told: file.readUInt8(at) || 256, real: widthOf(png) };
  });
}

/** The same for macOS: names, and the pixels of what is there. */
function picturesInIcns(file: Buffer): readonly (readonly [string, number])[] {
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const pictures: (readonly [string, number])[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    pictures.push([file.toString('latin1', at, at + 4), widthOf(file.subarray(at + 8))]);
  }
  return pictures;
}

function pngOf(sizePixels: number): Buffer {
  const png = Buffer.alloc(24 + sizePixels);
  pngStart.copy(png);
  png.writeUInt32BE(sizePixels, 16);
  return png;
}

test('an icon of Windows holds every picture where its directory says', () => {
  const pictures = [16, 48, 256].map((sizePixels) => ({ sizePixels, png: pngOf(sizePixels) }));
  expect(picturesInIco(icoOf(pictures))).toEqual([16, 48, 256].map((size) => ({ told: size, real: size })));
});

test('an icon of macOS names each picture by its pixels, and leaves out other sizes', () => {
  const pictures = [...icnsSizes, 48].map((sizePixels) => ({ sizePixels, png: pngOf(sizePixels) }));
  expect(picturesInIcns(icnsOf(pictures))).toEqual([
    ['ic11', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic13', 256],
    ['ic08', 256],
    ['ic14', 512],
    ['ic09', 512],
    ['ic10', 1024],
  ]);
});

test('the icons that go out are all there, at the sizes that their names say', () => {
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    expect(widthOf(readFileSync(join(folder, 'icons', `${size}x${size}.png`)))).toBe(size);
  }
  expect(picturesInIco(readFileSync(join(folder, 'icon.ico'))).map(({ real }) => real)).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
  expect(picturesInIcns(readFileSync(join(folder, 'icon.icns')))).toHaveLength(8);
});
