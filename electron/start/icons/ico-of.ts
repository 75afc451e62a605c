import type { IconPicture } from './icon-picture.ts';

const headerBytes = 6;
const entryBytes = 16;

/** A Windows icon file that holds these pictures as PNG, which every Windows since Vista reads; none may be larger than 256 pixels. */
export function icoOf(pictures: readonly IconPicture[]): Buffer {
  const header = Buffer.alloc(headerBytes + entryBytes * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(({ sizePixels, png }, index) => {
    const at = headerBytes + entryBytes * index;
    // One byte for each side, in which 0 stands for 256.
    header.writeUInt8(sizePixels % 256, at);
    header.writeUInt8(sizePixels % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}
