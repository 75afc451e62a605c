import type { IconPicture } from './icon-picture.ts';

/** The names of Apple's format for PNG pictures by their pixels; some sizes stand for a plain and for a dense screen. */
const kinds: Readonly<Record<number, readonly string[]>> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic13', 'ic08'],
  512: ['ic14', 'ic09'],
  1024: ['ic10'],
};

/** The sizes that an icon file of macOS takes. */
export const icnsSizes: readonly number[] = Object.keys(kinds).map(Number);

/** An icon file for macOS; a picture of another size than those of `icnsSizes` is left out. */
export function icnsOf(pictures: readonly IconPicture[]): Buffer {
  const parts = pictures.flatMap(({ sizePixels, png }) => (kinds[sizePixels] ?? []).map((kind) => part(kind, png)));
  return part('icns', Buffer.concat(parts));
}

function part(kind: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(kind, 'latin1');
  header.writeUInt32BE(header.length + content.length, 4);
  return Buffer.concat([header, content]);
}
