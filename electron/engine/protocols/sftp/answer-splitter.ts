import { Buffer } from 'node:buffer';

/** More than OpenSSH ever gives at once (256 KiB), and no server needs. */
const mostAnswerBytes = 1024 * 1024;
const lengthBytes = 4;

/** Cuts a stream of bytes into answers, each without the length before it. */
export class AnswerSplitter {
  #pieces: Buffer[] = [];
  #heldBytes = 0;

  /** The answers that are whole with these bytes. Throws `RangeError` for a length that no answer can have. */
  take(chunk: Buffer): readonly Buffer[] {
    this.#pieces.push(chunk);
    this.#heldBytes += chunk.byteLength;
    if (this.#heldBytes < this.#neededBytes()) return [];
    const all = this.#pieces.length === 1 ? chunk : Buffer.concat(this.#pieces, this.#heldBytes);
    const answers: Buffer[] = [];
    let offset = 0;
    for (;;) {
      const bytes = answerBytesAt(all, offset);
      if (bytes === null || offset + lengthBytes + bytes > all.byteLength) break;
      answers.push(all.subarray(offset + lengthBytes, offset + lengthBytes + bytes));
      offset += lengthBytes + bytes;
    }
    this.#pieces = offset === all.byteLength ? [] : [all.subarray(offset)];
    this.#heldBytes = all.byteLength - offset;
    return answers;
  }

  /** So that a large answer is put together once, and not with every piece of it. */
  #neededBytes(): number {
    const first = this.#pieces[0];
    const bytes = first === undefined ? null : answerBytesAt(first, 0);
    return bytes === null ? lengthBytes + 1 : lengthBytes + bytes;
  }
}

/** null: its length is not there yet. */
function answerBytesAt(bytes: Buffer, offset: number): number | null {
  if (offset + lengthBytes > bytes.byteLength) return null;
  const answerBytes = bytes.readUInt32BE(offset);
  if (answerBytes < 1 || answerBytes > mostAnswerBytes) throw new RangeError('no length of an answer');
  return answerBytes;
}
