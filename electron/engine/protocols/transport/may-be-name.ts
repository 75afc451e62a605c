import { numberedPath } from '../../../../shared/numbered-path.ts';

/** How many names are tried for one file before it is said that all are taken. */
export const mostNames = 1_000;

/** Whether a file may have got that name: its own, or one with a number. A damaged checkpoint must not lead to a name that it never gets. */
export function mayBeName(relativePath: string, ownPath: string): boolean {
  for (let number = 1; number <= mostNames; number += 1) if (relativePath === numberedPath(ownPath, number)) return true;
  return false;
}
