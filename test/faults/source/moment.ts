/** When the change falls. The columns of `docs/source-faults.md`. */
export const moments = [
  { name: 'before-first-byte', words: 'before the first byte' },
  { name: 'middle', words: 'in the middle' },
  { name: 'last-part', words: 'at the last part' },
  { name: 'before-answer', words: 'between the last byte and the answer' },
  { name: 'between-attempts', words: 'between two attempts' },
  { name: 'waiting', words: 'while the destination is away' },
  { name: 'paused', words: 'while paused' },
  { name: 'between-runs', words: 'while Gantry is closed' },
] as const;

export type Moment = (typeof moments)[number];
