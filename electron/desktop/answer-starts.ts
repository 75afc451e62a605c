import { app } from 'electron';
import { desktopActionIn } from './desktop-action.ts';
import type { EarlyOpens } from './links/early-opens.ts';
import type { GivenFolder } from './links/given-folder.ts';
import type { LateStarts } from './links/late-starts.ts';
import { isOpenedAtLogin } from './places/login-words.ts';
import type { Desktop } from './start-desktop.ts';

export interface AnswerStartsOptions {
  readonly desktop: Desktop;
  /** What other starts leave for this process. */
  readonly given: GivenFolder;
  readonly earlyOpens: EarlyOpens;
  readonly lateStarts: LateStarts;
  /** The last window was closed, and nothing goes on without one. */
  quit(): void;
}

/** Does what this start, and each later one that finds this process, was asked for: to show the window, to act, to take files. */
export function answerStarts({ desktop, given, earlyOpens, lateStarts, quit }: AnswerStartsOptions): void {
  const act = (programArguments: readonly string[]): void => {
    const action = desktopActionIn(programArguments);
    if (action !== null) desktop.act(action);
  };
  const openLeft = (): void => {
    for (const left of given.take()) desktop.open(left);
  };
  app.on('second-instance', (_event, programArguments) => {
    if (lateStarts.isLate()) return;
    desktop.showWindow();
    act(programArguments);
    openLeft();
  });
  app.on('activate', () => {
    if (!lateStarts.isLate()) desktop.showWindow();
  });
  app.on('window-all-closed', () => {
    if (!desktop.goesOn()) quit();
  });
  if (isOpenedAtLogin(process.argv) || wasOpenedAtLogin()) desktop.startAtLogin();
  else desktop.showWindow();
  act(process.argv);
  openLeft();
  earlyOpens.pass((early) => {
    if (lateStarts.isLate(early)) return;
    desktop.showWindow();
    desktop.open(early);
  });
}

/** macOS says it in no argument. */
function wasOpenedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
