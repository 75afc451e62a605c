export interface Positioned {
  readonly position: number;
  /** How often the destination paused because of this very item; those come after all others. */
  readonly bounces: number;
}

interface Entry<Item> {
  readonly item: Item;
  /** As it was when the item came in: an order that changes under a heap breaks it. */
  readonly bounces: number;
}

/** A binary heap by bounces, then by position: files come back in their order however they went in, at the cost of a logarithm. */
export class PositionHeap<Item extends Positioned> {
  readonly #entries: Entry<Item>[] = [];

  get head(): Item | null {
    return this.#entries[0]?.item ?? null;
  }

  push(item: Item): void {
    const entries = this.#entries;
    const entry: Entry<Item> = { item, bounces: item.bounces };
    let index = entries.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(entry, this.#at(parent))) break;
      entries[index] = this.#at(parent);
      index = parent;
    }
    entries[index] = entry;
  }

  pop(): Item | null {
    const entries = this.#entries;
    const head = entries[0];
    const last = entries.pop();
    if (head === undefined || last === undefined) return null;
    if (entries.length === 0) return head.item;
    let index = 0;
    for (;;) {
      const left = index * 2 + 1;
      if (left >= entries.length) break;
      const right = left + 1;
      const child = right < entries.length && isBefore(this.#at(right), this.#at(left)) ? right : left;
      if (!isBefore(this.#at(child), last)) break;
      entries[index] = this.#at(child);
      index = child;
    }
    entries[index] = last;
    return head.item;
  }

  /** The first few in their order; they stay in. */
  first(count: number): readonly Item[] {
    const items: Item[] = [];
    for (let item = this.pop(); item !== null; item = this.pop()) {
      items.push(item);
      if (items.length >= count) break;
    }
    for (const item of items) this.push(item);
    return items;
  }

  #at(index: number): Entry<Item> {
    const entry = this.#entries[index];
    if (entry === undefined) throw new RangeError(`no entry at ${index}`);
    return entry;
  }
}

function isBefore<Item extends Positioned>(a: Entry<Item>, b: Entry<Item>): boolean {
  return a.bounces < b.bounces || (a.bounces === b.bounces && a.item.position < b.item.position);
}
