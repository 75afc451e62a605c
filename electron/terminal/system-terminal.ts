import { endProcess } from '../host/end-process.ts';
import { systemClock } from '../host/system-clock.ts';
import { askPerson } from './ask-person.ts';
import type { Terminal } from './terminal.ts';
import { createTextOutput } from './text-output.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const usualColumns = 80;

/** The terminal of this very process. */
export function createSystemTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const isScreen = stdout.isTTY === true && env['TERM'] !== 'dumb';
  return {
    stdout: createTextOutput(stdout),
    stderr: createTextOutput(stderr),
    isScreen,
    // no-color.org: any value but an empty one turns colours off.
    hasColors: isScreen && (env['NO_COLOR'] ?? '') === '',
    columns: () => (stdout.columns > 0 ? stdout.columns : usualColumns),
    environment: env,
    clock: systemClock,
    ...(isScreen && process.stdin.isTTY === true ? { ask: askPerson } : {}),
    onSignal(listener) {
      for (const signal of signals) process.on(signal, listener);
    },
    exitNow: (exitCode) => void endProcess(exitCode),
  };
}
