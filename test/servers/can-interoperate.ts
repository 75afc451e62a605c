import { hasProgram } from './has-program.ts';

/** True in `npm run test:interop`, whose servers take too long for the ordinary tests. */
export function canInteroperate(): boolean {
  return process.env['GANTRY_INTEROP'] === '1';
}

/** Null when it is such a run and the program is there, else the reason for a test's title. */
export function noInterop(program: string): string | null {
  if (!canInteroperate()) return '[skipped: runs in npm run test:interop]';
  return hasProgram(program) ? null : `[skipped: ${program} is not installed]`;
}
