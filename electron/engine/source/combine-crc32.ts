/** CRC-32 as zlib and Ethernet have it, reflected. */
const polynomial = 0xedb88320;

/**
 * The CRC-32 of two stretches of bytes one after the other, from those of each: `lengthBytes` is the second one's. Appending bytes is
 * linear, so that n of them are a power of one 32×32 matrix of bits (as in zlib's crc32_combine).
 */
export function combineCrc32(first: number, second: number, lengthBytes: number): number {
  let power = shiftByOneByte();
  let crc = first;
  for (let rest = lengthBytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) crc = times(power, crc);
    power = squared(power);
  }
  return (crc ^ second) >>> 0;
}

type Matrix = readonly number[];

function shiftByOneByte(): Matrix {
  const oneBit: Matrix = [polynomial, ...Array.from({ length: 31 }, (_, bit) => 2 ** bit)];
  return squared(squared(squared(oneBit)));
}

function squared(matrix: Matrix): Matrix {
  return matrix.map((column) => times(matrix, column));
}

function times(matrix: Matrix, vector: number): number {
  let sum = 0;
  for (let rest = vector >>> 0, column = 0; rest !== 0; rest >>>= 1, column += 1) if (rest & 1) sum ^= matrix[column] ?? 0;
  return sum >>> 0;
}
