const mostUploads = 1_000;

/** Remembers over attempts where uploads were cut, to tell a hop that cuts long requests from a passing trouble. */
export class CutRecord {
  readonly #cuts = new Map<string, number>();

  /** True when this upload was cut at the same offset before, without the server having kept anything in between. */
  cutAt(uploadPath: string, offset: number): boolean {
    const isRepeated = this.#cuts.get(uploadPath) === offset;
    this.#cuts.delete(uploadPath);
    // The next ceiling gets two tries as well.
    if (!isRepeated) this.#cuts.set(uploadPath, offset);
    const oldest = this.#cuts.keys().next();
    if (this.#cuts.size > mostUploads && oldest.done !== true) this.#cuts.delete(oldest.value);
    return isRepeated;
  }

  forget(uploadPath: string): void {
    this.#cuts.delete(uploadPath);
  }
}
