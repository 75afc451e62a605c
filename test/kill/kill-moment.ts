/** When the process is killed: so long after the n-th time that something happened in this run. */
export type KillMoment =
  /** Counted from the start of the process: opening the queue, recovering, walking folders. */
  | { readonly kind: 'start-up'; readonly delayMs: number }
  /** The n-th write to the database's log: before, in the middle of and after a commit. */
  | { readonly kind: 'commit'; readonly nth: number; readonly delayMs: number }
  /** The n-th request with a body has brought this share of it. */
  | { readonly kind: 'part-middle'; readonly nth: number; readonly share: number }
  /** The server has answered the n-th request with a body: the answer is on its way, or has just been read. */
  | { readonly kind: 'part-end'; readonly nth: number; readonly delayMs: number }
  /** The n-th file was told to be done. */
  | { readonly kind: 'completion'; readonly nth: number; readonly delayMs: number }
  | { readonly kind: 'any'; readonly delayMs: number };

export const killMomentKinds = [
  'start-up',
  'commit',
  'part-middle',
  'part-end',
  'completion',
  'any',
] as const satisfies readonly KillMoment['kind'][];
