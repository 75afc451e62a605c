import type { Moment } from './moment.ts';
import type { SourceChange } from './source-change.ts';

/**
 * How a change at a moment ends. `sends-now`: what is in the file's place now arrives, once. `keeps-old`: the old version was read to its
 * end and arrives. `either`: one of these two, whole. `fails`: nothing arrives, and the row says why.
 */
export type ExpectedEnd = 'sends-now' | 'keeps-old' | 'either' | 'fails' | 'fails-or-keeps-old';

/** The table of `docs/source-faults.md`, which the matrix holds the engine to. */
export function expectedEnd(change: SourceChange, moment: Moment): ExpectedEnd {
  const isGone = change.error !== undefined;
  switch (moment.name) {
    case 'before-answer':
      return 'keeps-old';
    case 'last-part':
      // The last look at the file may have been a moment before.
      return isGone ? 'fails-or-keeps-old' : 'either';
    default:
      return isGone ? 'fails' : 'sends-now';
  }
}
