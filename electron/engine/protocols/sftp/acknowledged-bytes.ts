interface Piece {
  readonly endByte: number;
  isAcknowledged: boolean;
}

/** Which beginning of a file is acknowledged without a gap, while answers come in any order. */
export class AcknowledgedBytes {
  readonly #pieces: Piece[] = [];
  #contiguousBytes: number;
  #totalBytes: number;

  constructor(startByte: number) {
    this.#contiguousBytes = startByte;
    this.#totalBytes = startByte;
  }

  /** All bytes before this one are acknowledged. */
  get contiguousBytes(): number {
    return this.#contiguousBytes;
  }

  /** How many bytes are acknowledged, with those beyond a gap. */
  get totalBytes(): number {
    return this.#totalBytes;
  }

  /** A piece of that length goes out, right behind the one before; call the answer when the server has it. */
  expect(endByte: number, bytes: number): () => void {
    const piece: Piece = { endByte, isAcknowledged: false };
    this.#pieces.push(piece);
    return () => {
      if (piece.isAcknowledged) return;
      piece.isAcknowledged = true;
      this.#totalBytes += bytes;
      for (let first = this.#pieces[0]; first?.isAcknowledged === true; first = this.#pieces[0]) {
        this.#contiguousBytes = first.endByte;
        this.#pieces.shift();
      }
    };
  }
}
