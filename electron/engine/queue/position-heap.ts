export interface Positioned {
  readonly position: number;
}

/** A binary heap by position: files come back in their order however they went in, at the cost of a logarithm. */
export class PositionHeap<Item extends Positioned> {
  readonly #items: Item[] = [];

  get head(): Item | null {
    return this.#items[0] ?? null;
  }

  push(item: Item): void {
    const items = this.#items;
    let index = items.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#at(parent).position <= item.position) break;
      items[index] = this.#at(parent);
      index = parent;
    }
    items[index] = item;
  }

  pop(): Item | null {
    const items = this.#items;
    const head = items[0];
    const last = items.pop();
    if (head === undefined || last === undefined) return null;
    if (items.length === 0) return head;
    let index = 0;
    for (;;) {
      const left = index * 2 + 1;
      if (left >= items.length) break;
      const right = left + 1;
      const child = right < items.length && this.#at(right).position < this.#at(left).position ? right : left;
      if (last.position <= this.#at(child).position) break;
      items[index] = this.#at(child);
      index = child;
    }
    items[index] = last;
    return head;
  }

  #at(index: number): Item {
    const item = this.#items[index];
    if (item === undefined) throw new RangeError(`no item at ${index}`);
    return item;
  }
}
