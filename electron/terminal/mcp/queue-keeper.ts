import type { QueueAccess } from '../queue-access.ts';
import type { QueueLook } from '../queue-look.ts';

export interface QueueKeeperOptions {
  /** A look that holds nothing. */
  look(): Promise<QueueLook>;
  /** Joins whoever holds the queue, or holds it; `sends`: its files are sent from then on. */
  open(sends: boolean): Promise<QueueAccess>;
  onTrouble(error: unknown): void;
}

/**
 * The queue for a process that is there for programs. It holds nothing while it is only asked. What changes the queue is done by whoever holds it; where
 * nobody does, this process holds it as long as there is something to send, and no longer.
 */
export class QueueKeeper {
  readonly #options: QueueKeeperOptions;
  #own: QueueAccess | null = null;
  #changes = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: QueueKeeperOptions) {
    this.#options = options;
  }

  /** This process holds the queue now. */
  get isHolding(): boolean {
    return this.#own !== null;
  }

  /** Asks without changing anything. */
  async look<Value>(ask: (look: QueueLook) => Promise<Value>): Promise<Value> {
    const look = await this.#options.look();
    try {
      return await ask(look);
    } finally {
      look.close();
    }
  }

  /** Changes the queue, one after the other; with `sends` what is left to send is sent from then on, also where nobody held the queue. */
  change<Value>(sends: boolean, act: (queue: QueueAccess) => Promise<Value>): Promise<Value> {
    return this.#inTurn(async () => {
      this.#changes += 1;
      if (this.#own !== null) return await act(this.#own);
      const queue = await this.#options.open(sends);
      if (queue.holder === null && sends) {
        this.#own = queue;
        // Not waited for: it ends when all is sent.
        this.#holdWhileNeeded(queue).catch((error: unknown) => this.#options.onTrouble(error));
        return await act(queue);
      }
      try {
        return await act(queue);
      } finally {
        await queue.close();
      }
    });
  }

  /** Gives the queue up, as somebody else wants it; false: it is not held here. */
  letGo(): boolean {
    const isHeld = this.#own !== null;
    if (isHeld) this.#inTurn(() => this.#release()).catch((error: unknown) => this.#options.onTrouble(error));
    return isHeld;
  }

  async close(): Promise<void> {
    await this.#inTurn(() => this.#release());
    this.#isClosed = true;
  }

  async #holdWhileNeeded(queue: QueueAccess): Promise<void> {
    for (let seen = -1; this.#own === queue && seen !== this.#changes; ) {
      // After the change that opened it, and any that came since.
      await this.#inTurn(async () => {
        seen = this.#changes;
      });
      await queue.whenIdle();
      await queue.whenUnneeded(new AbortController().signal);
      await this.#inTurn(async () => {
        if (this.#own === queue && seen === this.#changes) await this.#release();
      });
    }
  }

  async #release(): Promise<void> {
    const own = this.#own;
    this.#own = null;
    await own?.close();
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = this.#turn.then(() => {
      if (this.#isClosed) throw new Error('closed');
      return work();
    });
    this.#turn = next.catch(() => undefined);
    return next;
  }
}
