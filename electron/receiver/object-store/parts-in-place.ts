import type { StoredPart } from './object-bucket.ts';

/**
 * The parts up to the first that has not the size of its place: each but the last of an object has the same one, in bytes. A part of another size, as an
 * earlier receiver left it, would move all behind it to where they do not belong.
 */
export function partsInPlace(parts: readonly StoredPart[], length: number, partSizeBytes: number): readonly StoredPart[] {
  const wrong = parts.findIndex(({ Size }, index) => Size !== Math.min(partSizeBytes, length - index * partSizeBytes));
  return wrong < 0 ? parts : parts.slice(0, wrong);
}
