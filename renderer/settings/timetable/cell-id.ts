import type { Cell } from './use-cells.ts';

/** Of the element that shows that hour. */
export function cellId({ day, hour }: Cell): string {
  return `timetable-${day}-${hour}`;
}
