import { hasProgram } from './has-program.ts';

/** Null when the program is there, else the reason for a test's title: `[skipped: nginx is not installed]`. */
export function missingProgram(name: string): string | null {
  return hasProgram(name) ? null : `[skipped: ${name} is not installed]`;
}
