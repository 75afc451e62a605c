import type { KeyboardEvent } from 'react';
import { useState } from 'react';

/** A cell of the grid: a day from 0 on, Monday, and an hour. */
export interface Cell {
  readonly day: number;
  readonly hour: number;
}

/** A rectangle of cells, both corners included. */
export interface Cells {
  readonly days: readonly [first: number, last: number];
  readonly hours: readonly [first: number, last: number];
}

export interface CellsState {
  readonly chosen: Cells;
  readonly current: Cell;
  /** `widens`: from where it began to there. */
  goTo(cell: Cell, widens: boolean): void;
  /** Whether the key was one of the grid's. */
  onKey(event: KeyboardEvent): boolean;
}

const steps: Readonly<Record<string, readonly [days: number, hours: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-7, 0],
  PageDown: [7, 0],
  Home: [0, -24],
  End: [0, 24],
};

/** Which cells are chosen, by pointer and by keys, as in a table of numbers. */
export function useCells(): CellsState {
  const [anchor, setAnchor] = useState<Cell>({ day: 0, hour: 8 });
  const [current, setCurrent] = useState<Cell>({ day: 0, hour: 8 });
  const goTo = (cell: Cell, widens: boolean): void => {
    setCurrent(cell);
    if (!widens) setAnchor(cell);
  };
  return {
    chosen: {
      days: [Math.min(anchor.day, current.day), Math.max(anchor.day, current.day)],
      hours: [Math.min(anchor.hour, current.hour), Math.max(anchor.hour, current.hour)],
    },
    current,
    goTo,
    onKey(event) {
      if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
        setAnchor({ day: 0, hour: 0 });
        goTo({ day: 6, hour: 23 }, true);
        return true;
      }
      const step = steps[event.key];
      if (step === undefined) return false;
      goTo({ day: within(current.day + step[0], 6), hour: within(current.hour + step[1], 23) }, event.shiftKey);
      return true;
    },
  };
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
