import type { Display, DisplayFacts } from './display.ts';
import { createJsonDisplay } from './json-display.ts';
import { createLiveDisplay } from './live-display.ts';
import { createQuietDisplay } from './quiet-display.ts';
import type { Terminal } from './terminal.ts';

export interface DisplayOptions {
  readonly isJson: boolean;
  /** What is going on, in a line: for those who see no live display. */
  readonly intro: string;
  readonly facts: () => DisplayFacts;
}

/** The display that fits: lines for programs, a live one for a screen, few words for everything else. */
export function createDisplay(terminal: Terminal, { isJson, intro, facts }: DisplayOptions): Display {
  if (isJson) return createJsonDisplay(terminal);
  if (terminal.isScreen) return createLiveDisplay(terminal, facts);
  terminal.stdout.write(`${intro}\n`);
  return createQuietDisplay(terminal, facts);
}
