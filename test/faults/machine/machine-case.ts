export const machineGroups = [
  'The network is away',
  'The machine sleeps',
  'The network changes',
  'The destination moves',
  "The queue's disk",
  'The clock is set',
  'Too many open files',
  "The log's disk",
] as const;

/** A row of `docs/machine-faults.md`. */
export interface MachineCase {
  readonly group: (typeof machineGroups)[number];
  readonly happens: string;
  readonly engineDoes: string;
  /** The words on the window's notice, on the row and on the terminal; null: nothing worth a word. */
  readonly personSees: string | null;
}
