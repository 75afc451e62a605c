import type { App } from 'electron';
import type { GivenStart } from './given-folder.ts';

export interface EarlyOpens {
  /** What came before, and from now on whatever comes, goes there. */
  pass(open: (start: GivenStart) => void): void;
}

/** macOS tells of files and addresses by events, the first of them before the app is ready: so this listens from the first moment, and keeps them. */
export function keepEarlyOpens(app: Pick<App, 'on'>): EarlyOpens {
  let pass: ((start: GivenStart) => void) | null = null;
  const early: GivenStart[] = [];
  const take = (event: { preventDefault(): void }, word: string): void => {
    event.preventDefault();
    // Whole paths, so that it does not matter where they would begin.
    const start = { words: [word], workingDirectory: '/' };
    if (pass === null) early.push(start);
    else pass(start);
  };
  app.on('open-file', take);
  app.on('open-url', take);
  return {
    pass(open) {
      pass = open;
      for (const start of early.splice(0)) open(start);
    },
  };
}
