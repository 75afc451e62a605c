import type { DestinationId } from '../../../shared/ids.ts';

type What = 'watching' | 'moving';

/** What is on its way to the engine, and cannot be seen in its lists yet: folders that are to send to a destination, and addresses that are to change. */
export class WatchesUnderWay {
  readonly #turns = new Set<{ readonly what: What; readonly destinationId: DestinationId }>();

  has(what: What, destinationId: DestinationId): boolean {
    return [...this.#turns].some((one) => one.what === what && one.destinationId === destinationId);
  }

  async during<Value>(what: What, destinationId: DestinationId, work: () => Promise<Value>): Promise<Value> {
    const turn = { what, destinationId };
    this.#turns.add(turn);
    try {
      return await work();
    } finally {
      this.#turns.delete(turn);
    }
  }
}
