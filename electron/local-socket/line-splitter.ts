const newline = 0x0a;

export interface LineSplitter {
  /**
   * Takes bytes as they come and gives the lines that are whole, without their ends. Throws `RangeError` for a line that is too long, as soon as
   * it is, and `TypeError` for one that is not UTF-8; nothing is to be given to it after that.
   */
  take(bytes: Uint8Array): readonly string[];
  /** Bytes of a line; for the next lines. */
  longest: number;
}

/** Cuts a stream into lines of at most `longest` bytes. A half line is kept until its rest comes, however small the pieces are. */
export function createLineSplitter(longest: number): LineSplitter {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let pieces: Uint8Array[] = [];
  let heldBytes = 0;

  function hold(piece: Uint8Array): void {
    heldBytes += piece.length;
    if (heldBytes > splitter.longest) throw new RangeError('line too long');
    if (piece.length > 0) pieces.push(piece);
  }

  const splitter: LineSplitter = {
    longest,
    take(bytes) {
      const lines: string[] = [];
      let start = 0;
      for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
        hold(bytes.subarray(start, end));
        lines.push(decoder.decode(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)));
        pieces = [];
        heldBytes = 0;
        start = end + 1;
      }
      // A copy, so that one small rest does not keep the whole piece that it came in.
      hold(Uint8Array.prototype.slice.call(bytes, start));
      return lines;
    },
  };
  return splitter;
}
