/** Changes one bit of the byte at that place of a body that comes in pieces. */
export function flippedAt(atByte: number): (piece: Buffer, startByte: number) => Buffer {
  return (piece, startByte) => {
    const index = atByte - startByte;
    const before = piece[index];
    if (before === undefined) return piece;
    const changed = Buffer.from(piece);
    changed[index] = before ^ 0b100;
    return changed;
  };
}
