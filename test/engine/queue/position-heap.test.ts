import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PositionHeap } from '../../../electron/engine/queue/position-heap.ts';

interface Item {
  readonly position: number;
  bounces: number;
}

const itemOf = fc.record({ position: fc.nat(1_000), bounces: fc.nat(3) });
const inOrder = (a: Item, b: Item) => a.bounces - b.bounces || a.position - b.position;

function drain(heap: PositionHeap<Item>): Item[] {
  const items: Item[] = [];
  for (let item = heap.pop(); item !== null; item = heap.pop()) items.push(item);
  return items;
}

describe('the heap of positions', () => {
  it('gives back what it took, those that were sent back last and each group in its order', () => {
    fc.assert(
      fc.property(fc.array(itemOf), (items) => {
        const heap = new PositionHeap<Item>();
        for (const item of items) heap.push(item);
        expect(drain(heap).map(({ bounces, position }) => [bounces, position])).toEqual(
          items.toSorted(inOrder).map(({ bounces, position }) => [bounces, position]),
        );
      }),
    );
  });

  it('always has the first at its head, however pushes and pops are mixed', () => {
    fc.assert(
      fc.property(fc.array(fc.option(itemOf)), (steps) => {
        const heap = new PositionHeap<Item>();
        let model: Item[] = [];
        for (const step of steps) {
          if (step !== null) {
            heap.push(step);
            model = [...model, step].toSorted(inOrder);
          } else expect(heap.pop()).toEqual(model.shift() ?? null);
          expect(heap.head).toEqual(model[0] ?? null);
        }
      }),
    );
  });

  it('keeps its order when what it holds changes meanwhile', () => {
    fc.assert(
      fc.property(fc.array(itemOf, { minLength: 1 }), fc.array(fc.nat(3)), (items, changes) => {
        const heap = new PositionHeap<Item>();
        for (const item of items) heap.push({ ...item });
        const wanted = items.toSorted(inOrder).map(({ position }) => position);
        const held = new PositionHeap<Item>();
        const mutable = items.map((item) => ({ ...item }));
        for (const item of mutable) held.push(item);
        for (const [index, bounces] of changes.entries()) {
          const item = mutable[index];
          if (item !== undefined) item.bounces = bounces;
        }
        expect(drain(held).map(({ position }) => position)).toEqual(wanted);
        expect(drain(heap)).toHaveLength(items.length);
      }),
    );
  });
});
