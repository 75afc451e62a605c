/** Runs pieces of work one after the other, in the order in which they came, where each may take several turns of the event loop. */
export class OneAfterAnother {
  #last: Promise<unknown> | null = null;

  /** Begins at once where nothing is under way. Settles as `work` does. */
  run<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = this.#last === null ? work() : this.#last.then(work);
    const ended: Promise<unknown> = mine
      .catch(() => undefined)
      .then(() => {
        if (this.#last === ended) this.#last = null;
      });
    this.#last = ended;
    return mine;
  }

  /** Resolves when nothing is under way or waits for its turn. */
  async whenDone(): Promise<void> {
    while (this.#last !== null) await this.#last;
  }
}
