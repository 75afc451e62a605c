// One ending to people, so "archive (2).tar.gz" and not "archive.tar (2).gz", which some unpackers do not recognise.
const doubleEndings = /\.tar\.(gz|bz2|xz|zst|lz|lzma|br|Z)$/i;
// What comes after the last dot of "Dr. Who meets somebody" is no ending.
const ordinaryEnding = /\.[^\s.]{1,16}$/u;
/** What file systems take for one name. */
const maxNameBytes = 255;

function endingOf(name: string): string {
  const found = doubleEndings.exec(name) ?? ordinaryEnding.exec(name);
  // A dot at the start hides a file and begins no ending.
  return found === null || found.index === 0 ? '' : found[0];
}

/** Bytes in UTF-8. */
function byteLengthOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * The n-th name to try for a file: "a.txt", "a (2).txt", "a (3).txt". A name that would pass 255 bytes loses characters
 * before the number.
 */
export function numberedName(name: string, number: number): string {
  if (number <= 1) return name;
  const ending = endingOf(name);
  const suffix = ` (${number})${ending}`;
  const characters = [...name.slice(0, name.length - ending.length)];
  let bytes = byteLengthOf(characters.join('')) + byteLengthOf(suffix);
  while (bytes > maxNameBytes && characters.length > 1) bytes -= byteLengthOf(characters.pop() ?? '');
  return characters.join('') + suffix;
}
