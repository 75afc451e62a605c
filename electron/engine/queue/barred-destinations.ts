import type { DestinationId } from '../../../shared/ids.ts';

/** Destinations at which nothing new may start; each can be barred by several at once. */
export class BarredDestinations {
  readonly #counts = new Map<DestinationId, number>();

  bar(destinationId: DestinationId): void {
    this.#counts.set(destinationId, (this.#counts.get(destinationId) ?? 0) + 1);
  }

  unbar(destinationId: DestinationId): void {
    const left = (this.#counts.get(destinationId) ?? 0) - 1;
    if (left > 0) this.#counts.set(destinationId, left);
    else this.#counts.delete(destinationId);
  }

  has(destinationId: DestinationId): boolean {
    return this.#counts.has(destinationId);
  }
}
