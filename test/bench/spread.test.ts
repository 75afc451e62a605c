import { describe, expect, it } from 'vitest';
import { medianOf, spreadOf } from './spread.ts';

describe('medianOf', () => {
  it.each([
    [[3], 3],
    [[9, 1, 4], 4],
    [[10, 2, 4, 100], 7],
  ])('of %j is %d', (values, expected) => {
    expect(medianOf(values)).toBe(expected);
  });

  it('has none of nothing', () => {
    expect(() => medianOf([])).toThrow('at least one');
  });
});

it('spans from the smallest to the largest', () => {
  expect(spreadOf([5, 2, 11])).toEqual({ min: 2, median: 5, max: 11 });
});
